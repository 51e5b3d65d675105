"""Where the money comes from: old and new customers, the way from one period to the next, the best customers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import period_axis, value_axis
from retention_core.charts.forms.stacked_bars import Part, named, stacked, stacked_chart, tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart, line_legend
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.settings import PeriodKind

Written = Callable[[float], str]
EXISTING, NEW = N_("existing customers"), N_("first-time buyers")
ROOM = 1.18
MARKED = (0.1, 0.2)
EVEN = pl.DataFrame({"customer_share": [0.0, 1.0], "revenue_share": [0.0, 1.0]})


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall: `amount` on top of what was there, or the whole so far where `total`."""

    words: str
    amount: float
    colour: str
    total: bool = False


def revenue_chart(periods: pl.DataFrame, kind: PeriodKind, money: Written, speech: Speech, look: Theme) -> Drawing:
    """Stacked bars per period: revenue from existing customers and from first-time buyers; not final is hatched.

    periods: first_day, finished, exact_new, revenue_existing, revenue_new (whole money, not minor units).
    """
    parts = (
        Part("revenue_existing", EXISTING, look.stay, unsure_at_first=True),
        Part("revenue_new", NEW, look.new, unsure_at_first=True),
    )
    bars = stacked(named(periods, kind, speech), parts, speech, lambda value: money(float(value)))  # type: ignore[arg-type]
    tooltip = tooltips(speech, ("period", N_("Period")), ("part", N_("From")), ("written", N_("Revenue")))
    axis = value_axis([*bars["low"], *bars["high"]], money)
    title = speech.say(N_("Revenue per period from existing customers and from first-time buyers"))
    return finished_chart(stacked_chart(bars, parts, axis, tooltip, look), look, height=300, title=title)


def spend_chart(periods: pl.DataFrame, kind: PeriodKind, money: Written, speech: Speech, look: Theme) -> Drawing:
    """Two lines over the finished periods: what existing customers and first-time buyers bring each.

    periods: first_day, finished, existing, new (whole money; null where there was nobody).
    """
    words = {"existing": speech.say(EXISTING), "new": speech.say(NEW)}
    seen = named(periods.filter("finished"), kind, speech)
    points = pl.concat(
        seen.select("period", pl.lit(side).alias("whose"), pl.col(column).alias("value"))
        for column, side in words.items()
    ).drop_nulls("value")
    points = points.with_columns(pl.Series("written", [money(value) for value in points["value"]], dtype=pl.String))
    base = alt.Chart(points).encode(
        x=alt.X("period:O", sort=seen["period"].to_list(), axis=period_axis(), scale=alt.Scale(padding=0.3)),
        y=alt.Y("value:Q", title=None, **value_axis([*points["value"], 0.0], money)),
        color=alt.Color(
            "whose:N", legend=line_legend(), scale=alt.Scale(domain=list(words.values()), range=[look.stay, look.new])
        ),
        tooltip=tooltips(speech, ("period", N_("Period")), ("whose", N_("From")), ("written", N_("On average"))),
    )
    dashes = alt.StrokeDash(
        "whose:N", legend=line_legend(), scale=alt.Scale(domain=list(words.values()), range=[[1, 0], [6, 4]])
    )
    lines = base.mark_line(strokeWidth=2.5).encode(strokeDash=dashes)
    title = speech.say(N_("What existing customers and first-time buyers bring on average, period by period"))
    return finished_chart(lines + base.mark_circle(size=45, opacity=1), look, height=220, title=title)


def waterfall_chart(steps: list[Step], money: Written, speech: Speech, look: Theme) -> Drawing:
    """From the revenue of one period to that of the next, one bar below the other; the parts add up to the last."""
    bars = _floating(steps, money, speech)
    names = bars["step"].to_list()
    low, high = min(0.0, *bars["low"]), max(0.0, *bars["high"])
    scale = alt.Scale(domain=[low, (high - low) * ROOM + low or 1.0], nice=False)
    y = alt.Y(
        "step:N", sort=names, axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8, labelLimit=150)
    )
    base = alt.Chart(bars).encode(y=y)
    blocks = base.mark_bar(cornerRadius=3, height=22).encode(
        x=alt.X("low:Q", axis=None, scale=scale),
        x2="high:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=tooltips(speech, ("step", N_("Part")), ("written", N_("Revenue"))),
    )
    labels = base.mark_text(align="left", dx=6, color=look.ink, fontSize=12, fontWeight=600).encode(
        x=alt.X("high:Q", axis=None, scale=scale), text="written:N"
    )
    links = (
        alt.Chart(_links(bars))
        .mark_rule(color=look.muted, strokeWidth=1, strokeDash=[2, 2])
        .encode(x=alt.X("at:Q", axis=None, scale=scale), y=alt.Y("step:N", sort=names), y2="next:N")
    )
    title = speech.say(N_("From the revenue of the period before to that of the last one"))
    return finished_chart(links + blocks + labels, look, height=34 * len(steps) + 10, title=title)


