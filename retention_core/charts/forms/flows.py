"""Movement between groups as ribbons: on the left the groups before, on the right those after, as high as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt
import numpy as np
import polars as pl

from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_

PLACES = 24
GAP = 0.03
EDGE = 0.16
ENDS: tuple[tuple[str, Literal["right", "left"], int], ...] = (("before", "right", -6), ("after", "left", 6))
DIRECTIONS = {
    "up": N_("moved up"),
    "same": N_("stayed"),
    "down": N_("moved down"),
    "in": N_("came in"),
    "out": N_("went out"),
}


def flow_chart(
    flows: pl.DataFrame, order: Sequence[str], sides: tuple[str, str], speech: Speech, look: Theme
) -> Drawing:
    """One ribbon per flow, coloured by its direction.

    flows   before, after (in words), customers, direction
    order   all groups in words, from the top down
    sides   the two days, in words
    """
    ribbons, bars = _laid_out(flows, order)
    words = {code: speech.say(message) for code, message in DIRECTIONS.items()}
    used = [code for code in DIRECTIONS if code in set(flows["direction"])]
    drawn = ribbons.with_columns(
        pl.col("direction").replace_strict(words, return_dtype=pl.String),
        pl.Series("written", [speech.number(count) for count in ribbons["customers"]], dtype=pl.String),
    )
    colours = {"up": look.stay, "same": look.muted, "down": look.gone, "in": look.new, "out": look.accent}
    scale = alt.Scale(domain=[words[code] for code in used], range=[colours[code] for code in used])
    areas = _areas(drawn, sides, speech).encode(color=alt.Color("direction:N", sort=None, scale=scale))
    title = speech.say(N_("Customers who moved between groups from {first} to {last}"), first=sides[0], last=sides[1])
    groups = max(flows["before"].n_unique(), flows["after"].n_unique())
    chart = alt.layer(areas, *_sides(bars, speech, look))
    return finished_chart(chart, look, height=110 + 42 * groups, title=title)


def _hidden() -> dict:
    """An axis from 0 to 1 that is not drawn."""
    return {"axis": None, "scale": alt.Scale(domain=[0, 1], nice=False)}


def _areas(ribbons: pl.DataFrame, sides: tuple[str, str], speech: Speech) -> alt.Chart:
    """The ribbons."""
    area = alt.Chart(ribbons).mark_area(opacity=0.45)
    return area.encode(
        x=alt.X("x:Q", **_hidden()),
        y=alt.Y("low:Q", **_hidden()),
        y2="high:Q",
        detail="flow:N",
        tooltip=[
            alt.Tooltip("before:N", title=sides[0]),
            alt.Tooltip("after:N", title=sides[1]),
            alt.Tooltip("written:N", title=speech.say(N_("Customers"))),
        ],
    )


def _sides(bars: pl.DataFrame, speech: Speech, look: Theme) -> list[alt.Chart]:
    """The bar of every group on both sides, with its name and its customers beside it."""
    written = [f"{name}  {speech.number(count)}" for name, count in bars.select("name", "customers").rows()]
    labels = bars.with_columns(pl.Series("label", written, dtype=pl.String))
    block = alt.Chart(labels).mark_rect(color=look.ink, cornerRadius=2)
    blocks = block.encode(x=alt.X("left:Q", **_hidden()), x2="right:Q", y=alt.Y("low:Q", **_hidden()), y2="high:Q")
    names = [
        alt.Chart(labels.filter(pl.col("side") == side))
        .mark_text(align=align, dx=dx, color=look.ink, fontSize=12, limit=alt.ExprRef(f"width * {EDGE} - 8"))
        .encode(x=alt.X("edge:Q", **_hidden()), y=alt.Y("middle:Q", **_hidden()), text="label:N")
        for side, align, dx in ENDS
    ]
    return [blocks, *names]


def _laid_out(flows: pl.DataFrame, order: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The points of every ribbon, and the bar of every group on both sides."""
    total = max(int(flows["customers"].sum()), 1)
    sides = {name: _side(flows, name, order, total) for name in ("before", "after")}
    x = np.linspace(EDGE + 0.01, 1 - EDGE - 0.01, PLACES)
    step = (x - x[0]) / (x[-1] - x[0])
    bend = step * step * (3 - 2 * step)
    high, low = (
        (left[:, None] + (right - left)[:, None] * bend).ravel()
        for left, right in zip(*(side.ribbons for side in sides.values()), strict=True)
    )
    rows = flows.with_row_index("flow").select(pl.all().repeat_by(PLACES).explode())
    places = [pl.Series("x", np.tile(x, flows.height)), pl.Series("high", high), pl.Series("low", low)]
    return rows.with_columns(places), _bars(sides)


@dataclass(frozen=True)
class _Side:
    """Where groups and ribbons lie on one side: group -> (from, to, customers), tops and bottoms of the ribbons."""

    groups: dict[str, tuple[float, float, int]]
    ribbons: tuple[np.ndarray, np.ndarray]


def _side(flows: pl.DataFrame, side: str, order: Sequence[str], total: int) -> _Side:
    customers = dict(flows.group_by(side).agg(pl.col("customers").sum()).rows())
    there = [name for name in order if name in customers]
    unit = (1 - GAP * max(len(there) - 1, 0)) / total
    groups, top = {}, 1.0
    for name in there:
        groups[name] = (top - customers[name] * unit, top, customers[name])
        top = groups[name][0] - GAP
    return _Side(groups, _ribbons(flows, side, groups, unit))


def _ribbons(
    flows: pl.DataFrame, side: str, groups: dict[str, tuple[float, float, int]], unit: float
) -> tuple[np.ndarray, np.ndarray]:
    """Tops and bottoms of the ribbons, from the top of each group down."""
    free = {name: high for name, (_, high, _) in groups.items()}
    high, low = np.empty(flows.height), np.empty(flows.height)
    for at, (name, count) in enumerate(flows.select(side, "customers").rows()):
        high[at], low[at] = free[name], free[name] - count * unit
        free[name] = low[at]
    return high, low


def _bars(sides: dict[str, _Side]) -> pl.DataFrame:
    rows = []
    for side, found in sides.items():
        edge = EDGE if side == "before" else 1 - EDGE
        for name, (low, high, customers) in found.groups.items():
            rows.append((side, name, customers, low, high, (low + high) / 2, edge - 0.005, edge + 0.005, edge))
    schema = ["side", "name", "customers", "low", "high", "middle", "left", "right", "edge"]
    return pl.DataFrame(rows, schema=schema, orient="row")
