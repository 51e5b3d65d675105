"""What is earned: from costs where the file tells them, else a share of revenue."""

from dataclasses import replace

import polars as pl
import pytest

from retention_core.describe.customer_value.margin import earned_so_far, has_costs, margin_share, share_of_files
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from tests.workbooks import study_of, with_costs

SHOP = """Ann 2023-01-05 100.00
Bob 2024-06-01 50.00
Ann 2024-07-01 30.00
Ann 2024-08-01 -10.00"""


def test_without_costs_half_is_earned_or_what_the_user_says():
    study = study_of(SHOP)
    assert not has_costs(study)
    assert study(margin_share) == 0.5
    assert earned_so_far(study).tolist() == [6000, 2500]
    assert earned_so_far(study_of(SHOP, margin=0.25)).tolist() == [3000, 1250]


def test_costs_count_where_they_are_known_and_the_share_elsewhere():
    """Known in twelve months: Bob 50 at 60, Ann's refund of 10 at -4; 40 of revenue less 56 earns nothing: share 0.

    Ann's 30 has no cost. With the user's own 40% it earns 12: Ann 100 - 70 + 12 - 6 = 36, Bob -10.
    """
    study = with_costs(study_of(SHOP), [70_00, 60_00, None, -4_00])
    assert share_of_files(study) == pytest.approx((40 - 56) / 40)
    assert study(margin_share) == 0.0
    assert earned_so_far(study).tolist() == [2400, -1000]
    own = study.with_settings(Settings(margin=0.4))
    assert own(margin_share) == 0.4
    assert earned_so_far(own).tolist() == [3600, -1000]


def test_the_share_of_the_files_is_that_of_twelve_months():
    """100 at 90 lies before them; 50 at 20 and 30 at 12 do not, nor the refund of 10 at -4: 70 - 28 of 70."""
    study = with_costs(study_of(SHOP), [90_00, 20_00, 12_00, -4_00])
    assert study(margin_share) == pytest.approx(0.6)


def test_costs_of_a_file_without_amounts_say_nothing():
    book = study_of("Ann 2024-01-01").workbook
    orders = book.orders.with_columns(cost=pl.lit(5, pl.Int64))
    study = Study(replace(book, orders=orders))
    assert not has_costs(study)
    assert earned_so_far(study) is None
