"""The coming months with their ranges, and the back-test that comes before them."""

from collections.abc import Callable

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import period_axis, value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

HEIGHT = 280
EXISTING, NEW = "existing", "new"


def forecast_chart(
    months: pl.DataFrame, write: Callable[[float], str], speech: Speech, look: Theme, names: list[str]
) -> Drawing:
    """Bars of today's and new customers a month, the 80% range as a thick line, the 95% range as a thin one.

    months: existing, new, low80, high80, low95, high95, in whole money, purchases or customers; names: of the rows.
    """
    words = {EXISTING: speech.say(N_("Today's customers"))}
    words |= {NEW: speech.say(N_("New customers"))} if (months[NEW] > 0).any() else {}
    axis = value_axis([0.0, *months["high95"]], write)
    base = alt.Chart(_months(months, write, names)).encode(
        x=alt.X("month:O", sort=None, axis=period_axis()),
        tooltip=tooltips(speech, ("month", N_("Month")), ("total", N_("Expected")), ("range", N_("In 8 of 10 cases"))),
    )
    colours = alt.Scale(domain=list(words.values()), range=[look.stay, look.new][: len(words)])
    bars = [
        base.mark_bar(opacity=0.75).encode(
            y=alt.Y(f"{low}:Q", title=None, **axis), y2=f"{high}:Q", color=alt.Color(datum=words[name], scale=colours)
        )
        for name, low, high in ((EXISTING, "zero", EXISTING), (NEW, EXISTING, "top"))
        if name in words
    ]
    title = speech.say(N_("What the coming months are expected to bring"))
    return finished_chart(alt.layer(*bars, *_ranges(base, axis, look)), look, height=HEIGHT, title=title)


def _months(months: pl.DataFrame, write: Callable[[float], str], names: list[str]) -> pl.DataFrame:
    """The months with where their bars end (zero, top), and month, total, range in words."""
    return months.with_columns(
        pl.Series("month", names, dtype=pl.String),
        pl.Series("total", [write(sum(pair)) for pair in months.select(EXISTING, NEW).rows()], dtype=pl.String),
        pl.Series("range", [f"{write(low)} – {write(high)}" for low, high in months.select("low80", "high80").rows()]),
        top=pl.col(EXISTING) + pl.col(NEW),
        zero=pl.lit(0.0),
    )


def _ranges(base: alt.Chart, axis: dict, look: Theme) -> list[alt.Chart]:
    """The 95% range as a thin line, the 80% range as a thick one."""
    wide = base.mark_rule(color=look.ink, strokeWidth=1).encode(y=alt.Y("low95:Q", title=None, **axis), y2="high95:Q")
    near = base.mark_rule(color=look.ink, strokeWidth=4, opacity=0.55).encode(
        y=alt.Y("low80:Q", title=None, **axis), y2="high80:Q"
    )
    return [wide, near]


def back_test_chart(rows: pl.DataFrame, names: dict[str, str], speech: Speech, look: Theme) -> Drawing:
    """Bars of what was bought and what was expected, by how many purchases customers had made before.

    rows: group (in words), then one column per entry of `names` (column -> words), the first what was bought.
    """
    bars = _compared(rows, names, speech)
    kinds, colours = list(names.values()), [look.ink, look.stay, look.back, look.muted][: len(names)]
    axis = value_axis([0.0, *bars["count"]], speech.number, whole=True)
    drawn = (
        alt.Chart(bars)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=alt.X("group:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, ticks=False)),
            xOffset=alt.XOffset("kind:N", sort=kinds),
            y=alt.Y("count:Q", title=None, **axis),
            color=alt.Color("kind:N", sort=kinds, scale=alt.Scale(domain=kinds, range=colours)),
            tooltip=tooltips(
                speech, ("group", N_("Purchases before")), ("kind", N_("Which")), ("written", N_("Purchases"))
            ),
        )
    )
    title = speech.say(N_("What was expected of the hidden days, and what was bought"))
    return finished_chart(drawn, look, height=240, title=title)


def _compared(rows: pl.DataFrame, names: dict[str, str], speech: Speech) -> pl.DataFrame:
    """One row per group and kind: group, kind (in words), count, written."""
    return rows.unpivot(index="group", on=list(names), variable_name="kind", value_name="count").with_columns(
        pl.col("kind").replace_strict(names, return_dtype=pl.String),
        pl.Series("written", [speech.number(round(value)) for value in rows.unpivot(on=list(names))["value"]]),
    )


def calibration_chart(bands: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Dots: the chance that customers were given, against the share of them who did buy; the line is perfection.

    bands: as `predict.calibration.calibration` gives them.
    """
    axis = value_axis([0.0, 1.0], lambda mark: speech.share(mark, 0))
    x = alt.X("expected:Q", **axis).title(speech.say(N_("Chance given")))
    y = alt.Y("bought:Q", **axis).title(speech.say(N_("Share who bought")))
    line = alt.Chart(pl.DataFrame({"expected": [0.0, 1.0], "bought": [0.0, 1.0]})).mark_line(
        color=look.rule, strokeWidth=2
    )
    marks = (
        alt.Chart(_dots(bands, speech))
        .mark_circle(color=look.stay, opacity=0.9)
        .encode(
            size=alt.Size("customers:Q", legend=None, scale=alt.Scale(range=[60, 500])),
            tooltip=tooltips(
                speech, ("given", N_("Chance given")), ("came", N_("Share who bought")), ("many", N_("Customers"))
            ),
        )
    )
    chart = alt.layer(line.encode(x=x, y=y), marks.encode(x=x, y=y))
    return finished_chart(chart, look, height=260, title=speech.say(N_("Chances given and what came of them")))


def _dots(bands: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The bands with given, came, many in words."""
    return bands.with_columns(
        pl.Series("given", [speech.share(value, 0) for value in bands["expected"]], dtype=pl.String),
        pl.Series("came", [speech.share(value, 0) for value in bands["bought"]], dtype=pl.String),
        pl.Series("many", [speech.number(count) for count in bands["customers"]], dtype=pl.String),
    )
