"""Lines of customers, each without a programme and with it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import CustomerGroup
from retention_core.prescribe.programme.levers import Lever

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TargetedGroups:
    """One entry per line in each array.

    start, start_with     customers today, without the programme and with it
    gained, gained_with   new and returned customers a period
    rate                  share kept in a period, without it
    revenue               per customer and period, without it; zero where it is not known
    works                 whether the programme works on the line: its lift, its spend, its cost
    held                  for how many periods nobody of the line leaves, with it
    reward                what each customer of the line is given a period
    """

    start: Floats
    start_with: Floats
    gained: Floats
    gained_with: Floats
    rate: Floats
    revenue: Floats
    works: NDArray[np.bool_]
    held: NDArray[np.int64]
    reward: Floats

    def as_columns(self, kind: type[np.floating]) -> "TargetedGroups":
        """Every array as a column, numbers of `kind`, so that cases stand beside each other."""
        columns = {part.name: getattr(self, part.name)[:, None] for part in fields(self)}
        return replace(self, **{k: v.astype(kind) if v.dtype == np.float64 else v for k, v in columns.items()})


def lines_at_work(
    lines: Sequence[CustomerGroup], lever: Lever, kind: PeriodKind, newcomers: CustomerGroup | None = None
) -> TargetedGroups:
    """The lines that a programme works on, with a line beside each of those who sign a longer contract.

    newcomers   everybody, where the programme is for some tiers only: customers gained beyond the usual belong to none
    """
    signing = lever.contract_share if lever.contract_share > 0 else 0.0
    rows = [_row(line, lever, 1 - signing) for line in lines]
    if signing:
        rows += [_row(line, lever, signing, held=lever.contract_periods(kind)) for line in lines]
    if newcomers is not None and lever.new_customers:
        more = newcomers.gained * lever.new_customers
        rows.append((0.0, 0.0, 0.0, more, newcomers.rate, newcomers.revenue or 0.0, False, 0, 0.0))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return TargetedGroups(*columns)


def _row(line: CustomerGroup, lever: Lever, part: float, held: int = 0) -> tuple[float | bool, ...]:
    """A part of a line; those held by a contract are in it only with the programme."""
    there, gained = (0.0, 0.0) if held else (line.start, line.gained)
    reward = dict(lever.rewards).get(line.rank or 0, 0.0)
    more = gained * (1 + lever.new_customers)
    return there, part * line.start, gained, more, line.rate, line.revenue or 0.0, True, held, reward
