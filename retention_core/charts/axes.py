"""Axes whose labels are written by the reader's language, not by the browser's."""

import json
import math
from collections.abc import Callable, Sequence

import altair as alt

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
    return alt.Axis(title=title, labelAngle=0, labelOverlap="greedy", labelSeparation=12, grid=False, ticks=False)


def _written(labels: dict[float, str]) -> str:
    """A Vega expression that finds the label of a tick, whatever the last digit of the browser's arithmetic."""
    cases = (
        f"abs(datum.value - {mark!r}) <= 1e-9 * (1 + abs({mark!r})) ? {json.dumps(text, ensure_ascii=False)}"
        for mark, text in labels.items()
    )
    return " : ".join((*cases, "''"))
