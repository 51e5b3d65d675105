"""What keeping more customers earns, period by period."""

from collections.abc import Callable

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis, whole_steps
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_


def profit_chart(
    cumulative: pl.DataFrame, money: Callable[[float], str], unit_title: str, speech: Speech, look: Theme
) -> Drawing:
    """Extra profit so far after each period, cost included; the point where it passes zero is marked.

    cumulative: step (0 = today), extra_profit (whole money, not minor units), in step order.
    """
    last = int(cumulative["step"].max() or 1)  # type: ignore[arg-type]
    points = cumulative.with_columns(
        pl.Series("written", [money(value) for value in cumulative["extra_profit"]], dtype=pl.String)
    )
    x = alt.X(
        "step:Q",
        axis=alt.Axis(title=unit_title, grid=False, values=whole_steps(last), format="d", labelOverlap=False),
        scale=alt.Scale(domain=[0, last], nice=False),
    )
    y = alt.Y("extra_profit:Q", title=None, **value_axis([*points["extra_profit"], 0.0], money))
    tooltip = [
        alt.Tooltip("step:Q", title=unit_title),
        alt.Tooltip("written:N", title=speech.say(N_("Extra profit so far"))),
    ]
    area = alt.Chart(points).mark_area(color=look.stay, opacity=0.15, line=False).encode(x=x, y=y)
    line = alt.Chart(points).mark_line(color=look.stay, strokeWidth=2.5).encode(x=x, y=y, tooltip=tooltip)
    zero = alt.Chart(pl.DataFrame({"extra_profit": [0.0]})).mark_rule(color=look.muted, strokeDash=[4, 3]).encode(y=y)
    layers = area + zero + line
    crossing = _crossing(cumulative)
    if crossing is not None:
        layers = layers + _mark(crossing, speech, look)
    return finished_chart(layers, look, height=260, title=speech.say(N_("Extra profit so far, cost included")))


def _mark(crossing: float, speech: Speech, look: Theme) -> Drawing:
    """The point of pay-back with its words beside it."""
    words = speech.say(N_("pays for itself at {when}"), when=speech.number(round(crossing, 1)))
    point = alt.Chart(pl.DataFrame({"step": [crossing], "extra_profit": [0.0], "words": [words]})).encode(
        x="step:Q", y="extra_profit:Q"
    )
    return point.mark_circle(color=look.accent, size=90, opacity=1) + point.mark_text(
        color=look.accent, dy=-14, align="center", fontSize=12, fontWeight=600
    ).encode(text="words:N")


def _crossing(cumulative: pl.DataFrame) -> float | None:
    """Where the line goes from below zero to zero or above, for good; null where it never does or always is."""
    profit, step = cumulative["extra_profit"].to_list(), cumulative["step"].to_list()
    below = [place for place, value in enumerate(profit) if value < 0]
    if not below or below[-1] == len(profit) - 1:
        return None
    before, after = profit[below[-1]], profit[below[-1] + 1]
    return step[below[-1]] + (step[below[-1] + 1] - step[below[-1]]) * -before / (after - before)
