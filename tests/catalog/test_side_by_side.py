"""Other definitions beside ours, and the customers who make the difference."""

import pytest

from retention_core.catalog.all_figures import all_meanings, compute, meaning_of
from retention_core.catalog.definition_pairs import REASONS
from retention_core.catalog.side_by_side import other_definitions
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from tests.workbooks import study_of

SHOP = """
Ann 2024-01-05 10
Bob 2024-01-06 10
Ann 2024-02-01 10
Cyd 2024-02-02 10
Cyd 2024-02-03 10
Bob 2024-03-01 10
Cyd 2024-03-02 10
Dan 2024-03-03 10
Dan 2024-03-03 10
Eve 2024-03-04 10
Eve 2024-03-31 10
"""


def found(name: str, other: str, study: Study):
    return next(pair for pair in other_definitions(study, name) if pair.there.name == other)


def codes(table) -> list[int]:
    return sorted(table["customer_code"].to_list())


@pytest.mark.parametrize(
    ("name", "other", "only_here", "only_there"),
    [
        ("retention.rate", "returning_customer_rate", [], [1, 3, 4]),
        ("retention.rate", "repeat_purchase_rate", [2], [4]),
        ("returning_customer_rate", "repeat_purchase_rate", [1, 2, 3], []),
        ("money.existing_share", "money.repeat_order_share", [], [3, 4]),
    ],
)
def test_the_customers_who_make_the_difference(name, other, only_here, only_there):
    """March: Cyd (2) is kept. Bob (1) is back, Dan (3) ordered twice on a day, Eve (4) came on two days."""
    study = study_of(SHOP, period=PeriodKind.MONTH)
    pair = found(name, other, study)
    assert (codes(pair.only_here(study)), codes(pair.only_there(study))) == (only_here, only_there)


REFUNDED = """
Old 2024-01-01 1
Ann 2024-02-01 10
Bob 2024-02-02 10
Ann 2024-03-01 15
Bob 2024-03-02 8
Ann 2024-03-05 -3
Old 2024-03-31 1
"""


@pytest.mark.parametrize(
    ("name", "other", "between", "amount", "makers"),
    [
        ("money.revenue", "money.revenue_before_refunds", "money.given_back", "3.00", [0]),
        ("money.nrr", "money.grr", "money.more", "2.00", [0]),
    ],
)
def test_where_both_count_the_same_customers_the_difference_has_a_figure_of_its_own(
    name, other, between, amount, makers
):
    """Ann (0) spent 12 after 10 and gave 3 back; Bob (1) spent 8 after 10."""
    study = study_of(REFUNDED, period=PeriodKind.MONTH)
    pair = found(name, other, study)
    assert pair.difference is not None and pair.difference.customers is not None
    assert (pair.difference.name, str(pair.difference.value.decimal())) == (between, amount)
    assert codes(pair.difference.customers(study)) == makers


def test_orders_after_the_very_first_one_are_repeat_orders_even_on_the_same_day():
    """March brought 60. The first orders of Dan and Eve are 20 of it; theirs again 20, Bob and Cyd 20."""
    study = study_of(SHOP, period=PeriodKind.MONTH)
    assert compute("money.repeat_order_share", study).value == pytest.approx(40 / 60)
    assert compute("money.existing_share", study).value == pytest.approx(20 / 60)


def test_a_rate_without_customers_of_its_own_has_no_difference_to_list():
    study = study_of(SHOP, period=PeriodKind.MONTH)
    pair = found("retention.rate", "retention.yearly_rate", study)
    assert (pair.only_here(study), pair.only_there(study)) == (None, None)


def test_a_month_brought_to_a_year():
    """Of Ann and Cyd of February, Cyd is kept: one half, to the twelfth."""
    assert compute("retention.yearly_rate", study_of(SHOP, period=PeriodKind.MONTH)).value == 0.5**12
    assert compute("retention.yearly_rate", study_of(SHOP, period=PeriodKind.YEAR)).why_null == "no_full_period"


def test_every_reason_is_about_two_figures_of_which_one_names_the_other():
    for pair in REASONS:
        one, other = sorted(pair)
        assert other in meaning_of(one).others or one in meaning_of(other).others, pair


def test_every_figure_counted_among_customers_can_be_compared():
    study = study_of(SHOP, period=PeriodKind.MONTH)
    for pair in REASONS:
        for name in pair:
            for shown in other_definitions(study, name):
                here = shown.here.customers(study) if shown.here.customers else None
                only = shown.only_here(study)
                assert only is None or (here is not None and set(codes(only)) <= set(codes(here)))


def test_every_number_beside_a_figure_comes_with_the_reason_why_they_differ():
    named = {frozenset({meaning.name, other}) for meaning in all_meanings() for other in meaning.others}
    assert named == set(REASONS)
