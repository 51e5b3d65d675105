"""Who stayed, came and left: over all periods, and as a bridge through one of them."""

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import period_axis, value_axis
from retention_core.charts.forms.stacked_bars import Part, named, stacked, stacked_chart, tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.settings import PeriodKind


def _parts(look: Theme) -> tuple[Part, ...]:
    return (
        Part("kept", N_("kept"), look.stay),
        Part("returned", N_("returned"), look.back, unsure_at_first=True),
        Part("new", N_("new"), look.new, unsure_at_first=True),
        Part("lost", N_("lost"), look.gone, below=True),
    )


def customer_flow_data(periods: pl.DataFrame, kind: PeriodKind, speech: Speech, look: Theme) -> Drawing:
    """Stacked bars per period: kept, returned and new above the line, lost below; what is not final is hatched.

    periods: as `retention_by_period` gives them.
    """
    parts = _parts(look)
    bars = stacked(named(periods, kind, speech), parts, speech, speech.write)
    axis = value_axis([*bars["low"], *bars["high"]], lambda mark: speech.number(abs(int(mark))), whole=True)
    tooltip = tooltips(speech, ("period", N_("Period")), ("part", N_("Customers")), ("written", N_("How many")))
    title = speech.say(N_("Customers kept, new, returned and lost"))
    return finished_chart(stacked_chart(bars, parts, axis, tooltip, look), look, height=330, title=title)


def retention_chart(periods: pl.DataFrame, kind: PeriodKind, speech: Speech, look: Theme) -> Drawing:
    """The share of customers kept, period by period; finished periods with a known start only."""
    seen = named(periods.filter(pl.col("finished") & pl.col("retention_rate").is_not_null()), kind, speech)
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
        tooltip=tooltips(speech, ("period", N_("Period")), ("written", N_("Kept")), ("counts", N_("Customers"))),
    )
    line = base.mark_line(color=look.stay, strokeWidth=2.5)
    dots = base.mark_circle(color=look.stay, size=45, opacity=1)
    return finished_chart(line + dots, look, height=220, title=speech.say(N_("Share of customers kept per period")))


def bridge_chart(period: dict[str, int], speech: Speech, look: Theme) -> Drawing:
    """From the customers at the start of one period to those at its end: lost, returned, new.

    period: at_start, lost, returned, new, at_end, as one row of `retention_by_period`.
    """
    bars = _steps(period, speech, look)
    axis = value_axis([*bars["high"], 0], lambda mark: speech.number(int(mark)), whole=True)
    base = alt.Chart(bars).encode(x=alt.X("step:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, ticks=False)))
    blocks = base.mark_bar(cornerRadius=3, size=46).encode(
        y=alt.Y("low:Q", title=None, **axis),
        y2="high:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=tooltips(speech, ("step", N_("Customers")), ("written", N_("How many"))),
    )
    labels = base.mark_text(dy=-8, color=look.ink, fontWeight=600, fontSize=13).encode(y="high:Q", text="written:N")
    title = speech.say(N_("From the customers at the start of a period to those at its end"))
    return finished_chart(blocks + labels, look, height=280, title=title)


def _steps(period: dict[str, int], speech: Speech, look: Theme) -> pl.DataFrame:
    """One row per bar of the bridge: step (in words), low, high, colour, written (with its sign)."""
    start, kept = period["at_start"], period["at_start"] - period["lost"]
    steps = [
        (N_("At the start"), 0, start, look.muted, start, ""),
        (N_("Lost"), kept, start, look.gone, period["lost"], "−"),
        (N_("Returned"), kept, kept + period["returned"], look.back, period["returned"], "+"),
        (N_("New"), kept + period["returned"], period["at_end"], look.new, period["new"], "+"),
        (N_("At the end"), 0, period["at_end"], look.stay, period["at_end"], ""),
    ]
    return pl.DataFrame(
        {
            "step": [speech.say(words) for words, *_ in steps],
            "low": [low for _, low, *_ in steps],
            "high": [high for _, _, high, *_ in steps],
            "colour": [colour for _, _, _, colour, *_ in steps],
            "written": [(sign if count else "") + speech.number(count) for *_, count, sign in steps],
        }
    )
