"""A share for each of several groups, with its range: who has left, by plan; why people leave."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.stacked_bars import named, tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.settings import PeriodKind

ROW_HEIGHT = 30
ROOM = 1.25


def shares_chart(groups: pl.DataFrame, speech: Speech, look: Theme, *, words: str, title: str) -> Drawing:
    """One bar per group.

    groups   group (in words), counts (in words), share, and low, high of its range (null: none)
    words    what the share says
    """
    bars = _bars(groups, speech)
    top = max([0.01, *bars["end"]])
    axis = value_axis([0.0, top], lambda mark: speech.share(mark, 0))
    axis["scale"] = alt.Scale(domain=[0, ROOM * top], nice=False)
    x = alt.X("share:Q", title=None, **axis)
    base = alt.Chart(bars).encode(
        y=alt.Y(
            "group:N",
            sort=bars["group"].to_list(),
            axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8, labelLimit=190),
        ),
        tooltip=[
            *tooltips(speech, ("group", N_("Group"))),
            alt.Tooltip("written:N", title=words),
            *tooltips(speech, ("counts", N_("Customers"))),
        ],
    )
    blocks = base.mark_bar(color=look.gone, cornerRadiusEnd=3, height=16).encode(x=x)
    ranges = base.mark_rule(color=look.ink, strokeWidth=1.5).encode(x=alt.X("low:Q", title=None, **axis), x2="high:Q")
    labels = base.mark_text(align="left", dx=8, color=look.ink, fontWeight=600).encode(
        x=alt.X("end:Q", title=None, **axis), text="written:N"
    )
    return finished_chart(blocks + ranges + labels, look, height=40 + ROW_HEIGHT * bars.height, title=title)


def _bars(groups: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The groups with a share, where bar and range end (end), and the share in words (written)."""
    seen = groups.filter(pl.col("share").is_not_null())
    return seen.with_columns(
        pl.Series("written", [speech.share(share) for share in seen["share"]], dtype=pl.String),
        pl.coalesce("high", "share").alias("end"),
    )


def rates_chart(periods: pl.DataFrame, lines: Mapping[str, str], speech: Speech, look: Theme, *, title: str) -> Drawing:
    """Shares month by month, one line each.

    periods   first_day, and a column for each of `lines` (column to words); null is left out
    """
    seen = named(periods, PeriodKind.MONTH, speech)
    points = _points(seen, lines, speech)
    names = [name for name in lines.values() if name in set(points["line"])]
    legend = alt.Legend(symbolType="stroke") if len(names) > 1 else None
    base = alt.Chart(points).encode(
        x=alt.X(
            "period:O",
            sort=seen["period"].to_list(),
            axis=alt.Axis(title=None, labelAngle=0, labelOverlap="greedy", labelSeparation=12, ticks=False),
        ),
        y=alt.Y("share:Q", title=None, **value_axis([0.0, *points["share"]], lambda mark: speech.share(mark, 1))),
        color=alt.Color("line:N", legend=legend, scale=alt.Scale(domain=names, range=[look.gone, look.new])),
        tooltip=tooltips(speech, ("period", N_("Period")), ("line", N_("What")), ("written", N_("Lost"))),
    )
    dashes = alt.StrokeDash("line:N", legend=legend, scale=alt.Scale(domain=names, range=[[1, 0], [6, 4]]))
    layers = base.mark_line(strokeWidth=2.4).encode(strokeDash=dashes) + base.mark_circle(size=40, opacity=1)
    return finished_chart(layers, look, height=240, title=title)


def _points(periods: pl.DataFrame, lines: Mapping[str, str], speech: Speech) -> pl.DataFrame:
    """One row per period and line that is known: period, line, share, written."""
    points = pl.concat(
        periods.select("period", pl.lit(words).alias("line"), pl.col(column).alias("share"))
        for column, words in lines.items()
    ).drop_nulls("share")
    return points.with_columns(
        pl.Series("written", [speech.share(value) for value in points["share"]], dtype=pl.String)
    )
