"""The bridge of every orders file there is, and its counts from plain sets."""

from pathlib import Path

import pytest

from retention_core.describe.retention.retention import retention_by_period
from retention_core.ingest import Answer, File, read_files
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from tests.describe import sets
from tests.files import OWN, shared

SPREADSHEETS = {".csv", ".txt", ".xls", ".xlsx"}
FEWEST_LOGS = 8
LAST = 4
BRIDGE = ("at_start", "kept", "new", "returned", "gained", "lost", "at_end")


def read(path: Path) -> Workbook | None:
    """The workbook of a file; questions are answered by their first choice, as what is counted is not what is asked."""
    answers: list[Answer] = []
    for _ in range(6):
        reading = read_files([File(path.name, path=path)], answers)
        if not reading.questions:
            return reading.workbook
        question = reading.questions[0]
        answers.append(Answer(question.code, question.choices[0].choice, question.file, question.field))
    return None


@pytest.fixture(scope="module", params=["made up", pytest.param("real", marks=pytest.mark.long)])
def logs(request: pytest.FixtureRequest) -> dict[str, Study]:
    """Every file of a folder that holds orders, as a study."""
    own = request.param == "made up"
    found = {}
    for path in sorted((OWN if own else shared() / "real").rglob("*")):
        workbook = _orders(path) if path.suffix in SPREADSHEETS else None
        if workbook is not None and workbook.orders.height:
            found[path.name] = Study(workbook)
    assert len(found) >= (2 if own else FEWEST_LOGS)
    return found


def _orders(path: Path) -> Workbook | None:
    from retention_core.kernel.errors import RetainError

    try:
        return read(path)
    except RetainError:
        return None


@pytest.mark.parametrize("kind", PeriodKind)
def test_the_bridge_holds_in_every_period(logs, kind):
    for name, study in logs.items():
        table = study.with_settings(Settings(period=kind))(retention_by_period)
        assert table.height, name
        known = table.drop_nulls(list(BRIDGE))
        off = known["at_start"] + known["new"] + known["returned"] - known["lost"] - known["at_end"]
        assert off.abs().sum() == 0, name


@pytest.mark.parametrize("kind", [PeriodKind.MONTH, PeriodKind.QUARTER])
def test_counts_equal_plain_sets(logs, kind):
    for name, study in logs.items():
        orders = study.workbook.orders.filter("purchase")
        bought = list(zip(orders["customer_code"].cast(str).to_list(), orders["ordered_on"].to_list(), strict=True))
        table = study.with_settings(Settings(period=kind))(retention_by_period)
        spans = table.select("first_day", "last_day").rows()
        rows = [(place, row) for place, row in enumerate(table.iter_rows(named=True)) if row["at_start"] is not None]
        for place, row in rows[-LAST:]:
            expected = sets.bridge(bought, spans[place - 1], spans[place])
            assert {part: row[part] for part in BRIDGE} == expected, (name, row["first_day"])
