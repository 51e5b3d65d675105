"""What there is to say about one export of one platform: which columns, which money, which rows are no sales."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from retention_core.kernel.reading_codes import SetAside


@dataclass(frozen=True)
class Aside:
    """Rows set aside by what stands in a column (the first of `headers` that is there).

    says     pattern: rows whose cell holds it are set aside; a dot stands for anything written
    unless   pattern: rows whose cell does not hold it are set aside
    """

    headers: str
    reason: SetAside
    says: str | None = None
    unless: str | None = None


@dataclass(frozen=True)
class Moves:
    """A column that says what a row of money is: it counts as a sale above zero, or as a refund below zero.

    Patterns over the cell in small letters; a row that holds one of `others` is neither, whatever else it holds.
    """

    headers: str
    sales: str
    refunds: str
    others: str = "^$"


@dataclass(frozen=True)
class Platform:
    """How one platform writes one of its exports. Headers that mean the same are parted by a bar.

    counted     which money is the amount, in words, for the documentation
    signature   headers that only this export has together (any spelling of case, spaces and signs)
    fields      clean field -> headers, the first one that is there; of those of the customer the one most filled
    asides      rows that are no sales
    moves       the column that says what each row of money is
    kept        pattern: states that leave a sale in place, since what was given back stands elsewhere
    cents       amounts are written in the smallest unit of the currency
    once        one row per order number: identical rows are one order
    lines       an order's further rows leave its total out and follow its first row
    repeats     an order's total stands on each of its rows
    days        how it writes days in numbers (month_first, day_first), where it always does
    instead     the export has no customers: what to export in its place
    """

    name: str
    counted: str
    signature: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    moves: Moves | None = None
    kept: str = "^$"
    cents: bool = False
    once: bool = False
    lines: bool = False
    repeats: bool = False
    days: str | None = None
    instead: str | None = None

    @property
    def state_by_order(self) -> bool:
        """Whether the state of an order's first row is that of all its rows."""
        return (self.lines or self.repeats) and self.moves is None
