"""The scenarios as an Excel file: recalculated by LibreOffice, its results are those of the app."""

import os
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import fastexcel
import pytest

from retention_core.export.scenario_workbook import RESULTS, Scenario, scenario_workbook
from retention_core.i18n.speech import speech
from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, PastPeriod
from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.what_if import outcome

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TIERS = (
    CustomerGroup(1, 100.0, 0.9, 0.0, 120.0, 400),
    CustomerGroup(2, 300.0, 0.7, 0.0, 60.0, 1200),
    CustomerGroup(3, 400.0, 0.5, 0.0, 20.0, 1600),
)
SHOP = Baseline(
    PeriodKind.QUARTER,
    CustomerGroup(None, 800.0, 0.65, 210.0, 45.0, 3200),
    TIERS,
    (PastPeriod(800, 520, 210, 45.0),) * 4,
    None,
)
EVERYTHING = Lever(
    lift=0.04, reading=LiftDefinition.FEWER_LEAVERS, from_period=2, ramp_periods=2, spend=0.03, frequency=-0.02,
    new_customers=0.1, margin=0.4, discount_rate=0.08, horizon_months=24, cost_per_period=150.0, cost_per_member=0.5,
    cost_share=0.01, cost_per_gained=3.0, contract_share=0.1, contract_months=9, contract_bonus=0.05,
)  # fmt: skip
SCENARIOS = {
    "five points": Lever(),
    "=1+1": replace(Lever(), reading=LiftDefinition.RELATIVE, lift=0.5, cost_per_member=1.0),
    "everything": EVERYTHING,
    "two tiers [and new]": replace(EVERYTHING, tiers=(1, 3), rewards=((1, 2.0), (3, 0.25))),
}


def results(content: bytes) -> dict[str, list[float]]:
    """The first sheet: results by scenario, in their order."""
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=0).to_polars()
    return {name: sheet[name].to_list() for name in sheet.columns[1:]}


def expected(lever: Lever) -> list[float]:
    found = outcome(SHOP, lever).result
    return [getattr(found, name) or 0.0 for name in RESULTS]


@pytest.fixture(scope="module")
def book() -> bytes:
    return scenario_workbook(SHOP, [Scenario(name, lever) for name, lever in SCENARIOS.items()], speech("en"))


def test_a_viewer_that_cannot_reckon_shows_the_apps_results(book):
    assert results(book) == {name: pytest.approx(expected(lever)) for name, lever in SCENARIOS.items()}


@pytest.mark.skipif(not OFFICE and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_recalculated_it_gives_the_apps_results(book, tmp_path: Path):
    """The stored results are taken out first, so that nothing but the formulas can give them."""
    assert OFFICE, "LibreOffice is not installed"
    bare = without_results(book)
    assert set(map(tuple, results(bare).values())) != {tuple(expected(lever)) for lever in SCENARIOS.values()}
    (tmp_path / "bare.xlsx").write_bytes(bare)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    call = [OFFICE, home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", "bare.xlsx"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=600)
    told = results((tmp_path / "out" / "bare.xlsx").read_bytes())
    assert told == {name: pytest.approx(expected(lever), rel=1e-9) for name, lever in SCENARIOS.items()}


def without_results(content: bytes) -> bytes:
    """The same file with every stored result of a formula taken out."""
    import re
    import zipfile

    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            if name.startswith("xl/worksheets/"):
                inside = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", inside)
            new.writestr(name, inside)
    return target.getvalue()


def test_in_another_language_the_numbers_stay():
    content = scenario_workbook(SHOP, [Scenario("五个百分点", Lever())], speech("zh_CN"))
    assert results(content)["五个百分点"] == pytest.approx(expected(Lever()))


def test_without_amounts_only_customers_are_told():
    shop = replace(SHOP, everybody=replace(SHOP.everybody, revenue=None), tiers=())
    content = scenario_workbook(shop, [Scenario("a", Lever())], speech("en"))
    assert results(content)["a"][1:] == [0.0] * (len(RESULTS) - 1)
