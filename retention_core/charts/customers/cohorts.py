"""Cohorts as a heat map, and the way from the first purchase to the second."""

from collections.abc import Callable

import altair as alt
import polars as pl

from retention_core.charts.forms.axes import value_axis
from retention_core.charts.forms.stacked_bars import tooltips
from retention_core.charts.forms.theme import Drawing, Theme, finished_chart
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.settings import PeriodKind

ROW_HEIGHT, HEADING = 26, 84
MOST = 12
PICK = "cell"


def cohort_chart(
    cohorts: pl.DataFrame, kind: PeriodKind, speech: Speech, look: Theme, money: Callable[[float], str] | None = None
) -> Drawing:
    """One row per cohort, one cell per later period: the darker, the more came again; empty: not known. A click picks.

    cohorts   as `describe.cohorts.cohorts` gives them; the latest `MOST` cohorts of which anything is known are drawn
    money     writes whole money; then the cells show `each`, the revenue per customer, in place of the share
    """
    cells = _cells(cohorts, kind, speech, money)
    title = speech.say(
        N_("Revenue per customer of each group of new customers, period by period")
        if money
        else N_("Share of each group of new customers who came again, period by period")
    )
    height = HEADING + ROW_HEIGHT * cells["first"].n_unique()
    told = N_("Revenue per customer") if money else N_("Came again")
    return finished_chart(_heat_map(cells, told, speech, look), look, height=height, title=title)


def _cells(
    cohorts: pl.DataFrame, kind: PeriodKind, speech: Speech, money: Callable[[float], str] | None
) -> pl.DataFrame:
    """One row per cell drawn: first, cohort_on, age, shown (its colour), later, written, label, counts (in words)."""
    value, first_age = ("share", 1) if money is None else ("each", 0)
    known = cohorts.filter(pl.col("age").is_between(first_age, MOST) & pl.col(value).is_not_null())
    latest = known["cohort"].unique().sort(descending=True).head(MOST)
    seen = known.filter(pl.col("cohort").is_in(latest.implode()))
    write = money or (lambda share: speech.share(share, 0))
    written = [write(number) for number in seen[value]]
    return seen.select(
        pl.Series("first", [speech.period(kind, day, short=True) for day in seen["cohort"]], dtype=pl.String),
        pl.Series("cohort_on", [day.isoformat() for day in seen["cohort"]], dtype=pl.String),
        "age",
        pl.col(value).alias("shown"),
        pl.Series("later", [str(age) for age in seen["age"]], dtype=pl.String),
        pl.Series("written", written, dtype=pl.String),
        pl.Series("label", written if money else [_percent(share, speech) for share in seen[value]], dtype=pl.String),
        pl.Series("counts", _counts(seen, speech), dtype=pl.String),
    )


def _heat_map(cells: pl.DataFrame, told: str, speech: Speech, look: Theme) -> Drawing:
    """Coloured cells that can be picked, each with its label; told: what they show."""
    ages = [str(age) for age in sorted(cells["age"].unique())]
    high = max([0.01, *cells["shown"]])
    base = alt.Chart(cells).encode(
        x=alt.X("later:O", sort=ages, axis=_top_axis(speech.say(N_("Periods later")))),
        y=alt.Y("first:O", sort=cells["first"].unique(maintain_order=True).to_list(), axis=_side_axis()),
        tooltip=tooltips(
            speech,
            ("first", N_("First bought")),
            ("later", N_("Periods later")),
            ("written", told),
            ("counts", N_("Customers")),
        ),
    )
    ink = alt.condition(alt.datum.shown > high * 0.6, alt.value(look.on_stay), alt.value(look.ink))
    labels = base.mark_text(fontSize=11, limit=alt.ExprRef(f"width / {max(1, len(ages))} - 2")).encode(
        text="label:N", color=ink
    )
    return _blocks(base, high, look) + labels


def _blocks(base: alt.Chart, high: float, look: Theme) -> alt.Chart:
    """The cells: the nearer to `high`, the darker; the picked one is framed."""
    picked = alt.selection_point(name=PICK, fields=["cohort_on", "age"], empty=False)
    blocks = base.mark_rect(cornerRadius=2, strokeWidth=2, cursor="pointer").encode(
        color=alt.Color("shown:Q", legend=None, scale=alt.Scale(domain=[0, high], range=[look.pale, look.stay])),
        stroke=alt.condition(picked, alt.value(look.accent), alt.value(look.ground)),
    )
    return blocks.add_params(picked)


def funnel_chart(funnel: pl.DataFrame, speech: Speech, look: Theme) -> Drawing:
    """Of 100 first-time buyers, how many came back within so many days, with the 95% range.

    funnel: as `describe.funnel.second_purchase_funnel` gives it.
    """
    seen = funnel.filter(pl.col("share").is_not_null())
    bars = seen.with_columns(
        pl.Series("within", [speech.days(days) for days in seen["within_days"]], dtype=pl.String),
        pl.Series("written", [speech.share(share) for share in seen["share"]], dtype=pl.String),
    )
    axis = value_axis([0.0, *bars["high"]], lambda mark: speech.share(mark, 0))
    base = alt.Chart(bars).encode(
        x=alt.X("within:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, ticks=False)),
        tooltip=[
            alt.Tooltip("within:N", title=speech.say(N_("Within"))),
            alt.Tooltip("written:N", title=speech.say(N_("Came again"))),
        ],
    )
    blocks = base.mark_bar(color=look.stay, cornerRadiusEnd=3, size=44).encode(y=alt.Y("share:Q", title=None, **axis))
    ranges = base.mark_rule(color=look.muted, strokeWidth=1.5).encode(y=alt.Y("low:Q", title=None, **axis), y2="high:Q")
    labels = base.mark_text(dy=-8, dx=24, color=look.ink, fontWeight=600).encode(
        y=alt.Y("share:Q", title=None, **axis), text="written:N"
    )
    title = speech.say(N_("Share of first-time buyers who came back, by the days they had"))
    return finished_chart(blocks + ranges + labels, look, height=260, title=title)


def _percent(share: float, speech: Speech) -> str:
    return speech.number(round(100 * share))


def _counts(cells: pl.DataFrame, speech: Speech) -> list[str]:
    pairs = cells.select("present", "customers").rows()
    return [speech.say(N_("{present} of {customers}"), present=there, customers=all_) for there, all_ in pairs]


def _top_axis(title: str) -> alt.Axis:
    return alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False, title=title)


def _side_axis() -> alt.Axis:
    return alt.Axis(title=None, ticks=False, domain=False, labelPadding=6, labelOverlap=False)
