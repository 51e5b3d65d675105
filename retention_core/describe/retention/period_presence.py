"""Counting customers in one period from the rows of presence in it and in the two periods before."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.describe.cycle.period_calendar import Calendar
from retention_core.describe.presence.presence import Presence
from retention_core.kernel.day_numbers import NEVER, Flags, cut_positions


@dataclass(frozen=True)
class PresenceSlice:
    """The rows of presence in one period, with the period's first and last day."""

    rows: Presence
    first: int
    last: int

    @property
    def entering(self) -> Flags:
        """A customer's first row in the period."""
        return self.rows.previous < self.first

    @property
    def leaving(self) -> Flags:
        """A customer's last row in the period."""
        return self.rows.following > self.last

    @property
    def first_ever(self) -> Flags:
        """A customer's first row at all."""
        return self.rows.previous == NEVER

    def back_between(self, first: int, last: int) -> Flags:
        """The customer's next day lies in first to last."""
        return (self.rows.following >= first) & (self.rows.following <= last)


class PeriodPresence:
    """Presence cut by a calendar."""

    def __init__(self, presence: Presence, cut: Calendar) -> None:
        self.presence, self.cut = presence, cut
        self.edges = cut_positions(presence.day, np.append(cut.first, cut.last[-1:] + 1)) if cut.first.size else [0]

    def __len__(self) -> int:
        return len(self.cut.first)

    def __getitem__(self, place: int) -> PresenceSlice | None:
        """The rows of a period; None before the first one."""
        if place < 0:
            return None
        rows = self.presence.rows(slice(self.edges[place], self.edges[place + 1]))
        return PresenceSlice(rows, int(self.cut.first[place]), int(self.cut.last[place]))

    def touched(self) -> list[int]:
        """The periods in which, or in the two before which, anybody was there."""
        there = np.diff(self.edges) > 0
        near = there.copy()
        near[1:] |= there[:-1]
        near[2:] |= there[:-2]
        return np.flatnonzero(near).tolist()


def count(flags: Flags) -> int:
    """How many are true."""
    return int(np.count_nonzero(flags))


def period_movements(stretches: PeriodPresence) -> pl.DataFrame:
    """One row per period, customers counted as `retention_by_period` describes them."""
    columns = {name: np.zeros(len(stretches), np.int64) for name in _counted(None, None, None)}
    for place in stretches.touched():
        for name, value in _counted(stretches[place], stretches[place - 1], stretches[place - 2]).items():
            columns[name][place] = value
    return pl.DataFrame(columns)


def _counted(
    now: PresenceSlice | None, before: PresenceSlice | None, earlier: PresenceSlice | None
) -> Mapping[str, int]:
    return _in_it(now, before) | _since_before(now, before) | {"came_back": _came_back(now, before, earlier)}


def _in_it(now: PresenceSlice | None, before: PresenceSlice | None) -> dict[str, int]:
    """Who is there: all, new ones, those of the period before, those with two days, those with two orders so far."""
    if now is None:
        return dict.fromkeys(("at_end", "new", "kept", "repeat_buyers", "returning_buyers"), 0)
    entering, first_ever, leaving = now.entering, now.first_ever, now.leaving
    there = count(entering)
    kept = count(entering & (now.rows.previous >= before.first)) if before else 0
    one_order = first_ever & leaving & ~now.rows.several
    return {
        "at_end": there,
        "new": count(first_ever),
        "kept": kept,
        "repeat_buyers": there - count(entering & leaving),
        "returning_buyers": there - count(one_order),
    }


def _since_before(now: PresenceSlice | None, before: PresenceSlice | None) -> dict[str, int]:
    """What became of the period before: its regulars, those of them kept, and the one-time buyers lost."""
    if now is None or before is None:
        return dict.fromkeys(("regulars_at_start", "regulars_kept", "lost_one_time"), 0)
    last, kept, once = before.leaving, before.back_between(now.first, now.last), before.first_ever
    return {
        "regulars_at_start": count(last & ~once),
        "regulars_kept": count(kept & ~once),
        "lost_one_time": count(last & once & ~kept),
    }


def _came_back(now: PresenceSlice | None, before: PresenceSlice | None, earlier: PresenceSlice | None) -> int:
    """Customers lost in the period before who are back in this one."""
    if now is None or before is None or earlier is None:
        return 0
    return count(earlier.back_between(now.first, now.last))
