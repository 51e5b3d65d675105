"""What a customer is worth, and what gaining one costs."""

from collections.abc import Callable, Mapping
from datetime import date

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart, line_legend
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.settings import PeriodKind

Written = Callable[[float], str]
EARNED, COST = N_("earned so far"), N_("cost of gaining")
ROOM = 1.25
LEGEND_COLUMNS = 3


def clv_chart(curves: pl.DataFrame, kind: PeriodKind, money: Written, speech: Speech, look: Theme) -> Drawing:
    """One line per group of customers that came in at about the same time: what one of them had earned by then.

    curves: joined, month, customers, margin_so_far (whole money), as `describe.clv_curves.clv_curves` gives them.
    """
    names = {day: speech.period(kind, day, short=True) for day in curves["joined"].unique().sort()}
    points = _earned(curves, names, money, speech)
    colours = _between((look.gone, look.stay, look.new), len(names))
    base = alt.Chart(points).encode(
        x=_months(points["month"], speech),
        y=alt.Y("margin_so_far:Q", title=None, **value_axis([*points["margin_so_far"], 0.0], money)),
        color=alt.Color(
            "first:N",
            sort=None,
            scale=alt.Scale(domain=list(names.values()), range=colours),
            legend=alt.Legend(columns=LEGEND_COLUMNS),
        ),
    )
    tooltip = tooltips(
        speech,
        ("first", N_("First bought")),
        ("month", N_("Months later")),
        ("written", N_("Earned per customer")),
        ("count", N_("Customers")),
    )
    layers = base.mark_line(strokeWidth=2.2) + base.mark_circle(size=18, opacity=1).encode(tooltip=tooltip)
    title = speech.say(N_("What a customer has earned so far, by the time of the first purchase and the months since"))
    return finished_chart(layers, look, height=300, title=title)


def _earned(curves: pl.DataFrame, names: Mapping[date, str], money: Written, speech: Speech) -> pl.DataFrame:
    """The curves with first, written, count in words; names: of the periods of joining."""
    return curves.with_columns(
        pl.Series("first", [names[day] for day in curves["joined"]], dtype=pl.String),
        pl.Series("written", [money(value) for value in curves["margin_so_far"]], dtype=pl.String),
        pl.Series("count", [speech.number(count) for count in curves["customers"]], dtype=pl.String),
    )


def payback_chart(curve: pl.DataFrame, paid: int | None, money: Written, speech: Speech, look: Theme) -> Drawing:
    """What a customer has earned by each month, against what gaining one cost; the month of payback is marked.

    curve: month, earned, cost, each per customer in whole money.
    """
    words = {"earned": speech.say(EARNED), "cost": speech.say(COST)}
    points, sides = _both(curve, words, money), list(words.values())
    x = _months(points["month"], speech)
    y = alt.Y("value:Q", title=None, **value_axis([*points["value"], 0.0], money))
    base = alt.Chart(points).encode(
        x=x,
        y=y,
        color=alt.Color("what:N", legend=line_legend(), scale=alt.Scale(domain=sides, range=[look.stay, look.gone])),
    )
    dashes = alt.StrokeDash("what:N", legend=line_legend(), scale=alt.Scale(domain=sides, range=[[1, 0], [6, 4]]))
    tooltip = tooltips(speech, ("month", N_("Months later")), ("what", N_("What")), ("written", N_("Per customer")))
    lines = base.mark_line(strokeWidth=2.5).encode(strokeDash=dashes)
    dots = base.mark_circle(size=40, opacity=1).encode(tooltip=tooltip)
    marks = [mark.encode(x=x, y=y) for mark in _paid_back(curve, paid, speech, look)]
    title = speech.say(N_("What a customer has earned by each month, against what gaining one cost"))
    return finished_chart(alt.layer(lines, dots, *marks), look, height=280, title=title)


def _both(curve: pl.DataFrame, words: Mapping[str, str], money: Written) -> pl.DataFrame:
    """One row per month and side (column to words): month, what, value, written."""
    points = pl.concat(
        curve.select("month", pl.lit(side).alias("what"), pl.col(column).alias("value"))
        for column, side in words.items()
    )
    return points.with_columns(pl.Series("written", [money(value) for value in points["value"]], dtype=pl.String))


