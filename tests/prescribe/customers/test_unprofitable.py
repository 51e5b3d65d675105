"""Who costs more than they bring: named apart, with the reason, in no list of those to keep; key accounts by margin."""

from datetime import date

import polars as pl
import pytest

from retention_core.catalog.all_figures import compute
from retention_core.ingest import File, read_files
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.at_risk import at_risk
from retention_core.prescribe.customers.unprofitable import (
    earned_by,
    unprofitable,
    with_several_purchases,
    without_poor_fit,
)
from retention_core.prescribe.plays.key_accounts import key_accounts
from retention_core.prescribe.plays.slipping_away import slipping_away
from retention_core.prescribe.segments.segment_figures import TITLES
from retention_core.prescribe.segments.segments import segment_table, segments
from tests.files import file_named
from tests.workbooks import study_of, with_costs

# Ann earns 40; Bob twice sold below cost; Cid gave nearly all back; Dan's first order cost more than it brought
SHOP = """Ann 2024-01-01 100.00
Bob 2024-01-02 50.00
Cid 2024-01-03 80.00
Cid 2024-01-04 20.00
Bob 2024-01-05 50.00
Dan 2024-01-06 30.00
Cid 2024-01-07 -90.00"""
COSTS: list[int | None] = [60_00, 70_00, 40_00, 10_00, 45_00, 31_00, 0]


def test_who_costs_more_than_they_bring_is_named_with_the_reason_the_largest_loss_first():
    """Cid 100 - 90 - 50 = -40, Bob 100 - 115 = -15, Dan 30 - 31 = -1."""
    found = unprofitable(with_costs(study_of(SHOP), COSTS))
    assert found.select("customer_code", "reason", "margin", "given_back", "purchase_days").rows() == [
        (2, "returns", -4000, 9000, 2),
        (1, "cost", -1500, 0, 2),
        (3, "too_early", -100, 0, 1),
    ]


@pytest.mark.parametrize(
    ("shop", "why"), [(SHOP, "no_costs"), ("Ann 2024-01-01", "no_amounts"), ("Ann 2024-01-01 5.00", "no_costs")]
)
def test_without_costs_nobody_is_a_poor_fit_and_the_reason_is_told(shop: str, why: str):
    study = study_of(shop)
    assert unprofitable(study).is_empty()
    assert compute("poor_fit.customers", study).why_null == why
    assert without_poor_fit(study, study(segments)["customer_code"].to_numpy()).size == study(segments).height


def test_figures_add_up_to_the_list():
    study = with_costs(study_of(SHOP), COSTS)
    assert compute("poor_fit.customers", study).value == 3
    assert compute("poor_fit.to_look_at", study).value == 2
    assert float(compute("poor_fit.margin", study).value) == -56.0


def test_a_poor_fit_is_in_no_list_of_those_to_keep():
    """Both have been silent for over half a month; Bob is sold below cost."""
    shop = "Ann 2024-01-01 10\nBob 2024-01-01 10\nAnn 2024-01-31 15\nBob 2024-01-31 15"
    study = with_costs(study_of(shop, period=PeriodKind.MONTH, as_of=date(2024, 2, 16)), [5_00, 12_00, 5_00, 16_00])
    assert slipping_away(study).who.tolist() == [0]
    assert study(at_risk).table["customer_code"].to_list() == [0]


def test_key_accounts_go_by_what_is_earned_where_costs_are_known():
    """Eleven buyers, so at most two. a00 buys most at cost and earns nothing; a01 and a02 earn most."""
    spent = [500, 90, 80, *[20] * 8]
    lines = "\n".join(f"a{n:02} 2024-03-{n + 1:02} {amount}.00" for n, amount in enumerate(spent))
    assert key_accounts(study_of(lines)).who.tolist() == [0]
    costs: list[int | None] = [500_00, 0, 0, *[10_00] * 8]
    assert key_accounts(with_costs(study_of(lines), costs)).who.tolist() == [1, 2]
    nothing = with_costs(study_of(lines), [amount * 100 for amount in spent])
    assert key_accounts(nothing).why_null == "nothing_earned"


def test_segments_have_figures_that_add_up_to_all_customers():
    study = study_of(SHOP)
    counted = [compute(f"segments.{segment.value}.customers", study) for segment in TITLES]
    assert sum(figure.value for figure in counted) == 4
    assert [figure.value for figure in counted] == study(segment_table)["customers"].to_list()
    spent = [compute(f"segments.{segment.value}.spend", study).value for segment in TITLES]
    assert sum(float(money) for money in spent) == 240.0


@pytest.mark.parametrize("name", ["tea_shop.csv", "superstore/superstore.csv"])
def test_poor_fit_equals_a_plain_recomputation(name: str):
    """Profit by customer, added up from the file itself."""
    file = file_named(name)
    book = read_files([File(file.name, path=file)]).workbook
    assert book is not None
    found = unprofitable(Study(book))
    rows = pl.read_csv(file, schema_overrides={"Profit": pl.Decimal(18, 4)})
    profit = rows.group_by("Customer ID").agg(pl.col("Profit").sum()).filter(pl.col("Profit") < 0)
    ids = book.customers["customer_id"][found["customer_code"]]
    assert dict(zip(ids, found["margin"], strict=True)) == {
        who: int(loss * 10_000) for who, loss in profit.select("Customer ID", "Profit").rows()
    }


def test_what_they_cost_together_and_who_can_be_judged():
    """Bob brought 100 for 115, Cid 10 for 50, Dan 30 for 31 on one day, which is too early to judge."""
    found = unprofitable(with_costs(study_of(SHOP), COSTS))
    assert earned_by(found) == -(15_00 + 40_00 + 1_00)
    assert sorted(with_several_purchases(found)["customer_code"]) == [1, 2]
