"""How charts look, light and dark: one palette, one set of defaults."""

from dataclasses import dataclass
from typing import TypeAlias

import altair as alt
from altair.utils import schemapi

# Altair checks every part of a chart as it is put together, which takes longer than all figures of a page. The charts
# are checked as a whole by their tests.
schemapi.disable_debug_mode()


@dataclass(frozen=True)
class Theme:
    """Colours by role; told apart by lightness too, so that they work without colour."""

    ink: str
    muted: str
    rule: str
    ground: str
    stay: str
    new: str
    back: str
    gone: str
    accent: str
    pale: str
    on_stay: str


LIGHT = Theme(
    ink="#0F1716",
    muted="#5B6764",
    rule="#DFE5E3",
    ground="#FFFFFF",
    stay="#0F766E",
    new="#4F46E5",
    back="#7DB8E8",
    gone="#D97706",
    accent="#B45309",
    pale="#E9F7F3",
    on_stay="#FFFFFF",
)
DARK = Theme(
    ink="#E8EEEC",
    muted="#9FB0AB",
    rule="#2D3A37",
    ground="#101615",
    stay="#2DD4BF",
    new="#818CF8",
    back="#38BDF8",
    gone="#F59E0B",
    accent="#FBBF24",
    pale="#12302C",
    on_stay="#06201D",
)


STRIPES = 9
Drawing: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart


def hatching(colour: str, look: Theme) -> alt.Gradient:
    """Slanting stripes of a colour on the page's ground, for what is not finished."""
    edges = [place / STRIPES for place in range(STRIPES + 1)]
    stops = [
        alt.GradientStop(offset=edge, color=colour if place % 2 else look.ground)
        for place in range(STRIPES)
        for edge in edges[place : place + 2]
    ]
    return alt.Gradient(gradient="linear", x1=0, y1=0, x2=1, y2=1, stops=stops)


def line_legend() -> alt.Legend:
    """A legend that shows lines as lines, dashes included."""
    return alt.Legend(symbolType="stroke", symbolSize=320, symbolStrokeWidth=2.5, symbolOpacity=1)


def finished_chart(chart: Drawing, look: Theme, *, height: int, title: str) -> Drawing:
    """The chart with the common look; `title` is its text alternative.

    It is changed in place: Altair's own ways of setting these copy the whole chart once for each.
    """
    chart.height, chart.width, chart.description = height, "container", title
    chart.config = alt.Config(view=alt.ViewConfig(stroke=None), axis=_axis(look), legend=_legend(look))
    return chart


def _axis(look: Theme) -> alt.AxisConfig:
    return alt.AxisConfig(
        labelColor=look.muted,
        titleColor=look.muted,
        domainColor=look.rule,
        gridColor=look.rule,
        tickColor=look.rule,
        labelFontSize=12,
        titleFontSize=12,
        titleFontWeight="normal",
    )


def _legend(look: Theme) -> alt.LegendConfig:
    return alt.LegendConfig(
        labelColor=look.ink,
        titleColor=look.muted,
        orient="top",
        title=None,
        labelFontSize=12,
        labelLimit=0,
        symbolType="square",
    )
