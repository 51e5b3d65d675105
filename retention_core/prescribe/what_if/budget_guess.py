"""What the split of a budget begins with: what gaining a customer costs, and a budget to try."""

from dataclasses import dataclass

from retention_core.describe.customer_value.cac import last_cost
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import Baseline

FEW = 20
LEAST_PRICE, ANY_BUDGET = 1.0, 100.0


@dataclass(frozen=True)
class GainingPrice:
    """What gaining a customer costs, whole money; and whether that is measured from a spending file, or a guess."""

    price: float
    measured: bool

    @property
    def budget(self) -> float:
        """Enough to gain twenty, in tens; whole money."""
        return float(round(FEW * self.price, -1)) or ANY_BUDGET


def price_of_gaining(study: Study, shop: Baseline) -> GainingPrice:
    """As the spending file tells it of the last period; else half of what a customer brings in a period, at least 1."""
    told = study(last_cost)
    if told and told.cac:
        return GainingPrice(told.cac / 10**study.workbook.decimals, measured=True)
    return GainingPrice(max(LEAST_PRICE, round((shop.everybody.revenue or 0.0) / 2, 2)), measured=False)
