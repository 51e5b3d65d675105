"""Axes whose labels are written by the reader's language, not by the browser's."""

import json
import math
from collections.abc import Callable, Sequence
from datetime import date

import altair as alt

from retention_core.i18n import Speech

MOST_MONTHS = 6
STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, about: int = 5, least: float = 0.0) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, at least `least` apart."""
    span = (high - low) or abs(high) or 1.0
    magnitude = 10 ** math.floor(math.log10(span / about))
    steps = (1, 2, 5, 10) if least else STEPS
    step = next(step * magnitude for step in steps if step * magnitude >= span / about * 0.999)
    step = max(step, least)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(step * index, 10) for index in range(first, last + 1)]


def value_axis(values: Sequence[float], write: Callable[[float], str], *, whole: bool = False) -> dict:
    """`axis` and `scale` over `values`, zero included, each tick written by `write`; `whole`: counts only."""
    marks = ticks(min(0.0, *values), max(0.0, *values), least=1.0 if whole else 0.0)
    return {
        "axis": alt.Axis(
            values=marks,
            labelExpr=_written({mark: write(mark) for mark in marks}),
            title=None,
            ticks=False,
            domain=False,
            grid=True,
        ),
        "scale": alt.Scale(domain=[marks[0], marks[-1]], nice=False),
    }


def period_axis(title: str | None = None) -> alt.Axis:
    """The axis of periods in data order; labels give way to each other instead of overlapping."""
    return alt.Axis(
        title=title,
        labelAngle=0,
        labelOverlap="greedy",
        labelSeparation=12,
        labelFlush=True,
        grid=False,
        ticks=False,
    )


def whole_steps(last: int) -> list[int]:
    """The steps from 0 to `last` to name on an axis: all of them, or about twelve."""
    stride = max(1, -(-last // 12))
    return list(range(0, last + 1, stride))


def day_axis(first: date, last: date, speech: Speech) -> alt.X:
    """The days from first to last, as numbers (`date.toordinal`) in the field `at`; some months are named."""
    marks = {float(day.toordinal()): speech.month(day) for day in _months(first, last)}
    axis = alt.Axis(title=None, grid=False, values=list(marks), labelExpr=_written(marks), labelOverlap="greedy")
    ends = [first.toordinal(), max(last.toordinal(), first.toordinal() + 1)]
    return alt.X("at:Q", scale=alt.Scale(domain=ends, nice=False), axis=axis)


def _months(first: date, last: date) -> list[date]:
    """The first days of some months inside the stretch, evenly apart; its first day where there are none."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / step <= MOST_MONTHS)
    starts = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(start // 12, start % 12 + 1, 1) for start in starts if start % step == 0] or [first]


def _written(labels: dict[float, str]) -> str:
    """A Vega expression that finds the label of a tick, whatever the last digit of the browser's arithmetic."""
    cases = (
        f"abs(datum.value - {mark!r}) <= 1e-9 * (1 + abs({mark!r})) ? {json.dumps(text, ensure_ascii=False)}"
        for mark, text in labels.items()
    )
    return " : ".join((*cases, "''"))
