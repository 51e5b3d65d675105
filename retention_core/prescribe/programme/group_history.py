"""What became of each tier's, or each segment's, customers in the last full periods: kept, and what they spent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.last_year import twelve_months, twelve_months_until
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.purchase_days import presence
from retention_core.describe.retention.retention import periods
from retention_core.kernel.day_numbers import day_number, day_of
from retention_core.kernel.study import Study
from retention_core.prescribe.segments.segments import ORDER, segments
from retention_core.prescribe.tiers.tiers import rank_by_customer, tiers

PERIODS = 4

SEGMENTS = 100

Ranks = NDArray[np.uint8]
GroupsOn = Callable[[Study, date], Ranks]


@dataclass(frozen=True)
class GroupFlow:
    """One group over the last full periods, each customer in the group they were in when the period began.

    rank       of the tier; of a segment its place in `segments.ORDER`, after SEGMENTS
    today      customers in it at the end of the last full period, of those there in it
    at_start   customers in it at the start of a period, all periods together
    kept       of them there again in the period
    revenue    of those kept, in the period, whole money; null without amounts
    """

    rank: int
    today: int
    at_start: int
    kept: int
    revenue: float | None


@dataclass(frozen=True)
class _Passage:
    """One period: the groups when it began of those there before it and of those kept, and what the latter spent."""

    before: Ranks
    kept: Ranks
    spent: NDArray[np.int64] | None


def tier_flows(study: Study) -> tuple[GroupFlow, ...]:
    """One entry per tier in use, best first; none with less than twelve months and one period of history."""
    return _flows(study, _tiers_on, [tier.rank for tier in study(tiers).tiers])


def segment_flows(study: Study) -> tuple[GroupFlow, ...]:
    """One entry per segment that somebody is in today, in the order of segments; none with as little history."""
    found = _flows(study, _segments_on, [SEGMENTS + place for place in range(len(ORDER))])
    return tuple(flow for flow in found if flow.today)


def _flows(study: Study, groups_on: GroupsOn, ranks: Sequence[int]) -> tuple[GroupFlow, ...]:
    places = _places(study)
    if not places:
        return ()
    passages = [_passage(study, place, groups_on) for place in places]
    today = _ranks_of_present(study, places[-1], groups_on)[1]
    unit = 10**study.workbook.decimals
    return tuple(_flow(rank, today, passages, unit) for rank in ranks)


def _tiers_on(study: Study, day: date) -> Ranks:
    rules = study(tiers).rules
    return rank_by_customer(twelve_months_until(study, day, rules.months), rules)


def _segments_on(study: Study, day: date) -> Ranks:
    table, ranks = study.with_overrides(as_of=day)(segments), np.zeros(study.workbook.customers.height, np.uint8)
    place = table["segment"].replace_strict(list(ORDER), range(len(ORDER)), return_dtype=pl.UInt8)
    ranks[table["customer_code"].to_numpy()] = SEGMENTS + place.to_numpy()
    return ranks


def _places(study: Study) -> list[int]:
    """The last four full periods that have a full one, and twelve known months, before them."""
    cut, known_from = study(periods), day_number(study(horizon).known_from)
    full, months = np.flatnonzero(cut.finished)[1:][-PERIODS:], study(tiers).rules.months
    return [int(place) for place in full if twelve_months(day_of(int(cut.first[place]) - 1), months)[0] >= known_from]


def _ranks_of_present(study: Study, place: int, groups_on: GroupsOn) -> tuple[NDArray[np.uint32], Ranks]:
    """Who was there in a period, and their groups on its last day."""
    cut = study(periods)
    people = study(presence).between(int(cut.first[place]), int(cut.last[place])).people()
    return people, groups_on(study, day_of(cut.last[place]))[people]


def _passage(study: Study, place: int, groups_on: GroupsOn) -> _Passage:
    cut, log = study(periods), study(whole_log)
    span = int(cut.first[place]), int(cut.last[place])
    people, rank = _ranks_of_present(study, place - 1, groups_on)
    kept = study(presence).between(*span).whether()[people]
    spent = None if log.amount is None else log.between(*span).spend()[people[kept]]
    return _Passage(rank, rank[kept], spent)


def _flow(rank: int, today: Ranks, passages: list[_Passage], unit: int) -> GroupFlow:
    def of(ranks: Ranks) -> NDArray[np.bool_]:
        return ranks == rank

    spent = [int(passage.spent[of(passage.kept)].sum()) for passage in passages if passage.spent is not None]
    return GroupFlow(
        rank,
        int(of(today).sum()),
        sum(int(of(passage.before).sum()) for passage in passages),
        sum(int(of(passage.kept).sum()) for passage in passages),
        sum(spent) / unit if spent else None,
    )
