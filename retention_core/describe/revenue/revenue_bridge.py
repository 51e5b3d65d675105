"""How the revenue of one period became that of the next: more or less from the same customers, lost, new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.cycle.period_calendar import Calendar
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.order_log import Log, whole_log
from retention_core.describe.retention.period_presence import PresenceSlice
from retention_core.describe.retention.retention import periods, retention_by_period, stretches
from retention_core.kernel.day_numbers import CustomerCodes, cut_positions
from retention_core.kernel.study import Study

OTHER, NEW, RETURNED, STAYED, LOST = range(5)
PARTS = ("start", "expansion", "contraction", "lost", "new", "returned", "other", "end")
GAINS = ("expansion", "new", "returned")
SCHEMA: dict[str, type[pl.DataType]] = dict.fromkeys(PARTS, pl.Int64)


@dataclass(frozen=True)
class RevenueBridge:
    """Everybody with money in a period or in the one before: one value per customer, minor units.

    code      whose
    before    paid less given back in the period before
    now       in this one
    group     STAYED, LOST: bought in the period before and had something left of it after refunds, and came again or
              not; NEW: first purchase; RETURNED: not there in the period before; OTHER: everybody else
    """

    code: CustomerCodes
    before: NDArray[np.int64]
    now: NDArray[np.int64]
    group: NDArray[np.uint8]

    def who(self, part: str) -> NDArray[np.bool_]:
        """Whose money makes a part of `parts`."""
        change, stayed = self.now - self.before, self.group == STAYED
        members = {
            "start": self.group >= STAYED,
            "expansion": stayed & (change > 0),
            "contraction": stayed & (change < 0),
            "lost": self.group == LOST,
            "new": self.group == NEW,
            "returned": self.group == RETURNED,
            "other": self.group == OTHER,
            "end": np.ones(self.group.size, np.bool_),
        }
        return members[part]

    def parts(self) -> dict[str, int]:
        """start + expansion + contraction + lost + new + returned + other = end, to the smallest coin."""
        change = self.now - self.before
        money = {"start": self.before, "expansion": change, "contraction": change, "lost": change}
        return {part: int(money.get(part, self.now)[self.who(part)].sum()) for part in PARTS}


def money_flow(study: Study) -> pl.DataFrame:
    """One row per period: how the revenue of the period before became that of this one. Minor units.

    first_day, finished   as in `retention_by_period`
    start                 revenue of the period before from its buyers with something left after refunds
    expansion             more from those of them who came again
    contraction           less from those who came again                            zero or negative
    lost                  what those who did not come again had brought             negative
    new, returned         from first-time buyers; from buyers not there in the period before
    other                 from everybody else: refunds of older purchases, mostly
    end                   revenue of this period, the sum of all of these
    gross_rate, net_rate  (start + contraction + lost) / start; the same with expansion; null where start is zero
    All but end are null where the period before is not fully known, and everything without amounts.
    """
    table = study(retention_by_period)
    has_amounts = study(whole_log).amount is not None
    flows = pl.DataFrame([flow.parts() for flow in _flows(study)] if has_amounts else [], schema=SCHEMA)
    flows = flows if has_amounts else flows.clear(table.height)
    named = table.select("first_day", "finished", known=pl.col("at_start").is_not_null())
    rows = pl.concat([named, flows], how="horizontal").with_columns(
        pl.when("known").then(pl.col(name)).alias(name) for name in PARTS[:-1]
    )
    start = pl.when(pl.col("start") > 0).then(pl.col("start"))
    stays = pl.col("start") + pl.col("contraction") + pl.col("lost")
    return rows.drop("known").with_columns(gross_rate=stays / start, net_rate=(stays + pl.col("expansion")) / start)


def last_flow(study: Study) -> RevenueBridge | None:
    """What became of everybody's money from the period before to the last finished one; None without amounts."""
    log, place = study(whole_log), study(periods).last_finished
    if log.amount is None or place is None:
        return None
    cut = study(stretches)
    before = _rows(log, study(periods), place - 1) if place else None
    return _flow(cut[place - 1], cut[place], before, _rows(log, study(periods), place))


def last_parts(study: Study) -> Mapping[str, int]:
    """The parts of `last_flow`; empty without it."""
    flow = study(last_flow)
    return flow.parts() if flow else {}


def changed_customers(study: Study, part: str) -> pl.DataFrame:
    """One row per customer of a part of the last finished period, as `customer_summary` has them.

    before, now   what they brought in the period before and in this one                 minor units

    Whoever brings most less than before comes first; where all bring more, whoever brings most more.
    """
    flow = study(last_flow)
    if flow is None:
        return people(study, np.empty(0, np.uint32))
    wanted = flow.who(part)
    money = {"customer_code": flow.code, "before": flow.before, "now": flow.now}
    table = pl.DataFrame({name: values[wanted] for name, values in money.items()})
    found = people(study, flow.code[wanted]).join(table, on="customer_code", how="left", maintain_order="left")
    return found.sort(pl.col("now") - pl.col("before"), descending=part in GAINS, maintain_order=True)


def _flows(study: Study) -> Iterator[RevenueBridge]:
    """The flow into every period, in order."""
    log, calendar, cut = study(whole_log), study(periods), study(stretches)
    before = None
    for place in range(len(cut)):
        now = _rows(log, calendar, place)
        yield _flow(cut[place - 1], cut[place], before, now)
        before = now


def _rows(log: Log, calendar: Calendar, place: int) -> Log:
    first, end = cut_positions(log.day, [int(calendar.first[place]), int(calendar.last[place]) + 1])
    return log.rows(slice(first, end))


def _flow(was: PresenceSlice | None, stretch: PresenceSlice | None, before: Log | None, now: Log) -> RevenueBridge:
    spent, spends = before.spend() if before else np.zeros(now.customers, np.int64), now.spend()
    group = _groups(was, stretch, spent)
    seen = group != OTHER
    for log in (before, now):
        if log is not None:
            seen[log.code] = True
    code = np.flatnonzero(seen).astype(np.uint32)
    return RevenueBridge(code, spent[code], spends[code], group[code])


def _groups(was: PresenceSlice | None, now: PresenceSlice | None, spent: NDArray[np.int64]) -> NDArray[np.uint8]:
    """What everybody is, one value per customer."""
    group = np.full(spent.size, OTHER, np.uint8)
    if now is not None:
        group[now.rows.code] = RETURNED
    if was is not None:
        there = was.rows.code
        again, something_left = group[there] == RETURNED, spent[there] > 0
        group[there] = np.where(something_left, np.where(again, STAYED, LOST), OTHER)
    if now is not None:
        group[now.rows.code[now.first_ever]] = NEW
    return group
