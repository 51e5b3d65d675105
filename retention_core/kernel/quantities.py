"""Kinds of numbers, so that whoever writes one down knows how."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

MOST_DECIMALS = 6


class Unit(StrEnum):
    """What a figure counts in."""

    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    MONEY = "money"
    DAYS = "days"
    DAY = "day"
    RATIO = "ratio"
    WORD = "word"


class Share(float):
    """A part of a whole: 0.7 is written 70%."""


class Points(float):
    """A difference between two shares: 0.03 is written 3 points."""


class DurationDays(float):
    """A length of time in days."""


@dataclass(frozen=True, order=True)
class Money:
    """An exact amount: `minor` units at `decimals` places, in `currency` (None: not known)."""

    minor: int
    decimals: int
    currency: str | None = None

    def decimal(self) -> Decimal:
        """The amount as an exact decimal number."""
        return Decimal(self.minor).scaleb(-self.decimals)

    def __float__(self) -> float:
        return self.minor / 10**self.decimals

    @classmethod
    def of(cls, value: float | Decimal, decimals: int, currency: str | None = None) -> "Money":
        """The amount nearest to `value` at `decimals` places, half to even."""
        minor = Decimal(str(value)).scaleb(decimals).to_integral_value(ROUND_HALF_EVEN)
        return cls(int(minor), decimals, currency)
