"""New customers of the coming months: at the recent rate, with the season where three years show one.

A month is the stretch between the same day of two months, so the twelve to come lie where twelve did in each past year.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from scipy.stats import f

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.repeat_purchase.first_time_buyers import first_purchases, surely_new_from
from retention_core.kernel.day_numbers import day_number, month_end, months_back
from retention_core.kernel.study import Study
from retention_core.predict.models.bg_nbd import Numbers

MONTHS, LEAST_MONTHS, LEAST_YEARS, MOST_YEARS = 12, 3, 3, 10
SURE = 0.05


@dataclass(frozen=True)
class Arrivals:
    """New customers a month.

    mean          over the last full months, at most twelve
    spread        how far single months go up and down beside season and rate, as a share of the mean
    uncertain     how far off the rate itself may be, as a share: by chance, and as it changed from one year to the next
    season        how many times the mean each of the coming months brings; all 1 with less than three years, or where
                  months differ no more than by chance
    season_error  standard error of each; null without a season
    """

    mean: float
    spread: float
    uncertain: float
    season: Numbers
    season_error: Numbers | None

    @property
    def expected(self) -> Numbers:
        """New customers of each of the coming twelve months."""
        return self.mean * self.season


def arrivals(study: Study) -> Arrivals | None:
    """From the full months so far; null with fewer than three."""
    counts = _counted(study)
    if len(counts) < LEAST_MONTHS:
        return None
    recent = counts[-MONTHS:]
    mean, years = float(recent.mean()), len(counts) // MONTHS
    by_year = counts[len(counts) - MONTHS * years :].reshape(years, MONTHS)
    season, error = _season(by_year) if years >= LEAST_YEARS and mean else (np.ones(MONTHS), None)
    spread = _spread(recent, season)
    changed = _yearly_change(counts) if years > 1 else 0.0
    return Arrivals(mean, spread, float(np.hypot(spread / np.sqrt(len(recent)), changed)), season, error)


def month_away(day: date, months: int) -> date:
    """The same day so many months later; from the end of a month to the end of another."""
    away = months_back(day, -months)
    return month_end(away) if day == month_end(day) else away


def _counted(study: Study) -> Numbers:
    """New customers of each full month so far, oldest first, at most ten years.

    Months in which old customers may look new are left out, unless fewer than three others remain.
    """
    known, sure = day_number(study(horizon).known_from), surely_new_from(study)
    counts = _counted_from(study, max(known, sure))
    return counts if len(counts) >= LEAST_MONTHS else _counted_from(study, known)


def _counted_from(study: Study, known: int) -> Numbers:
    _, day, _ = study(first_purchases)
    last = study(horizon).as_of
    ends = [day_number(month_away(last, -back)) for back in range(MONTHS * MOST_YEARS + 1)]
    full = [(start, end) for end, start in pairwise(ends) if start >= known - 1]
    return np.array([np.count_nonzero((day > start) & (day <= end)) for start, end in reversed(full)], np.float64)


def _season(by_year: Numbers) -> tuple[Numbers, Numbers | None]:
    """Each month's share of its year, twelve times, on average over the years, and its standard error.

    All 1, and no error, where months differ no more than chance makes them (F test at 5%).
    """
    shares = by_year / np.maximum(by_year.mean(axis=1, keepdims=True), 1e-9)
    means, free = shares.mean(axis=0), (MONTHS - 1) * (len(shares) - 1)
    within = ((shares - means) ** 2).sum() / free
    between = len(shares) * means.var(ddof=1)
    if f.sf(between / max(within, 1e-12), MONTHS - 1, free) > SURE:
        return np.ones(MONTHS), None
    return means, np.full(MONTHS, np.sqrt(within / len(shares)))


def _spread(recent: Numbers, season: Numbers) -> float:
    """Up and down around rate and season; never less than chance alone would make it."""
    mean = recent.mean()
    if not mean:
        return 0.0
    off = recent - mean * season[-len(recent) :]
    return float(max(np.sqrt((off**2).sum() / (len(recent) - 1)), np.sqrt(mean)) / mean)


def _yearly_change(counts: Numbers) -> float:
    """How much the last twelve months differ from the twelve before, as a share."""
    now, before = counts[-MONTHS:].sum(), counts[-2 * MONTHS : -MONTHS].sum()
    return float(abs(np.log(now / before))) if now and before else 0.0