def pareto_chart(curve: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Which share of the revenue the best customers bring; the best tenth and fifth are marked.

    curve: as `describe.concentration.pareto_curve` gives it.
    """
    points = _best(curve, speech)
    axis = value_axis([0.0, 1.0], lambda mark: speech.share(mark, 0))
    x = alt.X("customer_share:Q", **{**axis, "axis": _titled(axis["axis"], speech.say(N_("Best customers")))})
    y = alt.Y("revenue_share:Q", **{**axis, "axis": _titled(axis["axis"], speech.say(N_("Their share of revenue")))})
    tooltip = tooltips(
        speech, ("best", N_("Best customers")), ("count", N_("Customers")), ("written", N_("Their share of revenue"))
    )
    base, even = alt.Chart(points).encode(x=x, y=y), alt.Chart(EVEN).encode(x=x, y=y)
    dots = alt.Chart(_marked(points, speech)).encode(x=x, y=y)
    words = dots.mark_text(align="left", dx=10, dy=9, color=look.ink, fontSize=12, fontWeight=600)
    layers = alt.layer(
        base.mark_area(color=look.stay, opacity=0.14, line=False),
        even.mark_line(color=look.muted, strokeDash=[4, 4], strokeWidth=1),
        base.mark_line(color=look.stay, strokeWidth=2.5),
        base.mark_circle(opacity=0, size=160).encode(tooltip=tooltip),
        dots.mark_circle(color=look.accent, size=90, opacity=1).encode(tooltip=tooltip),
        words.encode(text="words:N"),
    )
    title = speech.say(N_("Share of the revenue that the best customers bring, from the best one to all"))
    return finished_chart(layers, look, height=300, title=title)


def _best(curve: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The curve with best (the share of customers), written (that of revenue) and count in words."""
    return curve.with_columns(
        pl.Series("best", [speech.share(share, 0) for share in curve["customer_share"]], dtype=pl.String),
        pl.Series("written", [speech.share(share) for share in curve["revenue_share"]], dtype=pl.String),
        pl.Series("count", [speech.number(count) for count in curve["customers"]], dtype=pl.String),
    )


def _floating(steps: list[Step], money: Written, speech: Speech) -> pl.DataFrame:
    """One row per step: its words, where its bar begins and ends, where the next one goes on, its amount in words."""
    so_far, rows = 0.0, []
    for step in steps:
        start = 0.0 if step.total else so_far
        so_far = start + step.amount
        sign = "" if step.total or step.amount <= 0 else "+"
        edges = (min(start, so_far), max(start, so_far), so_far)
        rows.append((speech.say(step.words), *edges, step.colour, sign + money(step.amount)))
    schema = {"step": pl.String, "low": pl.Float64, "high": pl.Float64, "end": pl.Float64}
    return pl.DataFrame(rows, schema={**schema, "colour": pl.String, "written": pl.String}, orient="row")


def _links(bars: pl.DataFrame) -> pl.DataFrame:
    """From each bar to the one below it: where the one ends the next begins."""
    return bars.select("step", pl.col("step").shift(-1).alias("next"), pl.col("end").alias("at")).drop_nulls("next")


def _marked(points: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The points nearest to the best tenth and fifth, with their words."""
    rows: list[Mapping[str, object]] = []
    for share in MARKED:
        point = points.row(int((points["customer_share"] - share).abs().arg_min() or 0), named=True)
        if point["customers"]:
            words = speech.say(
                N_("best {best}: {share}"), best=point["best"], share=speech.share(point["revenue_share"], 0)
            )
            rows.append({**point, "words": words})
    return pl.DataFrame(rows, schema={**points.schema, "words": pl.String}).unique("customers", maintain_order=True)


def _titled(axis: alt.Axis, title: str) -> alt.Axis:
    """The axis with a title, its labels giving way to each other."""
    named_axis = axis.copy()
    named_axis.title = title
    return named_axis
