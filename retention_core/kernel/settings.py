"""What the user may choose about every calculation. The clock and the language are arguments, never read inside."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    """The lengths into which time is cut, shortest first."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def days(self) -> int:
        """Length of a stretch of one period that ends on any day: 'active now' looks back this far."""
        return {"week": 7, "month": 30, "quarter": 91, "half-year": 182, "year": 365}[self.value]

    @property
    def cycle_days(self) -> int:
        """The length that is held against three purchase cycles."""
        return {"week": 7, "month": 28, "quarter": 90, "half-year": 180, "year": 365}[self.value]

    @property
    def per_year(self) -> float:
        """How many of them a year has."""
        return {"week": 365.25 / 7, "month": 12.0, "quarter": 4.0, "half-year": 2.0, "year": 1.0}[self.value]


@dataclass(frozen=True)
class TierRules:
    """How customers are sorted into loyalty tiers, best tier first.

    names        one a tier, two to six
    shares       part of the buyers in each tier but the lowest, which takes the rest     0 to 1
    thresholds   what a customer must have spent in those months to be in each tier but the lowest, minor units
                 (purchase days where the files have no amounts); None: found from the shares
    months       over how many calendar months up to the last day spend counts
    """

    names: tuple[str, ...] = ("platinum", "gold", "silver", "bronze")
    shares: tuple[float, ...] = (0.10, 0.20, 0.30)
    thresholds: tuple[int, ...] | None = None
    months: int = 12


@dataclass(frozen=True)
class Settings:
    """Choices that change numbers; None means: decided from the data.

    as_of                  the last day to look at; later rows are hidden
    today                  the day on the clock: what is written of a later one is still to come; None: not looked at
    period                 the length of a period
    margin                 share of revenue that is earned; None: as the files say, else half   0 to 1
    discount_rate          what money a year later is worth less                a year
    horizon_months         how far what-if looks ahead
    begins_with_business   the file holds the shop's very first customer
    free_orders_count      an order of amount zero is a purchase
    tiers                  the rules of the loyalty tiers
    """

    as_of: date | None = None
    period: PeriodKind | None = None
    margin: float | None = None
    discount_rate: float = 0.10
    horizon_months: int = 12
    begins_with_business: bool = False
    free_orders_count: bool = True
    tiers: TierRules | None = None
    today: date | None = None
