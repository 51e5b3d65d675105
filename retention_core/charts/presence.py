"""Who stayed, came and left: over all periods, and as a bridge through one of them."""

from dataclasses import dataclass

import altair as alt
import numpy as np
import polars as pl

from retention_core.charts.axes import period_axis, value_axis
from retention_core.charts.look import Drawing, Look, finished_chart, hatching
from retention_core.settings import PeriodKind
from retention_core.text import N_, Speech

UNSURE_AT_FIRST = ("new", "returned")


@dataclass(frozen=True)
class _Part:
    """One colour of a stacked bar: a column of the periods, its words, its side of the zero line."""

    column: str
    words: str
    colour: str
    sign: int


def _parts(look: Look) -> tuple[_Part, ...]:
    return (
        _Part("kept", N_("kept"), look.stay, 1),
        _Part("returned", N_("returned"), look.back, 1),
        _Part("new", N_("new"), look.new, 1),
        _Part("lost", N_("lost"), look.gone, -1),
    )


def comings_and_goings(periods: pl.DataFrame, kind: PeriodKind, speech: Speech, look: Look) -> Drawing:
    """Stacked bars per period: kept, returned and new above the line, lost below; what is not final is hatched.

    periods: as `retention_by_period` gives them.
    """
    parts = _parts(look)
    bars = _stacked(_named(periods, kind, speech), parts, speech)
    names = bars["period"].unique(maintain_order=True).to_list()  # layers would each sort by themselves
    words = [speech.say(part.words) for part in parts]
    axis = value_axis([*bars["low"], *bars["high"]], lambda mark: speech.number(abs(int(mark))), whole=True)
    base = alt.Chart(bars).encode(
        x=alt.X("period:O", sort=names, axis=period_axis(), scale=alt.Scale(paddingInner=0.25)),
        y=alt.Y("low:Q", title=None, **axis),
        y2="high:Q",
        tooltip=_tooltip(speech, ("period", N_("Period")), ("part", N_("Customers")), ("written", N_("How many"))),
    )
    colour = alt.Color("part:N", scale=alt.Scale(domain=words, range=[part.colour for part in parts]))
    whole = base.transform_filter("datum.sure").mark_bar(cornerRadius=1).encode(color=colour)
    hatched = [
        base.transform_filter(f"!datum.sure && datum.layer == {layer} && datum.high > datum.low").mark_bar(
            color=hatching(part.colour, look), stroke=part.colour, strokeWidth=1
        )
        for layer, part in enumerate(parts)
    ]
    title = speech.say(N_("Customers kept, new, returned and lost"))
    return finished_chart(alt.layer(whole, *hatched), look, height=330, title=title)


def retention_chart(periods: pl.DataFrame, kind: PeriodKind, speech: Speech, look: Look) -> Drawing:
    """The share of customers kept, period by period; finished periods with a known start only."""
    seen = _named(periods.filter(pl.col("finished") & pl.col("retention_rate").is_not_null()), kind, speech)
    counts = zip(seen["kept"], seen["at_start"], strict=True)
    points = seen.with_columns(
        pl.Series("written", [speech.share(rate) for rate in seen["retention_rate"]], dtype=pl.String),
        pl.Series(
            "counts", [speech.say(N_("{kept} of {at_start}"), kept=k, at_start=s) for k, s in counts], dtype=pl.String
        ),
    )
    base = alt.Chart(points).encode(
        x=alt.X("period:O", sort=None, axis=period_axis(), scale=alt.Scale(padding=0.3)),
        y=alt.Y("retention_rate:Q", **value_axis([*points["retention_rate"], 0.0], lambda mark: speech.share(mark, 0))),
        tooltip=_tooltip(speech, ("period", N_("Period")), ("written", N_("Kept")), ("counts", N_("Customers"))),
    )
    line = base.mark_line(color=look.stay, strokeWidth=2.5)
    dots = base.mark_circle(color=look.stay, size=45, opacity=1)
    return finished_chart(line + dots, look, height=220, title=speech.say(N_("Share of customers kept per period")))


def bridge_chart(period: dict[str, int], speech: Speech, look: Look) -> Drawing:
    """From the customers at the start of one period to those at its end: lost, returned, new.

    period: at_start, lost, returned, new, at_end, as one row of `retention_by_period`.
    """
    start, kept = period["at_start"], period["at_start"] - period["lost"]
    steps = [
        (N_("At the start"), 0, start, look.muted, start, ""),
        (N_("Lost"), kept, start, look.gone, period["lost"], "−"),
        (N_("Returned"), kept, kept + period["returned"], look.back, period["returned"], "+"),
        (N_("New"), kept + period["returned"], period["at_end"], look.new, period["new"], "+"),
        (N_("At the end"), 0, period["at_end"], look.stay, period["at_end"], ""),
    ]
    bars = pl.DataFrame(
        {
            "step": [speech.say(words) for words, *_ in steps],
            "low": [low for _, low, *_ in steps],
            "high": [high for _, _, high, *_ in steps],
            "colour": [colour for _, _, _, colour, *_ in steps],
            "written": [(sign if count else "") + speech.number(count) for *_, count, sign in steps],
        }
    )
    axis = value_axis([*bars["high"], 0], lambda mark: speech.number(int(mark)), whole=True)
    base = alt.Chart(bars).encode(x=alt.X("step:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, ticks=False)))
    blocks = base.mark_bar(cornerRadius=3, size=46).encode(
        y=alt.Y("low:Q", title=None, **axis),
        y2="high:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=_tooltip(speech, ("step", N_("Customers")), ("written", N_("How many"))),
    )
    labels = base.mark_text(dy=-8, color=look.ink, fontWeight=600, fontSize=13).encode(y="high:Q", text="written:N")
    title = speech.say(N_("From the customers at the start of a period to those at its end"))
    return finished_chart(blocks + labels, look, height=280, title=title)


def _named(periods: pl.DataFrame, kind: PeriodKind, speech: Speech) -> pl.DataFrame:
    """The periods with their names in the reader's language, in day order."""
    names = [speech.period(kind, day, short=True) for day in periods["first_day"]]
    return periods.with_columns(pl.Series("period", names, dtype=pl.String))


def _stacked(periods: pl.DataFrame, parts: tuple[_Part, ...], speech: Speech) -> pl.DataFrame:
    """One row per period and part: period, sure, part, low, high (lost below zero), written, layer."""
    above = pl.Series(np.zeros(periods.height, np.int64))
    rows = []
    for layer, part in enumerate(parts):
        count = periods[part.column].fill_null(0).cast(pl.Int64)
        low = above if part.sign > 0 else -count
        high = above + count if part.sign > 0 else pl.Series(np.zeros(periods.height, np.int64))
        above = high if part.sign > 0 else above
        rows.append(
            periods.select(
                "period",
                _sure(part).alias("sure"),
                pl.lit(speech.say(part.words)).alias("part"),
                low.alias("low"),
                high.alias("high"),
                pl.Series("written", [speech.write(number) for number in periods[part.column]], dtype=pl.String),
                pl.lit(layer).alias("layer"),
            )
        )
    return pl.concat(rows)


def _sure(part: _Part) -> pl.Expr:
    """Whether a count is final: the period is, and nobody could have bought before the file began."""
    return pl.col("finished") & (pl.col("exact_new") | (part.column not in UNSURE_AT_FIRST))


def _tooltip(speech: Speech, *fields: tuple[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=speech.say(words)) for field, words in fields]
