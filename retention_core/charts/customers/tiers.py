"""Loyalty tiers: how many customers, and how much of the money."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_


def tier_chart(tiers: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Two bars per tier: its share of customers and its share of revenue, the best tier on top.

    tiers: tier (its name in words), customer_share, revenue_share (null without amounts).
    """
    kinds = {"customer_share": speech.say(N_("Customers")), "revenue_share": speech.say(N_("Revenue"))}
    shown = {kind: words for kind, words in kinds.items() if tiers[kind].is_not_null().any()}
    bars, words = _bars(tiers, shown, speech), list(shown.values())
    colours = [{"customer_share": look.stay, "revenue_share": look.gone}[kind] for kind in shown]
    shares = [0.01, *bars["share"].drop_nulls()]
    base = alt.Chart(bars).encode(
        y=alt.Y("tier:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8)),
        yOffset=alt.YOffset("kind:N", sort=words),
        x=alt.X("share:Q", axis=None, scale=alt.Scale(domain=[min(0.0, *shares), max(shares) * 1.15])),
        tooltip=tooltips(speech, ("tier", N_("Tier")), ("kind", N_("Share of")), ("written", N_("Share"))),
    )
    blocks = base.mark_bar(cornerRadiusEnd=3).encode(
        color=alt.Color("kind:N", sort=words, scale=alt.Scale(domain=words, range=colours))
    )
    labels = base.mark_text(align="left", dx=5, color=look.ink, fontSize=12).encode(text="written:N")
    height = 60 + 58 * tiers.height
    title = speech.say(N_("Share of customers and of revenue per loyalty tier"))
    return finished_chart(blocks + labels, look, height=height, title=title)


def _bars(tiers: pl.DataFrame, kinds: Mapping[str, str], speech: Speech) -> pl.DataFrame:
    """One row per tier and kind (column to words): tier, kind, share, written."""
    return pl.concat(
        tiers.select(
            "tier",
            pl.lit(words).alias("kind"),
            pl.col(kind).alias("share"),
            pl.Series("written", [speech.share(share or 0, 0) for share in tiers[kind]], dtype=pl.String),
        )
        for kind, words in kinds.items()
    )
