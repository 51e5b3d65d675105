"""The studio's charts: two futures with their ranges, what matters most, lift against cost, one budget two ways."""

from collections.abc import Callable, Mapping
from typing import Literal

import altair as alt
import numpy as np
import polars as pl

from retention_core.charts.forms.axes import value_axis, whole_steps
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart, line_legend
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.prescribe.what_if.goal_seek import CostMap

Written = Callable[[float], str]
BAR = 20


def paths_chart(paths: pl.DataFrame, write: Written, unit_title: str, speech: Speech, look: Theme) -> Drawing:
    """The shop as it is and with the programme, step by step, each with its 80% range.

    paths: step (0 is today), before, before_low, before_high, after, after_low, after_high.
    """
    words = {"before": speech.say(N_("As it is")), "after": speech.say(N_("With the programme"))}
    long, ways = _both_ways(paths, words, write), list(words.values())
    last = int(paths["step"].max() or 1)  # type: ignore[arg-type]
    colours = alt.Scale(domain=ways, range=[look.muted, look.stay])
    base = alt.Chart(long).encode(
        x=alt.X(
            "step:Q",
            axis=alt.Axis(title=unit_title, grid=False, values=whole_steps(last), format="d"),
            scale=alt.Scale(domain=[0, last], nice=False),
        ),
        color=alt.Color("way:N", sort=ways, scale=colours, legend=line_legend()),
    )
    axis = value_axis([*long["value_low"], *long["value_high"], *long["value"]], write)
    tooltip = [
        alt.Tooltip("step:Q", title=unit_title),
        *tooltips(speech, ("way", N_("Which way")), ("written", N_("Expected")), ("range", N_("In 8 of 10 cases"))),
    ]
    band = base.mark_area(opacity=0.16, line=False)
    layers = (
        band.encode(y=alt.Y("value_low:Q", title=None, **axis), y2="value_high:Q"),
        base.mark_line(strokeWidth=2.5).encode(y=alt.Y("value:Q", title=None, **axis), tooltip=tooltip),
    )
    title = speech.say(N_("The shop as it is and with the programme, with the ranges of 8 in 10 cases"))
    return finished_chart(alt.layer(*layers), look, height=300, title=title)


def _both_ways(paths: pl.DataFrame, words: Mapping[str, str], write: Written) -> pl.DataFrame:
    """One row per step and way (column to words): step, way, value, value_low, value_high, written, range."""
    long = pl.concat(
        paths.select(
            "step",
            pl.lit(said).alias("way"),
            *(pl.col(f"{name}{end}").alias(f"value{end}") for end in ("", "_low", "_high")),
        )
        for name, said in words.items()
    )
    return long.with_columns(
        pl.Series("written", [write(value) for value in long["value"]], dtype=pl.String),
        pl.Series("range", [f"{write(a)} – {write(b)}" for a, b in long.select("value_low", "value_high").rows()]),
    )


def tornado_chart(swings: pl.DataFrame, now: float, money: Written, speech: Speech, look: Theme) -> Drawing:
    """Bars of the extra profit at both ends of each lever, around the present one.

    swings: lever, low_words, high_words, profit_low, profit_high; the widest first.
    """
    words = {"low": speech.say(N_("Lower")), "high": speech.say(N_("Higher"))}
    long = _both_ends(swings, now, words, money)
    axis = value_axis([*long["profit"], now], money)
    base = alt.Chart(long).encode(
        y=alt.Y(
            "lever:N",
            sort=swings["lever"].to_list(),
            axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=220),
        )
    )
    bars = base.mark_bar(height=BAR, cornerRadius=2).encode(
        x=alt.X("now:Q", title=None, **axis),
        x2="profit:Q",
        color=alt.Color("end:N", sort=None, scale=alt.Scale(domain=list(words.values()), range=[look.gone, look.stay])),
        tooltip=tooltips(speech, ("lever", N_("Lever")), ("at", N_("At")), ("written", N_("More profit"))),
    )
    rule = alt.Chart(pl.DataFrame({"now": [now]})).mark_rule(color=look.ink, strokeWidth=1.5)
    marked = rule.encode(x=alt.X("now:Q", title=None, **axis))
    title = speech.say(N_("More profit at the low and the high end of each lever, the others as they are"))
    return finished_chart(bars + marked, look, height=max(120, 34 * swings.height), title=title)


def _both_ends(swings: pl.DataFrame, now: float, words: Mapping[str, str], money: Written) -> pl.DataFrame:
    """One row per lever and end (low, high to words): lever, end, at (in words), profit, now, written."""
    long = pl.concat(
        swings.select(
            "lever",
            pl.lit(said).alias("end"),
            pl.col(f"{end}_words").alias("at"),
            pl.col(f"profit_{end}").alias("profit"),
            pl.lit(now).alias("now"),
        )
        for end, said in words.items()
    )
    return long.with_columns(pl.Series("written", [money(value) for value in long["profit"]], dtype=pl.String))