def _paid_back(curve: pl.DataFrame, paid: int | None, speech: Speech, look: Theme) -> list[alt.Chart]:
    """A ring and its words where gaining a customer is paid back; nothing where it is not."""
    if paid is None:
        return []
    spot = curve.filter(pl.col("month") == paid).select("month", pl.col("earned").alias("value"))
    mark = alt.Chart(spot.with_columns(pl.lit(speech.say(N_("paid back"))).alias("words")))
    words = mark.mark_text(color=look.accent, dy=22, dx=8, align="left", fontSize=12, fontWeight=600)
    return [mark.mark_point(color=look.accent, size=220, strokeWidth=2.5), words.encode(text="words:N")]


def channel_chart(channels: pl.DataFrame, all_of_them: float, money: Written, speech: Speech, look: Theme) -> Drawing:
    """One bar per channel: what gaining a customer there costs; the line is the cost over all channels.

    channels: channel (in words), new, cac (whole money); all_of_them: the blended cost.
    """
    bars = _costs(channels, money, speech)
    high = max([all_of_them, *bars["cac"]]) * ROOM or 1.0
    x = alt.X("cac:Q", axis=None, scale=alt.Scale(domain=[0, high], nice=False))
    y = alt.Y("channel:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8))
    base = alt.Chart(bars).encode(y=y)
    blocks = base.mark_bar(color=look.stay, cornerRadiusEnd=3, height=24).encode(
        x=x,
        tooltip=tooltips(
            speech,
            ("channel", N_("Channel")),
            ("written", N_("Cost of gaining a customer")),
            ("count", N_("Customers won")),
        ),
    )
    labels = base.mark_text(align="left", dx=6, color=look.ink, fontSize=12, fontWeight=600)
    words = speech.say(N_("all channels: {cost}"), cost=money(all_of_them))
    line = alt.Chart(pl.DataFrame({"cac": [all_of_them], "words": [words]})).encode(x=x)
    rule = line.mark_rule(color=look.accent, strokeDash=[4, 3], strokeWidth=1.5)
    named_rule = line.mark_text(color=look.accent, align="left", dx=4, fontSize=12).encode(
        y=alt.value(-8), text="words:N"
    )
    layers = alt.layer(rule, named_rule, blocks, labels.encode(x=x, text="written:N"))
    title = speech.say(N_("What gaining a customer costs in each channel"))
    return finished_chart(layers, look, height=40 * bars.height + 20, title=title)


def _costs(channels: pl.DataFrame, money: Written, speech: Speech) -> pl.DataFrame:
    """The channels with written (the cost) and count (customers won) in words."""
    return channels.with_columns(
        pl.Series("written", [money(value) for value in channels["cac"]], dtype=pl.String),
        pl.Series("count", [speech.number(count) for count in channels["new"]], dtype=pl.String),
    )


def _months(months: pl.Series, speech: Speech) -> alt.X:
    """The axis of months since the first purchase, whole months only."""
    last = int(months.max() or 1)  # type: ignore[arg-type]
    stride = max(1, -(-last // 12))
    axis = alt.Axis(
        title=speech.say(N_("Months since the first purchase")),
        grid=False,
        values=list(range(0, last + 1, stride)),
        format="d",
        labelOverlap="greedy",
    )
    return alt.X("month:Q", axis=axis, scale=alt.Scale(domain=[0, max(1, last)], nice=False))


def _between(colours: tuple[str, ...], count: int) -> list[str]:
    """`count` colours from the first of a few to the last, evenly mixed."""
    if count == 1:
        return [colours[len(colours) // 2]]
    found = []
    for place in range(count):
        along = place / (count - 1) * (len(colours) - 1)
        left = min(int(along), len(colours) - 2)
        pairs = zip(_parts(colours[left]), _parts(colours[left + 1]), strict=True)
        found.append("#" + "".join(f"{round(a + (b - a) * (along - left)):02X}" for a, b in pairs))
    return found


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
