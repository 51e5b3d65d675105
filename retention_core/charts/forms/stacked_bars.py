"""Stacked bars, one per period; what is not final is hatched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import polars as pl

from retention_core.charts.forms.axes import period_axis
from retention_core.charts.forms.theme import Drawing, Theme, hatching
from retention_core.i18n import Speech
from retention_core.kernel.settings import PeriodKind


@dataclass(frozen=True)
class Part:
    """One colour of a stacked bar: a column of the periods, its words, and whether it is drawn below the zero line.

    unsure_at_first   not final while old customers may still look new
    """

    column: str
    words: str
    colour: str
    below: bool = False
    unsure_at_first: bool = False


def named(periods: pl.DataFrame, kind: PeriodKind, speech: Speech) -> pl.DataFrame:
    """The periods with their names in the reader's language, in day order."""
    names = [speech.period(kind, day, short=True) for day in periods["first_day"]]
    return periods.with_columns(pl.Series("period", names, dtype=pl.String))


def stacked(
    periods: pl.DataFrame, parts: Sequence[Part], speech: Speech, write: Callable[[object], str]
) -> pl.DataFrame:
    """One row per period and part: period, sure, part, low, high, written, layer; what is below zero hangs down."""
    above = below = np.zeros(periods.height, np.int64)
    rows = []
    for layer, part in enumerate(parts):
        value = periods[part.column].fill_null(0).to_numpy() * (-1 if part.below else 1)
        base = np.where(value < 0, below, above)
        above, below = above + np.maximum(value, 0), below + np.minimum(value, 0)
        edges = {"low": np.minimum(base, base + value), "high": np.maximum(base, base + value)}
        written = pl.Series("written", [write(number) for number in periods[part.column]], dtype=pl.String)
        rows.append(
            periods.select(
                "period", _sure(part).alias("sure"), pl.lit(speech.say(part.words)).alias("part")
            ).with_columns(
                *(pl.Series(name, edge) for name, edge in edges.items()), written, pl.lit(layer).alias("layer")
            )
        )
    return pl.concat(rows)


def stacked_chart(
    bars: pl.DataFrame, parts: Sequence[Part], axis: dict, tooltip: list[alt.Tooltip], look: Theme
) -> Drawing:
    """The bars of `stacked` on the value axis."""
    names = bars["period"].unique(maintain_order=True).to_list()  # layers would each sort by themselves
    words = bars["part"].unique(maintain_order=True).to_list()
    base = alt.Chart(bars).encode(
        x=alt.X("period:O", sort=names, axis=period_axis(), scale=alt.Scale(paddingInner=0.25)),
        y=alt.Y("low:Q", title=None, **axis),
        y2="high:Q",
        tooltip=tooltip,
    )
    colour = alt.Color("part:N", scale=alt.Scale(domain=words, range=[part.colour for part in parts]))
    whole = base.transform_filter("datum.sure").mark_bar(cornerRadius=1).encode(color=colour)
    hatched = [
        base.transform_filter(f"!datum.sure && datum.layer == {layer} && datum.high > datum.low").mark_bar(
            color=hatching(part.colour, look), stroke=part.colour, strokeWidth=1
        )
        for layer, part in enumerate(parts)
    ]
    return alt.layer(whole, *hatched)


def tooltips(speech: Speech, *fields: tuple[str, str]) -> list[alt.Tooltip]:
    """Columns to show of what is pointed at, each under its words."""
    return [alt.Tooltip(f"{field}:N", title=speech.say(words)) for field, words in fields]


def _sure(part: Part) -> pl.Expr:
    """Whether a value is final: the period is, and nobody could have bought before the file began."""
    return pl.col("finished") & (pl.col("exact_new") | (not part.unsure_at_first))
