"""Worth of a customer against the cost of gaining one."""

import pytest

from retention_core.catalog.all_figures import compute
from retention_core.kernel.settings import PeriodKind
from tests.workbooks import study_of, with_spending

SHOP = "Ann 2024-01-01 10\nBob 2024-01-31 10\nAnn 2024-02-10 10\nAnn 2024-03-01 10\nCyd 2024-03-31 10"


def shop(spent: str = "", **settings: object):
    study = study_of(
        SHOP, **({"period": PeriodKind.MONTH, "begins_with_business": True, "discount_rate": 0.0} | settings)
    )
    return with_spending(study, spent) if spent else study


def test_worth_against_cost():
    """Two of three at the start were kept, a buyer brings 10, half of it margin: 5 x 2/3 / (1/3) = 10; Cyd cost 4."""
    found = compute("clv.to_cac", shop("2024-03-01 4"))
    assert (found.value, found.bound) == (pytest.approx(2.5), None)
    assert compute("clv.to_cac", shop("2024-03-01 4", begins_with_business=False)).bound == "at_most"


@pytest.mark.parametrize(("spent", "why"), [("", "no_spending"), ("2024-03-01 0", "no_acquisition_spending")])
def test_why_it_is_not_known(spent, why):
    assert compute("clv.to_cac", shop(spent)).why_null == why
