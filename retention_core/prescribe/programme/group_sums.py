"""Several lines of customers as one: how many there are, the share kept, what they spend."""

from collections.abc import Sequence

from retention_core.prescribe.programme.baseline import CustomerGroup


def customers_in(lines: Sequence[CustomerGroup]) -> int:
    """Customers at the end of the last finished period, whole ones."""
    return round(sum(line.start for line in lines))


def gained_in(lines: Sequence[CustomerGroup]) -> float:
    """New and returned customers a period."""
    return sum(line.gained for line in lines)


def rate_of(lines: Sequence[CustomerGroup]) -> float:
    """Share kept in a period, per customer of today; of the first line where nobody is there. Needs a line."""
    there = sum(line.start for line in lines)
    return sum(line.rate * line.start for line in lines) / there if there else lines[0].rate


def revenue_of(lines: Sequence[CustomerGroup]) -> float | None:
    """Revenue per customer and period, whole money; null without amounts; of the first line where nobody is there."""
    there = sum(line.start for line in lines)
    known = [line.start * line.revenue for line in lines if line.revenue is not None]
    if len(known) < len(lines):
        return None
    return sum(known) / there if there else lines[0].revenue
