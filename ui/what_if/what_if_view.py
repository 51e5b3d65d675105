"""The studio: levers on one side, what they come to on the other, in a fragment, so that a slider answers at once."""

import streamlit as st

from retention_core.i18n import Speech
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.programme.baseline import baseline
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.monte_carlo import OutcomeRanges
from retention_core.prescribe.what_if.what_if import Outcome, Result
from retention_core.prescribe.what_if.what_if_figures import case_of, outcome_figures
from retention_core.wording.prescribe.tier_sentences import wrong_rules
from ui.kit import figure_cards, guard, show, widgets
from ui.session import session
from ui.what_if import lever_view, scenario_view
from ui.what_if.analysis_tabs import VIEWS

MAIN = ("what_if.extra_customers", "what_if.extra_revenue", "what_if.extra_profit", "what_if.extra_profit_percent")
COST = ("what_if.cost", "what_if.break_even_lift", "what_if.payback_period", "what_if.return_on_cost")
WORTH = ("what_if.clv_before", "what_if.clv_after")
ALOUD = 100
SENTENCES = {
    "nothing": N_("Nothing is changed yet. Move the first slider to see what keeping more customers brings."),
    "no_money": N_("Keeping {after} instead of {before} leaves you {more} more customers after {months} months."),
    "loss": N_("Keeping {after} instead of {before} costs {loss} more than it earns in {months} months."),
    "with_cost": N_(
        "Keeping {after} instead of {before} earns {profit} more in {months} months, after {cost} for the programme."
    ),
    "no_cost": N_(
        "Keeping {after} instead of {before} earns {profit} more in {months} months. A programme may cost up to that."
    ),
    "same_rate": N_("With these levers you earn {profit} more in {months} months, after {cost} for the programme."),
    "same_rate_loss": N_("With these levers you earn {loss} less in {months} months."),
}


@st.fragment
def studio(study: Study) -> None:
    """Levers and result."""
    with guard.report_internal_error():
        _studio(study)


def _studio(study: Study) -> None:
    if study(baseline) is None:
        show.empty(
            session.speech().say(
                "What if needs two full periods, to see how many customers stay. Choose a shorter period."
            )
        )
        return
    left, right = show.side_by_side([2, 3])
    with left, show.card("levers", stretch=False):
        lever = lever_view.levers(study)
    with right:
        _result(study, lever)


def _result(study: Study, lever: Lever) -> None:
    speech = session.speech()
    try:
        case = case_of(study, lever)
    except WrongInput as wrong:
        show.problem(wrong_rules(wrong, speech))
        return
    if case is None:
        show.problem(speech.say("These levers do not fit together. Set one of them back."))
        return
    found, drawn, figures = case.outcome, case.ranges, outcome_figures(study, case)
    show.hero(_sentence(study, found, speech), _how_sure(study, found, drawn, speech), key="what-if")
    if found.result.cut:
        show.warning(speech.say("More than everybody cannot stay: the lift is held at 100% kept."))
    figure_cards.figure_cards(study, [figures[name] for name in MAIN if figures[name].why_null != WhyNull.NO_AMOUNTS])
    names = (*(COST if found.result.cost else ()), *WORTH)
    with show.folded(speech.say("Cost, pay-back and worth of a customer"), opened=bool(found.result.cost)):
        figure_cards.figure_lines(
            study, [figures[name] for name in names if figures[name].why_null != WhyNull.NO_AMOUNTS]
        )
    known = {name: view for name, view in VIEWS.items() if found.result.extra_profit is not None or view.of_customers}
    names = {name: speech.say(view.words) for name, view in known.items()}
    picked = widgets.view(speech.say("Look closer"), names, "path", key="view")
    with show.card(f"studio-{picked}"):
        known[picked].draw(study, found, drawn)
    with show.card("scenarios"):
        scenario_view.scenarios(study, lever)


def _sentence(study: Study, found: Outcome, speech: Speech) -> str:
    """The result as one sentence to read aloud."""
    result = found.result
    values = {
        "before": Share(result.rate_before),
        "after": Share(result.rate_after),
        "months": found.lever.horizon_months,
        "more": round(result.extra_customers),
        "profit": _whole(study, result.extra_profit),
        "loss": _whole(study, -(result.extra_profit or 0)),
        "cost": _whole(study, result.cost),
    }
    return speech.say(SENTENCES[_kind_of_result(result)], **values)


def _kind_of_result(result: Result) -> str:
    if not (result.extra_customers or result.extra_profit):
        return "nothing"
    if result.extra_profit is None:
        return "no_money"
    if result.rate_after == result.rate_before:
        return "same_rate" if result.extra_profit >= 0 else "same_rate_loss"
    if result.extra_profit < 0:
        return "loss"
    return "with_cost" if result.cost else "no_cost"


def _how_sure(study: Study, found: Outcome, drawn: OutcomeRanges, speech: Speech) -> list[str]:
    """The range, and how often it pays; nothing while nothing is changed."""
    if _kind_of_result(found.result) == "nothing":
        return []
    if drawn.extra_profit is None or drawn.earns is None:
        low, high = (speech.number(round(end)) for end in drawn.extra_customers)
        return [speech.say("In 8 of 10 cases between {low} and {high} more customers.", low=low, high=high)]
    low, high = (_whole(study, end) for end in drawn.extra_profit)
    said = speech.say("In 8 of 10 cases between {low} and {high}.", low=low, high=high)
    if not found.result.cost:
        return [said]
    return [said, speech.say("It earns more than it costs in {share} of the cases.", share=Share(drawn.earns))]


def _whole(study: Study, value: float | None) -> str:
    """An amount to say aloud: without cents from a hundred up."""
    rounded = value if value is None or abs(value) < ALOUD else round(value)
    if rounded is None:
        return session.speech().write(None)
    return session.speech().money(lever_view.money_of(study, rounded), whole=True)
