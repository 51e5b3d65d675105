"""How are we doing, in one sentence: which sentence fits this kind of business, and its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.repeat_purchase.first_time_buyers import (
    FirstTimePeriod,
    came_back_by_period,
    first_time_buyers,
)
from retention_core.describe.retention.retention_period import RetentionPeriod, before_last_finished, last_finished
from retention_core.describe.subscriptions.tenures import tenures
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.quantities import DurationDays, Points, Share
from retention_core.kernel.rows import known, rows_as
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
    kind, last = study(chosen_period).kind, study(last_finished)
    if last is None:
        return Headline("no_full_period", {"kind": kind})
    named = {"period": NamedPeriod(kind, last.first_day)}
    before = study(before_last_finished)
    if last.at_start is None or (before is None and last.at_start == 0):
        return Headline("first_full_period", named)
    if last.at_start == 0:
        return Headline("nobody_at_start", {"before": NamedPeriod(kind, before.first_day)} if before else named)
    values = named | {"kept": last.kept, "at_start": last.at_start, "share": Share(known(last.retention_rate))}
    code = "kept_share" if last.at_start >= ENOUGH_CUSTOMERS else "kept_count"
    once = () if study(presence_source) is PresenceSource.CONTRACTS else _one_time_losses(last)
    return Headline(code, values, (*_kept_before(kind, last, before), *once))


def _kept_before(
    kind: PeriodKind, now: RetentionPeriod, before: RetentionPeriod | None
) -> tuple[HeadlineSentence, ...]:
    """The share kept against that of the period before, where it is known."""
    if before is None:
        return ()
    shares = (now.at_start, now.retention_rate), (before.at_start, before.retention_rate)
    return _comparison(NamedPeriod(kind, before.first_day), *shares)


def _came_back(study: Study) -> Headline:
    kind, within = study(chosen_period).kind, study(first_time_buyers).within
    seen = study(came_back_by_period).filter(pl.col("finished") & (pl.col("first_time_buyers") > 0))
    if not seen.height:
        return Headline("too_early_to_come_back", {"days": DurationDays(within)})
    *earlier, last = rows_as(FirstTimePeriod, seen.tail(2))
    values = {
        "period": NamedPeriod(kind, last.first_day),
        "days": DurationDays(within),
        "came_back": last.came_back,
        "buyers": last.first_time_buyers,
        "of_100": round(100 * known(last.came_back_share)),
    }
    code = "came_back_share" if last.first_time_buyers >= ENOUGH_CUSTOMERS else "came_back_count"
    now = last.first_time_buyers, last.came_back_share
    pairs = [
        _comparison(NamedPeriod(kind, one.first_day), now, (one.first_time_buyers, one.came_back_share))
        for one in earlier
    ]
    return Headline(code, values, (*chain(*pairs), *_regulars_kept(study)))


def _comparison(
    before: NamedPeriod, now: tuple[int | None, float | None], then: tuple[int | None, float | None]
) -> tuple[HeadlineSentence, ...]:
    """More, fewer or as many as the period before; nothing where either is too small to speak in percent.

    now, then   of how many the share is, and the share
    """
    if min(now[0] or 0, then[0] or 0) < ENOUGH_CUSTOMERS:
        return ()
    change = known(now[1]) - known(then[1])
    values = {"before": before, "points": Points(abs(change))}
    return (HeadlineSentence("same_share" if abs(change) < SAME else "more" if change > 0 else "fewer", values),)


def _one_time_losses(period: RetentionPeriod) -> tuple[HeadlineSentence, ...]:
    once = period.lost_one_time or 0
    if not period.lost or once * 2 <= period.lost:
        return ()
    return (HeadlineSentence("mostly_one_time_lost", {"one_time": once, "lost": period.lost}),)


def _regulars_kept(study: Study) -> tuple[HeadlineSentence, ...]:
    last = study(last_finished)
    if last is None or not last.regulars_at_start:
        return ()
    kept, there = known(last.regulars_kept), last.regulars_at_start
    values = {"kept": kept, "at_start": there, "share": Share(kept / there)}
    values |= {"period": NamedPeriod(study(chosen_period).kind, last.first_day)}
    return (HeadlineSentence("regulars_kept_share" if there >= ENOUGH_CUSTOMERS else "regulars_kept_count", values),)
