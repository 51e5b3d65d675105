"""One customer's history on a line: each purchase where it fell, as high as it was; refunds below the line."""

from datetime import date

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import day_axis, ticks
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

HEIGHT = 210


def time_line(
    orders: pl.DataFrame, ends: tuple[date, date], expected_on: date | None, speech: Speech, look: Theme
) -> Drawing:
    """Stems from the line to each order.

    orders        ordered_on, value (height), written (in words)
    ends          first and last day shown; expected_on widens it
    expected_on   where the next purchase would come; null: not drawn
    """
    first, last = ends[0], max(ends[1], expected_on or ends[1])
    x = day_axis(first, last, speech)
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=_heights(orders)))
    base = alt.Chart(_drawn(orders, speech)).encode(
        x=x,
        color=alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["paid", "back"], range=[look.stay, look.gone])),
        tooltip=tooltips(speech, ("day", N_("Day")), ("written", N_("Amount"))),
    )
    zero = alt.Chart(pl.DataFrame({"value": [0.0]})).mark_rule(color=look.rule, strokeWidth=1.5).encode(y=y)
    stems = base.mark_rule(strokeWidth=2).encode(y=y, y2=alt.datum(0))
    heads = base.mark_circle(size=70, opacity=1).encode(y=y)
    layers = [zero, stems, heads, *([] if expected_on is None else _expected(expected_on, x, speech, look))]
    return finished_chart(
        alt.layer(*layers), look, height=HEIGHT, title=speech.say(N_("Purchases and refunds over time"))
    )


def _drawn(orders: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The orders with their place (at: `date.toordinal`), their day in words, and whether money came or went back."""
    return orders.with_columns(
        pl.Series("at", [day.toordinal() for day in orders["ordered_on"]], dtype=pl.Int64),
        pl.Series("day", [speech.day(day) for day in orders["ordered_on"]], dtype=pl.String),
        pl.when(pl.col("value") < 0).then(pl.lit("back")).otherwise(pl.lit("paid")).alias("kind"),
    )


def _expected(day: date, x: alt.X, speech: Speech, look: Theme) -> list[alt.Chart]:
    """A dashed line where the next purchase would come, and its name."""
    label = speech.say(N_("expected {day}"), day=day)
    base = alt.Chart(pl.DataFrame({"at": [day.toordinal()], "label": [label]})).encode(x=x)
    line = base.mark_rule(color=look.new, strokeDash=[5, 4], strokeWidth=1.5)
    words = base.mark_text(color=look.new, align="right", dx=-6, fontSize=12).encode(y=alt.value(10), text="label:N")
    return [line, words]


def _heights(orders: pl.DataFrame) -> list[float]:
    values = [0.0, *orders["value"]]
    marks = ticks(min(values), max(values) or 1.0)
    return [marks[0] if min(values) < 0 else -0.02 * marks[-1], marks[-1]]
