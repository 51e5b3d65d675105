"""How often each length occurs, with a few lengths marked."""

import math
from collections.abc import Mapping

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

MOST_BARS = 40
SHOWN = 0.98
WIDTHS = (1, 2, 5, 7, 10, 14, 28, 30, 60, 90, 180, 365)


def histogram(counts: pl.DataFrame, count: str) -> pl.DataFrame:
    """Lengths in stretches of equal width: first, last (days, both included), count; the longest 2% in one row.

    counts: days and how often each occurs, in the column `count`; last is null in the row of the longest.
    """
    ordered = counts.sort("days")
    if not ordered.height:
        return pl.DataFrame(schema={"first": pl.Int64, "last": pl.Int64, "count": pl.Int64})
    so_far = ordered[count].cum_sum() / ordered[count].sum()
    end = max(1, math.ceil(ordered["days"][int((so_far < SHOWN).sum())]))
    width = next((width for width in WIDTHS if end / width <= MOST_BARS), math.ceil(end / MOST_BARS))
    edge = -(-end // width) * width
    bar = ((pl.col("days").ceil().clip(lower_bound=1) - 1) // width * width + 1).cast(pl.Int64)
    first = pl.when(pl.col("days") <= edge).then(bar).otherwise(edge + 1).alias("first")
    binned = ordered.group_by(first).agg(pl.col(count).sum().cast(pl.Int64).alias("count")).sort("first")
    last = pl.when(pl.col("first") <= edge).then(pl.col("first") + width - 1).alias("last")
    return binned.select("first", last, "count")


def histogram_chart(
    bars: pl.DataFrame, marks: Mapping[str, float], speech: Speech, look: Theme, *, words: str, title: str
) -> Drawing:
    """One bar per stretch of `histogram`, and a line with its words at each of `marks` (words to days).

    words: what is counted
    """
    drawn, days = _drawn(bars, speech), speech.say(N_("Days"))
    shown = [*drawn["right"], *marks.values()]
    x = alt.X(
        "left:Q",
        title=days,
        scale=alt.Scale(domain=[0, max(shown)], nice=False),
        axis=alt.Axis(grid=False, ticks=False, title=days, labelOverlap="greedy", format="d"),
    )
    axis = value_axis([0.0, *(1.18 * drawn["count"])], lambda mark: speech.number(int(mark)), whole=True)
    bar = alt.Chart(drawn).mark_bar(color=look.stay, opacity=0.75, stroke=look.ground, strokeWidth=1)
    blocks = bar.encode(
        x=x,
        x2="right:Q",
        y=alt.Y("count:Q", title=None, **axis),
        y2=alt.datum(0),
        tooltip=[*tooltips(speech, ("stretch", N_("How long"))), alt.Tooltip("written:N", title=words)],
    )
    return finished_chart(alt.layer(blocks, *_marks(marks, look)), look, height=260, title=title)


def _drawn(bars: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The bars with their edges (left, right), and stretch, written in words."""
    width = int((bars["last"] - bars["first"]).max() or 0) + 1  # type: ignore[arg-type]
    stretches = [_stretch(first, last, speech) for first, last in bars.select("first", "last").rows()]
    return bars.with_columns(
        (pl.col("first") - 0.5).alias("left"),
        (pl.col("first") - 0.5 + width).alias("right"),
        pl.Series("stretch", stretches, dtype=pl.String),
        pl.Series("written", [speech.number(count) for count in bars["count"]], dtype=pl.String),
    )


def _marks(marks: Mapping[str, float], look: Theme) -> list[alt.Chart]:
    """A dashed line at each mark, and its words, one below the other."""
    lines = pl.DataFrame({"words": list(marks), "at": list(marks.values()), "row": range(len(marks))})
    rules = alt.Chart(lines).mark_rule(color=look.accent, strokeDash=[5, 3], strokeWidth=1.8).encode(x="at:Q")
    labels = [
        alt.Chart(lines.filter(pl.col("row") == row))
        .mark_text(align="left", dx=5, color=look.ink, fontSize=12, fontWeight=600)
        .encode(x="at:Q", y=alt.value(8 + 17 * row), text="words:N")
        for row in lines["row"]
    ]
    return [rules, *labels]


def _stretch(first: int, last: int | None, speech: Speech) -> str:
    if last is None:
        return speech.say(N_("{days} or more"), days=speech.days(first))
    return speech.days(first) if first == last else speech.say(N_("{first} to {last} days"), first=first, last=last)
