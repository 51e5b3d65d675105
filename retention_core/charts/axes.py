"""Axes whose labels are written by the reader's language, not by the browser's."""

import json
import math
from collections.abc import Callable, Sequence

import altair as alt

STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`."""
    span = (high - low) or abs(high) or 1.0
    magnitude = 10 ** math.floor(math.log10(span / about))
    step = next(step * magnitude for step in STEPS if step * magnitude >= span / about * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(step * index, 10) for index in range(first, last + 1)]


def value_axis(values: Sequence[float], write: Callable[[float], str], title: str | None = None) -> dict:
    """`axis` and `scale` of a value channel over `values`, zero included, each tick written by `write`."""
    marks = ticks(min(0.0, *values), max(0.0, *values))
    return {
        "axis": alt.Axis(
            values=marks,
            labelExpr=_written({mark: write(mark) for mark in marks}),
            title=title,
            ticks=False,
            domain=False,
            grid=True,
        ),
        "scale": alt.Scale(domain=[marks[0], marks[-1]], nice=False),
    }


def period_axis(title: str | None = None) -> alt.Axis:
    """The axis of periods in data order; labels give way to each other instead of overlapping."""
    return alt.Axis(title=title, labelAngle=0, labelOverlap="greedy", labelSeparation=12, grid=False, ticks=False)


def _written(labels: dict[float, str]) -> str:
    """A Vega expression that finds the label of a tick, whatever the last digit of the browser's arithmetic."""
    cases = (
        f"abs(datum.value - {mark!r}) <= 1e-9 * (1 + abs({mark!r})) ? {json.dumps(text, ensure_ascii=False)}"
        for mark, text in labels.items()
    )
    return " : ".join((*cases, "''"))
