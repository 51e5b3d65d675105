"""Loyalty tiers: how many customers, and how much of the money."""

import altair as alt
import polars as pl

from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_


def tier_chart(tiers: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Two bars per tier: its share of customers and its share of revenue, the best tier on top.

    tiers: tier (its name in words), customer_share, revenue_share (null without amounts).
    """
    kinds = {"customer_share": (N_("Customers"), look.stay), "revenue_share": (N_("Revenue"), look.gone)}
    shown = [kind for kind in kinds if tiers[kind].is_not_null().any()]
    bars = pl.concat(
        tiers.select(
            "tier",
            pl.lit(speech.say(kinds[kind][0])).alias("kind"),
            pl.col(kind).alias("share"),
            pl.Series("written", [speech.share(share or 0, 0) for share in tiers[kind]], dtype=pl.String),
        )
        for kind in shown
    )
    words, colours = [speech.say(kinds[kind][0]) for kind in shown], [kinds[kind][1] for kind in shown]
    shares = [0.01, *bars["share"].drop_nulls()]
    base = alt.Chart(bars).encode(
        y=alt.Y("tier:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8)),
        yOffset=alt.YOffset("kind:N", sort=words),
        x=alt.X("share:Q", axis=None, scale=alt.Scale(domain=[min(0.0, *shares), max(shares) * 1.15])),
        tooltip=[
            alt.Tooltip("tier:N", title=speech.say(N_("Tier"))),
            alt.Tooltip("kind:N", title=speech.say(N_("Share of"))),
            alt.Tooltip("written:N", title=speech.say(N_("Share"))),
        ],
    )
    blocks = base.mark_bar(cornerRadiusEnd=3).encode(
        color=alt.Color("kind:N", sort=words, scale=alt.Scale(domain=words, range=colours))
    )
    labels = base.mark_text(align="left", dx=5, color=look.ink, fontSize=12).encode(text="written:N")
    height = 60 + 58 * tiers.height
    title = speech.say(N_("Share of customers and of revenue per loyalty tier"))
    return finished_chart(blocks + labels, look, height=height, title=title)
