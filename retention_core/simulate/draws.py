"""How customers come, buy and go, as draws from known distributions. Time is counted in days."""

from datetime import date, timedelta

import numpy as np
import polars as pl


def visits(
    start: np.ndarray, end: float, rate: np.ndarray, most: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Who came when: one entry per visit, the first at `start`, later ones at the customer's own `rate` a day.

    A customer stops after `most` visits. Geometric `most` makes it MBG/NBD (the first visit may be the last); one
    more makes it BG/NBD. Returns the positions of customers and the times in days.
    """
    later = rng.poisson(rate * np.maximum(end - start, 0))
    who = np.repeat(np.arange(start.size), later)
    when = start[who] + rng.random(who.size) * (end - start[who])
    when = when[np.lexsort((when, who))]
    nth = np.arange(who.size) - (np.cumsum(later) - later)[who] + 1
    kept = nth < most[who]
    return np.concatenate([np.arange(start.size), who[kept]]), np.concatenate([start, when[kept]])


def day_numbers(busy_time: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Days on which a steady stream falls when days are differently busy: day d takes weights[d] of the time.

    A Poisson stream stays one, only denser on busy days. Times beyond the last day are given the last day.
    """
    days = np.searchsorted(np.cumsum(weights), busy_time, side="right")
    return np.minimum(days, weights.size - 1)


def calendar(first_day: date, last_day: date) -> pl.Series:
    """Every day from the first to the last."""
    return pl.date_range(first_day, last_day, eager=True)


def weekday_weights(days: pl.Series, monday_to_sunday: tuple[float, ...]) -> np.ndarray:
    """How busy each day is, by its weekday; 1 on average over a week."""
    shares = np.array(monday_to_sunday) / np.mean(monday_to_sunday)
    return shares[days.dt.weekday().to_numpy() - 1]


def three_years_before(last_day: date) -> date:
    """The first of the three years that end on a day."""
    day_after = last_day + timedelta(days=1)
    leap_day = day_after.month == 2 and day_after.day == 29
    return day_after.replace(year=day_after.year - 3, day=28 if leap_day else day_after.day)


def some_rows(frame: pl.DataFrame, share: float, rng: np.random.Generator) -> pl.Series:
    """True for a share of the rows, drawn by chance."""
    return pl.Series(rng.random(frame.height) < share)
