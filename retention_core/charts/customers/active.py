"""How many customers were active on each day, in each week and in each month."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import day_axis, value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart, line_legend
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

MOST_POINTS = 400
LINES = {
    "monthly": N_("in 30 days"),
    "weekly": N_("in 7 days"),
    "daily": N_("on the day"),
}


def active_chart(days: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Three lines: customers active on the day, in the 7 and in the 30 days up to it.

    days: as `describe.activity.activity_by_day` gives them; of a long log every few days are drawn.
    """
    words = {name: speech.say(message) for name, message in LINES.items()}
    drawn = _points(days, words, speech)
    domain, colours = list(words.values()), [look.stay, look.new, look.gone]
    base = alt.Chart(drawn).encode(
        x=day_axis(days["day"][0], days["day"][-1], speech),
        y=alt.Y(
            "customers:Q",
            title=None,
            **value_axis([0, *drawn["customers"]], lambda mark: speech.number(int(mark)), whole=True),
        ),
        color=alt.Color("line:N", sort=None, legend=line_legend(), scale=alt.Scale(domain=domain, range=colours)),
    )
    dashes = alt.StrokeDash(
        "line:N", sort=None, legend=line_legend(), scale=alt.Scale(domain=domain, range=[[1, 0], [7, 3], [2, 2]])
    )
    tooltip = tooltips(speech, ("on", N_("Day")), ("line", N_("Active")), ("written", N_("Customers")))
    layers = base.mark_line(strokeWidth=2).encode(strokeDash=dashes) + base.mark_circle(size=28, opacity=0.01).encode(
        tooltip=tooltip
    )
    title = speech.say(N_("Customers active on each day, in each 7 and in each 30 days"))
    return finished_chart(layers, look, height=280, title=title)


def _points(days: pl.DataFrame, words: Mapping[str, str], speech: Speech) -> pl.DataFrame:
    """One row per day drawn and line: line, customers, at (`date.toordinal`), on and written (in words)."""
    seen = days.gather_every(max(1, -(-days.height // MOST_POINTS)), offset=0)
    points = pl.concat(
        seen.select("day", pl.lit(said).alias("line"), pl.col(name).alias("customers")) for name, said in words.items()
    )
    return points.select(
        "line",
        "customers",
        pl.Series("at", [day.toordinal() for day in points["day"]], dtype=pl.Int64),
        pl.Series("on", [speech.day(day) for day in points["day"]], dtype=pl.String),
        pl.Series("written", [speech.number(count) for count in points["customers"]], dtype=pl.String),
    )
