"""How a number is shown and opened: value, change, trend; then formula, range, other definitions, customers.

Each block is a fragment: a click that opens a number does not draw the page again.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from retention_core.catalog.all_figures import compute, meaning_of
from retention_core.catalog.past_values import PastValues, past_values
from retention_core.kernel.figure import Figure
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.wording.describe.card_sentences import card_lines, card_value, in_few_customers, signed_change
from retention_core.wording.describe.figure_sentences import why_null
from ui.kit import customer_lists, guard, show
from ui.kit.literal_text import as_literal_text
from ui.kit.other_definitions import other_numbers
from ui.session import session

SHORTEST_TREND = 3
UPS_AND_DOWNS = N_(
    "By chance and by ups and downs between periods it could be anywhere from {low} to {high} (95% range)."
)
CHANCE_ALONE = N_("Chance alone could bring it anywhere from {low} to {high} (95% range).")


@st.fragment
def cards(study: Study, names: Sequence[str], less_is_better: frozenset[str] = frozenset()) -> None:
    """A grid of figures; each with its trend, the period before, the year before and its range; opens on a click."""
    with guard.report_internal_error(), st.grid(3, min_column_width=215):
        for name in names:
            figure = compute(name, study)
            _card(study, figure, past_values(study, name), less_is_better=name in less_is_better)


def figure_cards(study: Study, figures: Sequence[Figure]) -> None:
    """The same for figures that have no history."""
    with st.grid(min_column_width=190):
        for figure in figures:
            _card(study, figure, PastValues())


@st.fragment
def lines(study: Study, names: Sequence[str]) -> None:
    """Figures below each other, each with its name; each opens."""
    with guard.report_internal_error():
        figure_lines(study, [compute(name, study) for name in names])


def figure_lines(study: Study, figures: Sequence[Figure]) -> None:
    """The same for figures already at hand."""
    for figure in figures:
        name, value = st.columns([3, 1], vertical_alignment="center", wrap=False)
        with name:
            show.sentence(session.speech().say(meaning_of(figure.name).title))
        with value:
            _opener(study, figure, _short(figure), place="line-")


@st.fragment
def figure_chips(study: Study, names: Mapping[str, str], place: str = "") -> None:
    """Figures beside each other, label and value; each opens. names: label by name; place: where, if shown twice."""
    with guard.report_internal_error(), st.container(horizontal=True, gap="small"):
        for name, label in names.items():
            _opener(study, figure := compute(name, study), f"{label}: {_short(figure)}", place=place)


@st.fragment
def details_button(study: Study, name: str, label: str, icon: str | None = None) -> None:
    """A button with words of its own that opens a figure."""
    with guard.report_internal_error():
        _opener(study, compute(name, study), label, icon, place="words-")


def _card(study: Study, figure: Figure, past: PastValues, *, less_is_better: bool = False) -> None:
    with st.container(key=f"card-{figure.name.replace('.', '-')}", border=True, height="stretch"):
        _metric(figure, past, less_is_better=less_is_better)
        with st.container(gap=None):
            for line in _below(figure, past):
                show.quiet(line)
        _opener(study, figure, session.speech().say("How is this counted?"), ":material/expand_content:")


def _opener(study: Study, figure: Figure, label: str, icon: str | None = None, *, place: str = "") -> None:
    """The button that opens a figure; `place` tells several of one figure apart."""
    if st.button(as_literal_text(label), key=f"open-{place}{figure.name}", type="tertiary", icon=icon):
        title = session.speech().say(meaning_of(figure.name).title)
        st.dialog(as_literal_text(title), width="medium", position="right")(_drawer)(study, figure)


def _below(figure: Figure, past: PastValues) -> list[str]:
    """What stands below a value: the year before and the range, or why it is not known."""
    speech = session.speech()
    return [why_null(figure.why_null, speech)] if figure.why_null else card_lines(figure, past, speech)


def _metric(figure: Figure, past: PastValues, *, less_is_better: bool) -> None:
    speech, meaning = session.speech(), meaning_of(figure.name)
    change = None if figure.value is None or in_few_customers(figure) else past.change
    st.metric(
        as_literal_text(speech.say(meaning.title)),
        as_literal_text(card_value(figure, speech)),
        None if change is None else as_literal_text(signed_change(change, figure, speech)),
        delta_color=_colour(change, less_is_better=less_is_better),
        delta_arrow="off" if not change else "up" if change > 0 else "down",
        delta_description=None if change is None else as_literal_text(_than(past)),
        chart_data=list(past.values) if len(past.values) >= SHORTEST_TREND else None,
        chart_type="area",
        help=as_literal_text(speech.say(meaning.meaning)),
    )


def _than(past: PastValues) -> str:
    say = session.speech().say
    return say("vs. 30 days before") if past.daily else say("vs. period before")


def _colour(change: float | None, *, less_is_better: bool) -> Literal["gray", "green", "red"]:
    """Told, not left to the sign of the text: an escaped minus is none."""
    if not change:
        return "gray"
    return "green" if (change > 0) is not less_is_better else "red"


def _short(figure: Figure) -> str:
    """The value as on a card: the drawer has it in full."""
    return card_value(figure, session.speech())


def _drawer(study: Study, figure: Figure) -> None:
    with guard.report_internal_error():
        _explanation(study, figure)


def _explanation(study: Study, figure: Figure) -> None:
    speech, meaning = session.speech(), meaning_of(figure.name)
    show.hero(speech.figure(figure), [speech.say(meaning.meaning)], key="figure")
    if figure.why_null:
        show.empty(why_null(figure.why_null, speech))
    else:
        show.heading(speech.say("The formula, with your figures"))
        show.sentence(speech.say(meaning.formula, **figure.inputs))
    if figure.low is not None and figure.high is not None:
        show.heading(speech.say("How sure is it?"))
        show.sentence(_range(figure))
    other_numbers(study, figure)
    _customers(study, figure)


def _range(figure: Figure) -> str:
    speech = session.speech()
    low, high = speech.valued(figure.low, figure.unit), speech.valued(figure.high, figure.unit)
    return speech.say(UPS_AND_DOWNS if figure.unit is Unit.SHARE else CHANCE_ALONE, low=low, high=high)


def _customers(study: Study, figure: Figure) -> None:
    if figure.customers is None:
        return
    speech = session.speech()
    behind = figure.customers(study)
    show.heading(speech.say("The customers behind it"), speech.count("{n} customer", "{n} customers", behind.height))
    customer_lists.listing(study.workbook, behind, figure.name)
