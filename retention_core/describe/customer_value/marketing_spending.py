"""What was spent on gaining and on keeping customers, over any stretch of time."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.cycle.period_calendar import last_day_of, period_of
from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.day_numbers import DayNumbers, day_number
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

KEEPING = (
    r"(?i)keep|retention|retain|loyal|existing|crm|win.?back|reactivat|bindung|bestandskund|stammkund|megtart|hűség"
    r"|huseg|reten|fideli|utrzyma|lojaln|udrž|věrnost|mantenimento|留存|留客|留住|保留|維繫|维系|老客|既存|維持"
)


@dataclass(frozen=True)
class MarketingSpending:
    """What was spent, one row per line of the file up to as_of.

    first, last   the days it was spent on: the week, month, ... of a file with one line for each, else the one day
    amount        minor units
    keeping       meant to keep customers, not to gain them
    channel       as written; null where the file has none
    """

    first: DayNumbers
    last: DayNumbers
    amount: NDArray[np.int64]
    keeping: NDArray[np.bool_]
    channel: pl.Series

    @property
    def known(self) -> tuple[int, int]:
        """The first and last day that the file covers."""
        return int(self.first.min()), int(self.last.max())

    def within(self, first: int, last: int) -> NDArray[np.float64]:
        """The part of each row's amount that fell on the days first to last, minor units, by the days shared."""
        shared = np.minimum(self.last, last) - np.maximum(self.first, first) + 1
        return self.amount * (np.clip(shared, 0, None) / (self.last - self.first + 1))

    def between(self, first: int, last: int) -> tuple[int, int]:
        """What was spent on gaining and on keeping customers from first to last, minor units."""
        amount = self.within(first, last)
        return round(float(amount[~self.keeping].sum())), round(float(amount[self.keeping].sum()))


def spending(study: Study) -> MarketingSpending | None:
    """What was spent up to as_of; null without a spending file."""
    rows = study.workbook.spending
    if rows is None or not (rows := rows.filter(pl.col("spent_on") <= study(horizon).as_of)).height:
        return None
    first, last = _covered(rows["spent_on"])
    nothing = pl.Series([None] * rows.height, dtype=pl.String)
    purpose = rows["purpose"] if "purpose" in rows.columns else nothing
    keeping = purpose.str.contains(KEEPING).fill_null(value=False).to_numpy()
    channel = rows["channel"] if "channel" in rows.columns else nothing
    return MarketingSpending(first, last, rows["amount"].to_numpy(), keeping, channel)


def spending_kind(days: pl.Series) -> PeriodKind | None:
    """The period that each line of a spending file stands for; null: a day.

    The longest kind of which no period has two of the file's days, and which is not longer than their usual gap.
    """
    known = days.unique().sort().to_list()
    if len(known) == 1:
        return PeriodKind.MONTH
    usual = float(np.median([(later - earlier).days for earlier, later in pairwise(known)]))
    fits = (kind for kind in PeriodKind if kind.cycle_days <= usual)
    return max((kind for kind in fits if _each_alone(kind, known)), key=lambda kind: kind.days, default=None)


def _each_alone(kind: PeriodKind, days: list) -> bool:
    return len({period_of(kind, day) for day in days}) == len(days)


def _covered(days: pl.Series) -> tuple[DayNumbers, DayNumbers]:
    """The first and last day that each line stands for."""
    kind = spending_kind(days)
    if kind is None:
        day = days.to_physical().to_numpy()
        return day, day
    known = days.unique().sort()
    ends = {
        "spent_on": known,
        "first": [day_number(period_of(kind, day)) for day in known],
        "last": [day_number(last_day_of(kind, day)) for day in known],
    }
    lines = pl.DataFrame({"spent_on": days}).join(pl.DataFrame(ends), on="spent_on", how="left", maintain_order="left")
    return lines["first"].cast(pl.Int32).to_numpy(), lines["last"].cast(pl.Int32).to_numpy()
