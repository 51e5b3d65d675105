"""The user's own '5%' beside the published 25% to 95%."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

HORIZON, LIFE = N_("Profit over the horizon"), N_("Worth of a customer over the whole life")


def claim_chart(readings: pl.DataFrame, band: tuple[float, float], speech: Speech, look: Theme) -> Drawing:
    """One row per reading of '5%', a mark for the horizon and one for a customer's whole life, over the published band.

    readings: reading (in words), percent and worth_percent (shares; null where not known).
    """
    kinds = {"percent": speech.say(HORIZON), "worth_percent": speech.say(LIFE)}
    marks = _marks(readings, kinds, speech)
    axis = value_axis([*marks["share"], band[1], 0.0], lambda share: speech.share(share, 0))
    words, colours = list(kinds.values()), [look.stay, look.new]
    points = alt.Chart(marks).mark_point(filled=True, size=130, opacity=1)
    drawn = points.encode(
        x=alt.X("share:Q", title=None, **axis),
        y=alt.Y("reading:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=220)),
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=words, range=colours), sort=None, legend=alt.Legend(columns=1)
        ),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=words, range=["circle", "diamond"])),
        tooltip=tooltips(
            speech, ("reading", N_("Reading")), ("kind", N_("What grows")), ("written", N_("By how much"))
        ),
    )
    title = speech.say(N_("Your own figures beside the published 25% to 95%"))
    return finished_chart(alt.layer(*_published(band, axis, speech, look), drawn), look, height=190, title=title)


def _marks(readings: pl.DataFrame, kinds: Mapping[str, str], speech: Speech) -> pl.DataFrame:
    """One row per reading and kind (column to words) that is known: reading, kind, share, written."""
    marks = pl.concat(
        readings.select("reading", pl.lit(words).alias("kind"), pl.col(name).alias("share")).drop_nulls("share")
        for name, words in kinds.items()
    )
    return marks.with_columns(pl.Series("written", [speech.share(share) for share in marks["share"]], dtype=pl.String))


def _published(band: tuple[float, float], axis: dict, speech: Speech, look: Theme) -> list[alt.Chart]:
    """The published band behind the marks, and its words above it."""
    claimed = speech.say(N_("published: {low} to {high}"), low=speech.share(band[0], 0), high=speech.share(band[1], 0))
    zone = alt.Chart(pl.DataFrame({"low": [band[0]], "high": [band[1]], "words": [claimed]}))
    x = alt.X("low:Q", title=None, **axis)
    label = zone.mark_text(align="left", dx=6, color=look.accent, fontSize=12)
    return [
        zone.mark_rect(color=look.gone, opacity=0.16).encode(x=x, x2="high:Q"),
        label.encode(x=x, y=alt.value(-8), text="words:N"),
    ]
