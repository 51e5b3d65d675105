"""How are we doing, in one sentence: which sentence fits this kind of business, and its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.repeat_purchase.first_time_buyers import came_back_by_period, first_time_buyers
from retention_core.describe.retention.retention import before_last_finished, last_finished
from retention_core.describe.subscriptions.tenures import tenures
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.quantities import DurationDays, Points, Share
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

REPEAT_BUSINESS = 0.40
ENOUGH_CUSTOMERS = 40
SAME = 0.005
SAID = {"kept_share", "kept_count", "came_back_share", "came_back_count"}


@dataclass(frozen=True)
class NamedPeriod:
    """A period to be written by its name: Q3 2026."""

    kind: PeriodKind
    first_day: date


@dataclass(frozen=True)
class HeadlineSentence:
    """One sentence: its code and what it needs."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Headline:
    """The one sentence, and those that stand beside it: the comparison, what most of the loss is, regulars kept."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    beside: tuple[HeadlineSentence, ...] = ()


def headline(study: Study) -> Headline:
    """Contracts, and shops where many first-time buyers soon buy again: customers kept. Others: who came back."""
    if study(horizon).first_day is None:
        return _left(study)
    if study(presence_source) is PresenceSource.CONTRACTS:
        return _kept(study)
    share = study(first_time_buyers).share
    kept, came_back = _kept(study), _came_back(study)
    if share is not None and share < REPEAT_BUSINESS and (came_back.code in SAID or kept.code not in SAID):
        return came_back
    return kept


def _left(study: Study) -> Headline:
    """Of a list without days: how many have left so far."""
    listed = study(tenures)
    if not listed.height:
        return Headline("no_orders")
    left = int(listed["left"].sum())
    values = {"left": left, "subscribers": listed.height, "share": Share(left / listed.height)}
    return Headline("left_share" if listed.height >= ENOUGH_CUSTOMERS else "left_count", values)


def _kept(study: Study) -> Headline:
    kind, row = study(chosen_period).kind, study(last_finished)
    if row is None:
        return Headline("no_full_period", {"kind": kind})
    period = {"period": NamedPeriod(kind, row["first_day"])}
    before = study(before_last_finished)
    if row["at_start"] is None or (before is None and row["at_start"] == 0):
        return Headline("first_full_period", period)
    if row["at_start"] == 0:
        return Headline("nobody_at_start", {"before": NamedPeriod(kind, before["first_day"])} if before else period)
    values = period | {"kept": row["kept"], "at_start": row["at_start"], "share": Share(row["retention_rate"])}
    code = "kept_share" if row["at_start"] >= ENOUGH_CUSTOMERS else "kept_count"
    pair = _comparison(kind, row, before, "at_start", "retention_rate") if before else ()
    once = () if study(presence_source) is PresenceSource.CONTRACTS else _one_time_losses(row)
    return Headline(code, values, (*pair, *once))


def _came_back(study: Study) -> Headline:
    kind, within = study(chosen_period).kind, study(first_time_buyers).within
    seen = study(came_back_by_period).filter(pl.col("finished") & (pl.col("first_time_buyers") > 0))
    if not seen.height:
        return Headline("too_early_to_come_back", {"days": DurationDays(within)})
    row, before = seen.row(-1, named=True), seen.row(-2, named=True) if seen.height > 1 else None
    values = {
        "period": NamedPeriod(kind, row["first_day"]),
        "days": DurationDays(within),
        "came_back": row["came_back"],
    }
    values |= {"buyers": row["first_time_buyers"], "of_100": round(100 * row["came_back_share"])}
    code = "came_back_share" if row["first_time_buyers"] >= ENOUGH_CUSTOMERS else "came_back_count"
    pair = _comparison(kind, row, before, "first_time_buyers", "came_back_share") if before else ()
    return Headline(code, values, (*pair, *_regulars_kept(study)))


def _comparison(
    kind: PeriodKind, row: Mapping[str, Any], before: Mapping[str, Any], base: str, share: str
) -> tuple[HeadlineSentence, ...]:
    """More, fewer or as many as the period before; nothing where either is too small to speak in percent."""
    if min(row[base] or 0, before[base] or 0) < ENOUGH_CUSTOMERS:
        return ()
    change = row[share] - before[share]
    values = {"before": NamedPeriod(kind, before["first_day"]), "points": Points(abs(change))}
    return (HeadlineSentence("same_share" if abs(change) < SAME else "more" if change > 0 else "fewer", values),)


def _one_time_losses(row: Mapping[str, Any]) -> tuple[HeadlineSentence, ...]:
    if not row["lost"] or row["lost_one_time"] * 2 <= row["lost"]:
        return ()
    return (HeadlineSentence("mostly_one_time_lost", {"one_time": row["lost_one_time"], "lost": row["lost"]}),)


def _regulars_kept(study: Study) -> tuple[HeadlineSentence, ...]:
    row = study(last_finished)
    if row is None or not row["regulars_at_start"]:
        return ()
    values = {"kept": row["regulars_kept"], "at_start": row["regulars_at_start"]}
    values |= {"period": NamedPeriod(study(chosen_period).kind, row["first_day"])}
    values |= {"share": Share(row["regulars_kept"] / row["regulars_at_start"])}
    return (
        HeadlineSentence(
            "regulars_kept_share" if row["regulars_at_start"] >= ENOUGH_CUSTOMERS else "regulars_kept_count", values
        ),
    )
