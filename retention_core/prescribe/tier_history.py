"""What became of each tier's customers in the last full periods: how many were kept, and what they spent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.days import day_of, number
from retention_core.describe.horizon import horizon
from retention_core.describe.last_year import twelve_months, year_until
from retention_core.describe.log import whole_log
from retention_core.describe.purchase_days import presence
from retention_core.describe.retention import periods
from retention_core.prescribe.tiers import Tier, rank_by_customer, tiers
from retention_core.study import Study

PERIODS = 4

Ranks = NDArray[np.uint8]


@dataclass(frozen=True)
class TierFlow:
    """One tier over the last full periods, each customer in the tier they had when the period began.

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
    """One period: the tiers when it began of those there before it and of those kept, and what the latter spent."""

    before: Ranks
    kept: Ranks
    spent: NDArray[np.int64] | None


def tier_flows(study: Study) -> tuple[TierFlow, ...]:
    """One entry per tier in use, best first; none with less than twelve months and one period of history."""
    places = _places(study)
    if not places:
        return ()
    passages = [_passage(study, place) for place in places]
    today = _ranks_of_present(study, places[-1])[1]
    unit = 10**study.workbook.decimals
    return tuple(_flow(tier, today, passages, unit) for tier in study(tiers).tiers)


def _places(study: Study) -> list[int]:
    """The last four full periods that have a full one, and twelve known months, before them."""
    cut, known_from = study(periods), number(study(horizon).known_from)
    full, months = np.flatnonzero(cut.finished)[1:][-PERIODS:], study(tiers).rules.months
    return [int(place) for place in full if twelve_months(day_of(int(cut.first[place]) - 1), months)[0] >= known_from]


def _ranks_of_present(study: Study, place: int) -> tuple[NDArray[np.uint32], Ranks]:
    """Who was there in a period, and their tiers on its last day."""
    cut = study(periods)
    people = study(presence).between(int(cut.first[place]), int(cut.last[place])).people()
    rules = study(tiers).rules
    year = year_until(study, day_of(cut.last[place]), rules.months)
    return people, rank_by_customer(year, rules)[people]


def _passage(study: Study, place: int) -> _Passage:
    cut, log = study(periods), study(whole_log)
    span = int(cut.first[place]), int(cut.last[place])
    people, rank = _ranks_of_present(study, place - 1)
    kept = study(presence).between(*span).whether()[people]
    spent = None if log.amount is None else log.between(*span).spend()[people[kept]]
    return _Passage(rank, rank[kept], spent)


def _flow(tier: Tier, today: Ranks, passages: list[_Passage], unit: int) -> TierFlow:
    def of(ranks: Ranks) -> NDArray[np.bool_]:
        return ranks == tier.rank

    spent = [int(passage.spent[of(passage.kept)].sum()) for passage in passages if passage.spent is not None]
    return TierFlow(
        tier.rank,
        int(of(today).sum()),
        sum(int(of(passage.before).sum()) for passage in passages),
        sum(int(of(passage.kept).sum()) for passage in passages),
        sum(spent) / unit if spent else None,
    )
