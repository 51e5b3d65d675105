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


@dataclass(frozen=True)
class Settings:
    """Choices that change numbers; None means: decided from the data.

    as_of                  the last day to look at; later rows are hidden
    period                 the length of a period
    margin                 share of revenue that is earned                      0 to 1
    discount_rate          what money a year later is worth less                a year
    horizon_months         how far what-if looks ahead
    begins_with_business   the file holds the shop's very first customer
    free_orders_count      an order of amount zero is a purchase
    """

    as_of: date | None = None
    period: PeriodKind | None = None
    margin: float = 1.0
    discount_rate: float = 0.10
    horizon_months: int = 12
    begins_with_business: bool = False
    free_orders_count: bool = True
