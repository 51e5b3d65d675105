"""Curves of shares over time, each with the band that holds it with 95%: survival, gaps, cohorts."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import ticks, value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart, line_legend
from retention_core.describe.statistics.survival import Survival
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

MOST_CURVES = 5
MOST_POINTS = 160
DASHES = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2])
SCHEMA = {"line": pl.String, **dict.fromkeys(("x", "share", "low", "high"), pl.Float64)}


def survival_points(curves: Mapping[str, Survival], *, rising: bool, until: float | None = None) -> pl.DataFrame:
    """The points of Kaplan-Meier curves by name: line, x, share, low, high. Long ones are thinned, never their ends.

    rising   the share that has ended instead of the one that stays
    until    the longest time drawn; null: as long as anybody was seen
    """
    parts = [_points(name, curve, until) for name, curve in curves.items() if curve.observed]
    points = pl.concat(parts) if parts else pl.DataFrame(schema=SCHEMA)
    if not rising:
        return points
    turned = {"share": 1 - pl.col("share"), "low": 1 - pl.col("high"), "high": 1 - pl.col("low")}
    return points.with_columns(**turned)


def curve_chart(
    points: pl.DataFrame, speech: Speech, look: Theme, *, x: str, share: str, title: str, steps: bool = False
) -> Drawing:
    """One line per name with its band.

    points     line, x, share, low, high (null: no band there); the first `MOST_CURVES` lines are drawn
    x, share   in words: what runs along the bottom, what the share says
    steps      the share changes only where there is a point
    """
    names = points["line"].unique(maintain_order=True).to_list()[:MOST_CURVES]
    drawn = _drawn(points.filter(pl.col("line").is_in(names)), speech)
    colours = [look.stay, look.new, look.gone, look.muted, look.back][: len(names)]
    legend = line_legend() if len(names) > 1 else None
    share_axis = value_axis([0.0, *drawn["share"], *drawn["high"].drop_nulls()], lambda mark: speech.share(mark, 0))
    base = alt.Chart(drawn).encode(
        x=alt.X("x:Q", title=x, axis=_axis(drawn["x"], x, speech), scale=alt.Scale(nice=False)),
        color=alt.Color("line:N", sort=None, scale=alt.Scale(domain=names, range=colours), legend=legend),
    )
    dashes = alt.StrokeDash(
        "line:N", sort=None, legend=legend, scale=alt.Scale(domain=names, range=list(DASHES)[: len(names)])
    )
    tooltip = _tooltip(speech, x, share, several=len(names) > 1)
    return finished_chart(_layers(base, share_axis, dashes, tooltip, steps=steps), look, height=280, title=title)


def _drawn(points: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The points with their share, its range and their place in words."""
    return points.with_columns(
        pl.Series("written", [speech.share(value) for value in points["share"]], dtype=pl.String),
        pl.Series("range", _ranges(points, speech), dtype=pl.String),
        pl.Series("at", [speech.number(at, 1) for at in points["x"]], dtype=pl.String),
    )


def _tooltip(speech: Speech, x: str, share: str, *, several: bool) -> list[alt.Tooltip]:
    group = [("line", N_("Group"))] if several else []
    return [
        alt.Tooltip("at:N", title=x),
        *tooltips(speech, *group),
        alt.Tooltip("written:N", title=share),
        *tooltips(speech, ("range", N_("95% range"))),
    ]


def _layers(base: alt.Chart, axis: dict, dashes: alt.StrokeDash, tooltip: list[alt.Tooltip], *, steps: bool) -> Drawing:
    """The bands, the lines on them, and a dot at each point to be pointed at."""
    shape = "step-after" if steps else "linear"
    band = base.mark_area(opacity=0.14, interpolate=shape).encode(y=alt.Y("low:Q", title=None, **axis), y2="high:Q")
    y = alt.Y("share:Q", title=None, **axis)
    line = base.mark_line(strokeWidth=2.4, interpolate=shape).encode(y=y, strokeDash=dashes)
    dots = base.mark_circle(size=22, opacity=0.01 if steps else 1).encode(y=y, tooltip=tooltip)
    return alt.layer(band, line, dots)


def _points(name: str, curve: Survival, until: float | None) -> pl.DataFrame:
    table = curve.table.select(
        pl.lit(name).alias("line"),
        pl.col("time").alias("x"),
        pl.col("staying").alias("share"),
        pl.coalesce("low", "staying").alias("low"),
        pl.coalesce("high", "staying").alias("high"),
    )
    end = min(curve.seen_until or 0.0, until or float("inf"))
    last = table.filter(pl.col("x") <= end).tail(1).with_columns(x=pl.lit(float(end)))
    kept = table.filter(pl.col("x") < end)
    every = max(1, -(-kept.height // MOST_POINTS))
    return pl.concat([kept.gather_every(every), last]).cast(SCHEMA)  # type: ignore[arg-type]


def _ranges(points: pl.DataFrame, speech: Speech) -> list[str]:
    return [
        speech.write(None)
        if low is None or high is None
        else speech.say(N_("{low} to {high}"), low=speech.share(low), high=speech.share(high))
        for low, high in points.select("low", "high").rows()
    ]


def _axis(x: pl.Series, title: str, speech: Speech) -> alt.Axis:
    high = float(x.max() or 1.0)  # type: ignore[arg-type]
    marks = [mark for mark in ticks(0.0, high, about=6, least=1.0) if mark <= high]
    labels = " : ".join([*(f"datum.value == {mark!r} ? {speech.number(mark)!r}" for mark in marks), "''"])
    return alt.Axis(title=title, values=marks, labelExpr=labels, grid=False, ticks=False, labelOverlap="greedy")
