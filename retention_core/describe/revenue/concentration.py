"""How much of the revenue of the last twelve months hangs on few customers."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.last_year import last_year
from retention_core.describe.statistics.ranking import most_first
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.study import Study

POINTS = 101


@dataclass(frozen=True)
class Concentration:
    """Buyers of the last twelve months with something left after refunds, those who spent most first.

    code    whose
    spend   paid less given back in the twelve months   minor units
    """

    code: CustomerCodes
    spend: NDArray[np.int64]

    @property
    def revenue(self) -> int:
        """What all of them spent, minor units."""
        return int(self.spend.sum())

    def top(self, percent: int) -> int:
        """How many the top so many percent are, rounded up."""
        return -(-len(self.code) * percent // 100)

    def top_revenue(self, percent: int) -> int:
        """What the top so many percent spent, minor units."""
        return int(self.spend[: self.top(percent)].sum())

    def top_share(self, percent: int) -> float | None:
        """Their part of the revenue; null without buyers."""
        return self.top_revenue(percent) / self.revenue if len(self.code) else None

    def top_ratio(self, percent: int) -> float | None:
        """Their mean spend as a multiple of that of the rest; null without a rest."""
        top = self.top(percent)
        rest = len(self.code) - top
        return (self.top_revenue(percent) / top) / (int(self.spend[top:].sum()) / rest) if rest else None


def concentration(study: Study) -> Concentration | None:
    """Who brings the revenue of the last twelve months; null without amounts."""
    spend = study(last_year).spend
    if spend is None:
        return None
    buyers = np.flatnonzero(study(last_year).measure > 0)
    best_first = buyers[most_first(spend[buyers])]
    return Concentration(best_first.astype(np.uint32), spend[best_first])


def pareto_curve(study: Study) -> pl.DataFrame:
    """One row per percent of the buyers of the last twelve months, best customers first: at most 101 rows.

    customer_share   of the buyers, those who spent most first      0 to 1
    customers        how many they are
    revenue_share    their part of the revenue                      0 to 1
    Empty without amounts or buyers.
    """
    found = study(concentration)
    schema = {"customer_share": pl.Float64, "customers": pl.Int64, "revenue_share": pl.Float64}
    if found is None or not len(found.code):
        return pl.DataFrame(schema=schema)
    buyers = len(found.code)
    customers = np.unique(np.round(np.linspace(0, buyers, min(buyers + 1, POINTS))).astype(np.int64))
    so_far = np.concatenate([[0], np.cumsum(found.spend)])[customers]
    return pl.DataFrame([customers / buyers, customers, so_far / found.revenue], schema=schema)