def cost_map_chart(found: CostMap, here: tuple[float, float], money: Written, speech: Speech, look: Theme) -> Drawing:
    """Lift against cost a period, extra profit as colour, the line at which nothing is left, and where we are.

    here: the lift and the cost in use. Money in whole units.
    """
    most = max(float(np.abs(found.profits).max()), 1e-9)
    colours = alt.Scale(domain=[-most, 0, most], range=[look.gone, look.ground, look.stay], interpolate="lab")
    x, y = _map_axes(found, money, speech)
    blocks = _told_cells(found, money, speech).encode(
        x=x, x2="lift_to:Q", y=y, y2="cost_to:Q", color=alt.Color("profit:Q", legend=None, scale=colours)
    )
    even = pl.DataFrame({"lift": found.lifts, "cost": found.break_even}).filter(pl.col("cost") >= 0)
    line = alt.Chart(even).mark_line(color=look.ink, strokeWidth=2, strokeDash=[6, 4], clip=True).encode(x=x, y=y)
    place = pl.DataFrame({"lift": [here[0]], "cost": [here[1]], "words": [speech.say(N_("you are here"))]})
    marks = _point(alt.Chart(place).encode(x=x, y=y), look.ink)
    title = speech.say(N_("More profit by lift and by cost; on the dashed line nothing is left"))
    return finished_chart(blocks + line + marks, look, height=320, title=title)


def _told_cells(found: CostMap, money: Written, speech: Speech) -> alt.Chart:
    """The cells of the map, each with its lift, cost and profit in words to be pointed at."""
    cells = map_cells(found)
    shown = cells.with_columns(
        pl.Series("written", [money(value) for value in cells["profit"]], dtype=pl.String),
        pl.Series("lift_words", [speech.share(value) for value in cells["lift"]], dtype=pl.String),
        pl.Series("cost_words", [money(value) for value in cells["cost"]], dtype=pl.String),
    )
    tooltip = tooltips(
        speech,
        ("lift_words", N_("More customers kept")),
        ("cost_words", N_("Cost a period")),
        ("written", N_("More profit")),
    )
    return alt.Chart(shown).mark_rect().encode(tooltip=tooltip)


def map_cells(found: CostMap) -> pl.DataFrame:
    """One row per cell of a map: lift, lift_to, cost, cost_to (its corners), profit at its lower left."""
    lift, cost = np.meshgrid(found.lifts, found.costs)
    steps = found.lifts[1] - found.lifts[0], found.costs[1] - found.costs[0]
    flat = pl.DataFrame({"lift": lift.ravel(), "cost": cost.ravel(), "profit": found.profits.ravel()})
    inside = flat.filter(
        pl.col("lift") < found.lifts[-1] - steps[0] / 2, pl.col("cost") < found.costs[-1] - steps[1] / 2
    )
    return inside.with_columns(lift_to=pl.col("lift") + steps[0], cost_to=pl.col("cost") + steps[1])


def _map_axes(found: CostMap, money: Written, speech: Speech) -> tuple[alt.X, alt.Y]:
    across = value_axis([float(found.lifts[-1])], lambda value: speech.share(value, 0))
    up = value_axis([float(found.costs[-1])], money)
    for axis, name in ((across, N_("More customers kept")), (up, N_("Cost a period"))):
        axis["axis"].title, axis["axis"].grid = speech.say(name), False
    across["scale"].domain, up["scale"].domain = [0, float(found.lifts[-1])], [0, float(found.costs[-1])]
    return alt.X("lift:Q", **across), alt.Y("cost:Q", **up)


def split_chart(
    splits: pl.DataFrame, marked: Mapping[str, float], money: Written, speech: Speech, look: Theme
) -> Drawing:
    """What a budget earns by the part of it that goes into keeping customers; some parts are marked.

    splits: share (for keeping, 0 to 1), profit; marked: words -> share.
    """
    shown = splits.with_columns(
        pl.Series("written", [money(value) for value in splits["profit"]], dtype=pl.String),
        pl.Series("part", [speech.share(value, 0) for value in splits["share"]], dtype=pl.String),
    )
    across = value_axis([1.0], lambda value: speech.share(value, 0))
    across["axis"].title, across["axis"].grid = speech.say(N_("Part of the budget for keeping customers")), False
    base = alt.Chart(shown).encode(
        x=alt.X("share:Q", **across), y=alt.Y("profit:Q", title=None, **value_axis([*splits["profit"], 0.0], money))
    )
    line = base.mark_line(color=look.stay, strokeWidth=2.5).encode(
        tooltip=tooltips(speech, ("part", N_("For keeping")), ("written", N_("More profit")))
    )
    near = [
        shown.sort((pl.col("share") - at).abs()).head(1).with_columns(words=pl.lit(said)) for said, at in marked.items()
    ]
    marks = [_point(alt.Chart(place).encode(x=base.encoding.x, y=base.encoding.y), look.accent) for place in near]
    title = speech.say(N_("What one budget earns by how it is split between keeping and gaining customers"))
    return finished_chart(alt.layer(line, *marks), look, height=280, title=title)


def _beside(share: float) -> Literal["left", "center", "right"]:
    """Where words begin, so that they stay inside the chart."""
    return "left" if share < 0.15 else "right" if share > 0.85 else "center"


def _point(placed: alt.Chart, colour: str, align: Literal["left", "center", "right"] = "center") -> Drawing:
    """A dot with its words above it."""
    words = placed.mark_text(color=colour, dy=-14, fontSize=12, fontWeight=600, align=align).encode(text="words:N")
    return placed.mark_circle(color=colour, size=110, opacity=1) + words
