"""Their number beside yours."""

import altair as alt
import polars as pl

from retention_core.catalog.published_claims import ClaimCard
from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.figure import Value
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money


def two_numbers(card: ClaimCard, speech: Speech) -> pl.DataFrame:
    """One row for what they say and one for yours: who, low, high, written.

    low, high   from the least to the most they say; of yours the 95% range, or the number itself
    """
    least, most = (_number(value) for value in card.theirs)
    own = _number(card.yours)
    low, high = (own if value is None else _number(value) for value in (card.low, card.high))
    written = [_theirs(card, speech), speech.write(card.yours)]
    who = [speech.say(N_("They say")), speech.say(N_("Your data"))]
    return pl.DataFrame(
        {"who": who, "number": [most, own], "low": [least, low], "high": [most, high], "written": written}
    )


def two_numbers_chart(card: ClaimCard, speech: Speech, look: Theme) -> Drawing | None:
    """A bar for what they say (from the least to the most) and one for yours, with its range.

    None where yours is not known, or in another currency.
    """
    if card.yours is None or _currency(card.yours) != _currency(card.theirs[0]):
        return None
    table = two_numbers(card, speech)
    they, you = table["who"]
    span = table["low"][0] < table["high"][0]
    bars = table.with_columns(
        start=pl.when((pl.col("who") == they) & span).then(pl.col("low")).otherwise(0.0),
        end=pl.max_horizontal("high", "number", pl.lit(0.0)),
    )
    axis = value_axis([0.0, 1.25 * max(bars["end"]), *bars["low"]], str)
    axis["axis"] = None
    y = alt.Y("who:N", sort=[they, you], axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8))
    x = alt.X("start:Q", title=None, **axis)
    colours = alt.Color("who:N", legend=None, scale=alt.Scale(domain=[they, you], range=[look.gone, look.stay]))
    base = alt.Chart(bars).encode(y=y)
    blocks = base.mark_bar(cornerRadius=3, height=18).encode(x=x, x2="number:Q", color=colours)
    words = base.mark_text(align="left", dx=6, color=look.ink, fontSize=12, fontWeight=600)
    range_line = base.transform_filter(alt.datum.who == you).mark_rule(color=look.ink, strokeWidth=1.5)
    layers = (
        blocks
        + range_line.encode(x=alt.X("low:Q", title=None, **axis), x2="high:Q")
        + words.encode(x=alt.X("end:Q", title=None, **axis), text="written:N")
    )
    return finished_chart(layers, look, height=90, title=speech.say(N_("What they say beside what your data says")))


def _theirs(card: ClaimCard, speech: Speech) -> str:
    least, most = card.theirs
    if least == most:
        return speech.write(least)
    return speech.say(N_("{first} to {last}"), first=least, last=most)


def _number(value: Value) -> float:
    return float(value)  # type: ignore[arg-type]


def _currency(value: Value) -> str | None:
    return value.currency if isinstance(value, Money) else None
