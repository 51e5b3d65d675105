"""How a number is shown and opened: value, change, trend; then formula, range, other definitions, customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from pages.shared import guard, session, show
from pages.shared.plain import plain
from retention_core.describe.trends import trend
from retention_core.figures import Figure, compute, meaning_of
from retention_core.quantities import Money, Unit
from retention_core.study import Study
from retention_core.text import N_
from retention_core.text.figure_sentences import why_null
from retention_core.workbook import Workbook

SHORTEST_TREND = 3
CUSTOMER_COLUMNS = ("customer_id", "name", "email")
MONEY_COLUMNS = ("spend", "spend_in_year", "amount", "revenue", "before", "now")
HEADERS = {
    "customer_id": N_("Customer"),
    "name": N_("Name"),
    "email": N_("E-mail"),
    "spend": N_("Spend"),
    "spend_in_year": N_("Spend in 12 months"),
    "purchase_days_in_year": N_("Purchase days in 12 months"),
    "purchase_days": N_("Purchase days"),
    "first_day": N_("First purchase"),
    "last_day": N_("Last purchase"),
    "rhythm_days": N_("Usual days between purchases"),
    "before": N_("Spend in the period before"),
    "now": N_("Spend in this period"),
    "one_time": N_("Bought on one day only"),
}


@dataclass(frozen=True)
class _Past:
    """What came before a figure: the values of finished periods, the last change, and which way is good."""

    values: list[float]
    change: float | None
    less_is_better: bool


def cards(study: Study, names: Sequence[str], less_is_better: frozenset[str] = frozenset()) -> None:
    """A grid of figures; each shows its change against the period before and opens on a click."""
    with st.grid(3, min_column_width=215):
        for name in names:
            figure = compute(name, study)
            _card(study, figure, _Past(_trend(study, name), _change_of(study, figure), name in less_is_better))


def figure_cards(study: Study, figures: Sequence[Figure]) -> None:
    """The same for figures that have no history."""
    with st.grid(min_column_width=190):
        for figure in figures:
            _card(study, figure, _Past([], None, False))


def lines(study: Study, names: Sequence[str]) -> None:
    """Figures below each other, each with its name; each opens."""
    figure_lines(study, [compute(name, study) for name in names])


def figure_lines(study: Study, figures: Sequence[Figure]) -> None:
    """The same for figures already at hand."""
    for figure in figures:
        name, value = st.columns([3, 1], vertical_alignment="center", wrap=False)
        with name:
            show.sentence(session.words().say(meaning_of(figure.name).title))
        with value:
            _opener(study, figure, _short(figure))


def chips(study: Study, names: Mapping[str, str], place: str = "") -> None:
    """Figures beside each other, label and value; each opens. names: label by name; place: where, if shown twice."""
    with st.container(horizontal=True, gap="small"):
        for name, label in names.items():
            _opener(study, figure := compute(name, study), f"{label}: {_short(figure)}", place=place)


def _card(study: Study, figure: Figure, past: _Past) -> None:
    with st.container(key=f"card-{figure.name.replace('.', '-')}", border=True, height="stretch"):
        _metric(figure, past)
        _opener(study, figure, session.words().say("How is this counted?"), ":material/expand_content:")


def _opener(study: Study, figure: Figure, label: str, icon: str | None = None, place: str = "") -> None:
    """The button that opens a figure."""
    if st.button(plain(label), key=f"open-{place}{figure.name}", type="tertiary", icon=icon):
        title = session.words().say(meaning_of(figure.name).title)
        st.dialog(plain(title), width="medium", position="right")(_drawer)(study, figure)


def _metric(figure: Figure, past: _Past) -> None:
    speech, meaning, change = session.words(), meaning_of(figure.name), past.change
    st.metric(
        plain(speech.say(meaning.title)),
        plain(_short(figure)),
        None if change is None else plain(_signed(change, figure)),
        delta_color=_colour(change, past.less_is_better),
        delta_arrow="off" if not change else "up" if change > 0 else "down",
        delta_description=None if change is None else plain(speech.say("vs. period before")),
        chart_data=past.values if len(past.values) >= SHORTEST_TREND else None,
        chart_type="area",
        help=plain(speech.say(meaning.meaning)),
    )


def _colour(change: float | None, less_is_better: bool) -> str:
    """Told, not left to the sign of the text: an escaped minus is none."""
    return "gray" if not change else "green" if (change > 0) is not less_is_better else "red"


def _trend(study: Study, name: str) -> list[float]:
    """The figure over the finished periods in which it is known."""
    return [value for value in trend(study, name).filter("finished")["value"] if value is not None]


def _change_of(study: Study, figure: Figure) -> float | None:
    """The last finished period against the one just before it; null where either is not known."""
    last_two = trend(study, figure.name).filter("finished")["value"].tail(2).to_list()
    if figure.value is None or len(last_two) < 2 or None in last_two:
        return None
    return round(last_two[1] - last_two[0], 4)


def _signed(change: float, figure: Figure) -> str:
    speech, sign = session.words(), "+" if change > 0 else ""
    if figure.unit in (Unit.SHARE, Unit.POINTS):
        return speech.points(change)
    if isinstance(figure.value, Money):
        return sign + speech.money(
            Money.of(change if abs(change) < 100 else round(change), 2, figure.value.currency), short=True, whole=True
        )
    return sign + speech.valued(change if figure.unit is Unit.RATIO else round(change), figure.unit)


def _short(figure: Figure) -> str:
    """The value, large amounts shortened: the drawer has them in full."""
    return session.words().figure(figure, short=True)


def _drawer(study: Study, figure: Figure) -> None:
    with guard.our_fault():
        _explanation(study, figure)


def _explanation(study: Study, figure: Figure) -> None:
    speech, meaning = session.words(), meaning_of(figure.name)
    show.hero(speech.figure(figure), [speech.say(meaning.meaning)], key="figure")
    if figure.why_null:
        show.empty(why_null(figure.why_null, speech))
    else:
        show.heading(speech.say("The formula, with your figures"))
        show.sentence(speech.say(meaning.formula, **figure.inputs))
    if figure.low is not None and figure.high is not None:
        show.heading(speech.say("How sure is it?"))
        show.sentence(_range(figure))
    _others(study, figure)
    _customers(study.workbook, figure)


def _range(figure: Figure) -> str:
    speech = session.words()
    low, high = speech.valued(figure.low, figure.unit), speech.valued(figure.high, figure.unit)
    return speech.say(
        "By chance and by ups and downs between periods it could be anywhere from {low} to {high} (95% range).",
        low=low,
        high=high,
    )


def _others(study: Study, figure: Figure) -> None:
    if not figure.others:
        return
    speech = session.words()
    show.heading(speech.say("Other numbers people use"))
    for name in figure.others:
        meaning = meaning_of(name)
        show.strong(f"{speech.say(meaning.title)}: {speech.figure(compute(name, study))}")
        show.quiet(speech.say(meaning.meaning))


def _customers(workbook: Workbook, figure: Figure) -> None:
    if figure.customers is None:
        return
    speech = session.words()
    behind = figure.customers()
    show.heading(speech.say("The customers behind it"), speech.count("{n} customer", "{n} customers", behind.height))
    show.listing(with_names(workbook, behind), figure.name)


def exact(minor: pl.Expr, decimals: int) -> pl.Expr:
    """Minor units as exact decimal numbers, so that a downloaded column adds up to the last digit."""
    return minor.cast(pl.Decimal(38, decimals)) / pl.lit(10**decimals).cast(pl.Decimal(38, 0))


def with_names(workbook: Workbook, customers: pl.DataFrame) -> pl.DataFrame:
    """A table of customer codes with ids and names in place of the codes, whole money, headers in words."""
    say, known = session.words().say, workbook.customers
    names = known.select(column for column in CUSTOMER_COLUMNS if column in known.columns)[customers["customer_code"]]
    rest = customers.drop("customer_code").with_columns(
        exact(pl.col(column), workbook.decimals) for column in customers.columns if column in MONEY_COLUMNS
    )
    table = pl.concat([names, rest], how="horizontal")
    return table.rename({column: say(words) for column, words in HEADERS.items() if column in table.columns})
