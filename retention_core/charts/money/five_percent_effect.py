"""What five points more kept are worth, at every share kept."""

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_


def lift_chart(line: pl.DataFrame, here: tuple[float, float] | None, speech: Speech, look: Theme) -> Drawing:
    """The gain in worth over the share kept, with the reader's own place marked.

    line: rate, gain (shares). here: the reader's share kept and gain; null where there is none.
    """
    known = line.drop_nulls("gain")
    points = known.with_columns(
        pl.Series("kept", [speech.share(rate, 0) for rate in known["rate"]], dtype=pl.String),
        pl.Series("written", [speech.share(gain, 0) for gain in known["gain"]], dtype=pl.String),
    )
    rates = value_axis([0.0, 1.0], lambda rate: speech.share(rate, 0))
    rates["axis"].title, rates["axis"].grid = speech.say(N_("Share of customers kept in a period")), False
    gains = value_axis([0.0, *known["gain"]], lambda gain: speech.share(gain, 0))
    x, y = alt.X("rate:Q", **rates), alt.Y("gain:Q", **gains)
    tooltip = [
        alt.Tooltip("kept:N", title=speech.say(N_("Kept"))),
        alt.Tooltip("written:N", title=speech.say(N_("Worth more"))),
    ]
    drawn = alt.Chart(points).mark_line(color=look.stay, strokeWidth=2.5).encode(x=x, y=y, tooltip=tooltip)
    layers = drawn if here is None else drawn + _here(here, speech, look)
    return finished_chart(layers, look, height=240, title=speech.say(N_("How much more a customer is worth")))


def _here(here: tuple[float, float], speech: Speech, look: Theme) -> Drawing:
    rate, gain = here
    point = alt.Chart(pl.DataFrame({"rate": [rate], "gain": [gain], "written": [speech.share(gain)]}))
    place = point.encode(x="rate:Q", y="gain:Q")
    return place.mark_circle(color=look.accent, size=110, opacity=1) + place.mark_text(
        color=look.accent, dy=-14, fontSize=13, fontWeight=600
    ).encode(text="written:N")
