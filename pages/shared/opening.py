"""How a number is shown and opened: value, change, trend; then formula, range, other definitions, customers."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from pages.shared import session, show
from pages.shared.plain import plain
from retention_core.describe.trends import trend
from retention_core.figures import Figure, compute, meaning_of
from retention_core.quantities import Money, Unit
from retention_core.study import Study
from retention_core.text.figure_sentences import why_null
from retention_core.workbook import Workbook

SHORTEST_TREND = 3
CUSTOMER_COLUMNS = ("customer_id", "name", "email")


def cards(study: Study, names: Sequence[str], less_is_better: frozenset[str] = frozenset()) -> None:
    """A grid of figures; each shows its change against the period before and opens on a click."""
    with st.grid(min_column_width=215):
        for name in names:
            with st.container(key=f"card-{name.replace('.', '-')}", border=True, height="stretch"):
                _metric(study, name, name in less_is_better)
                opener(study, name)


def opener(study: Study, name: str) -> None:
    """The button that opens a figure."""
    label = plain(session.words().say("How is this counted?"))
    if st.button(label, key=f"open-{name}", type="tertiary", icon=":material/expand_content:"):
        _open(study, name)


def _metric(study: Study, name: str, less_is_better: bool) -> None:
    speech, figure, values = session.words(), compute(name, study), _trend(study, name)
    change = _change(values, figure.unit)
    st.metric(
        plain(speech.say(meaning_of(name).title)),
        plain(_short(figure)),
        None if change is None else plain(_signed(change, figure)),
        delta_color="off" if change == 0 else "inverse" if less_is_better else "normal",
        delta_arrow="off" if not change else "up" if change > 0 else "down",
        delta_description=None if change is None else plain(speech.say("than the period before")),
        chart_data=values if len(values) >= SHORTEST_TREND else None,
        chart_type="area",
        help=plain(speech.say(meaning_of(name).meaning)),
    )


def _trend(study: Study, name: str) -> list[float]:
    """The figure over the finished periods in which it is known."""
    periods = trend(study, name)
    return periods.filter(pl.col("finished") & pl.col("value").is_not_null())["value"].cast(pl.Float64).to_list()


def _change(values: list[float], unit: Unit) -> float | None:
    """Last value against the one before, in what is shown of them: a change too small to show is none."""
    if len(values) < 2 or unit in (Unit.DAY, Unit.WORD):
        return None
    return round(values[-1] - values[-2], 4)


def _signed(change: float, figure: Figure) -> str:
    speech = session.words()
    if figure.unit in (Unit.SHARE, Unit.POINTS):
        return speech.points(change)
    if isinstance(figure.value, Money):
        return ("+" if change > 0 else "") + speech.money(Money.of(change, 2, figure.value.currency), short=True)
    return ("+" if change > 0 else "") + speech.valued(change if figure.unit is Unit.RATIO else round(change), figure.unit)


def _short(figure: Figure) -> str:
    if isinstance(figure.value, Money):
        return session.words().money(figure.value, short=True)
    return session.words().figure(figure)


def _open(study: Study, name: str) -> None:
    """The drawer of a figure."""
    st.dialog(plain(session.words().say(meaning_of(name).title)), width="medium", position="right")(_drawer)(study, name)


def _drawer(study: Study, name: str) -> None:
    speech, figure, meaning = session.words(), compute(name, study), meaning_of(name)
    show.hero(speech.figure(figure), [speech.say(meaning.meaning)])
    if figure.why_null:
        show.empty(why_null(figure.why_null, speech))
    else:
        show.heading(speech.say("The formula, with your figures"))
        show.sentence(speech.say(meaning.formula, **figure.inputs))
    if figure.low is not None and figure.high is not None:
        show.heading(speech.say("How sure is it?"))
        show.sentence(_range(figure))
    _others(study, figure)
    _customers(study.workbook, figure, name)


def _range(figure: Figure) -> str:
    speech = session.words()
    low, high = speech.valued(figure.low, figure.unit), speech.valued(figure.high, figure.unit)
    return speech.say("By chance alone it could as well be anywhere from {low} to {high} (95% range).", low=low, high=high)


def _others(study: Study, figure: Figure) -> None:
    if not figure.others:
        return
    speech = session.words()
    show.heading(speech.say("Other numbers people use"))
    for name in figure.others:
        other, meaning = compute(name, study), meaning_of(name)
        show.strong(f"{speech.say(meaning.title)}: {speech.figure(other)}")
        show.quiet(speech.say(meaning.meaning))


def _customers(workbook: Workbook, figure: Figure, name: str) -> None:
    if figure.customers is None:
        return
    speech = session.words()
    show.heading(speech.say("The customers behind it"))
    show.listing(with_names(workbook, figure.customers()), name)


def with_names(workbook: Workbook, customers: pl.DataFrame) -> pl.DataFrame:
    """A table of customer codes with their ids in place of the codes; amounts as money."""
    codes = customers["customer_code"]
    names = workbook.customers.select(column for column in CUSTOMER_COLUMNS if column in workbook.customers.columns)
    rest = customers.drop("customer_code").with_columns(
        (pl.col(column) / 10**workbook.decimals) for column in customers.columns if column in ("spend", "amount", "revenue")
    )
    return pl.concat([names[codes], rest], how="horizontal")
