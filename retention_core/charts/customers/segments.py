"""The map of segments: how recently against how often and how much; each cell with name, customers and money."""

import altair as alt
import polars as pl

from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

ROW_HEIGHT = 62
PICK = "cell"
NARROW = 560
WELL, ASKS, GONE = "well", "asks", "gone"
GROUPS = {
    "champions": WELL,
    "loyal": WELL,
    "potential_loyal": WELL,
    "promising": WELL,
    "new": WELL,
    "needs_attention": ASKS,
    "about_to_sleep": ASKS,
    "at_risk": ASKS,
    "cannot_lose": ASKS,
    "hibernating": GONE,
    "lost": GONE,
}


def segment_map(cells: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Five rows of recency, six columns: one-time buyers, then frequency and spend from 1 to 5. A click picks a cell.

    cells: as `prescribe.segments.segment_cells` gives them, with `name` and `money` in words (money may be empty).
    """
    once = speech.say(N_("Once"))
    spent = [("money", N_("Spend"))] if cells["money"].is_not_null().any() else []
    base = alt.Chart(_drawn(cells, speech)).encode(
        x=alt.X(
            "fm:O", sort=[0, 1, 2, 3, 4, 5], axis=_columns(once, speech.say(N_("How often and how much: 5 is most")))
        ),
        y=alt.Y("r:O", sort=[5, 4, 3, 2, 1], axis=_rows(speech.say(N_("How recently: 5 is latest")))),
        tooltip=tooltips(speech, ("name", N_("Segment")), ("all", N_("Customers")), *spent),
    )
    title = speech.say(N_("Customers by how recently, how often and for how much they bought"))
    chart = alt.layer(_blocks(base, look), *_words(base, look))
    return finished_chart(chart, look, height=50 + 5 * ROW_HEIGHT, title=title)


def _drawn(cells: pl.DataFrame, speech: Speech) -> pl.DataFrame:
    """The cells with their customers in words (written: empty for none; all), and the group that colours them."""
    return cells.with_columns(
        pl.Series("written", [speech.number(count) if count else "" for count in cells["customers"]], dtype=pl.String),
        pl.Series("all", [speech.number(count) for count in cells["customers"]], dtype=pl.String),
        pl.col("segment").replace_strict(GROUPS, return_dtype=pl.String).alias("group"),
    )


def _blocks(base: alt.Chart, look: Theme) -> alt.Chart:
    """Coloured cells that can be picked."""
    picked = alt.selection_point(name=PICK, fields=["r", "fm"], empty=False)
    colours = alt.Scale(domain=[WELL, ASKS, GONE], range=[look.stay, look.gone, look.muted])
    blocks = base.mark_rect(cornerRadius=5, strokeWidth=2, cursor="pointer").encode(
        color=alt.Color("group:N", legend=None, scale=colours),
        opacity=alt.condition(alt.datum.customers > 0, alt.value(0.22), alt.value(0.07)),
        stroke=alt.condition(picked, alt.value(look.ink), alt.value(look.ground)),
    )
    return blocks.add_params(picked)


def _words(base: alt.Chart, look: Theme) -> list[alt.Chart]:
    """Name, customers and money of each cell; on a narrow screen the customers only."""
    wide = alt.ExprRef(f"width < {NARROW} ? 0 : 1")
    words = {"color": look.ink, "limit": alt.ExprRef("width / 6 - 8")}
    names = base.mark_text(dy=-18, fontSize=11, opacity=wide, **words).encode(text="name:N")
    counts = base.mark_text(dy=1, fontSize=15, fontWeight=600, color=look.ink).encode(text="written:N")
    money = base.mark_text(dy=19, fontSize=11, opacity=wide, color=look.muted).encode(text="money:N")
    return [names, counts, money]


def _columns(once: str, title: str) -> alt.Axis:
    label = f"datum.value == 0 ? {once!r} : datum.value"
    return alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False, title=title, labelExpr=label, labelPadding=6)


def _rows(title: str) -> alt.Axis:
    return alt.Axis(title=title, ticks=False, domain=False, labelPadding=8)
