"""The studio: levers on one side, what they come to on the other, in a fragment, so that a slider answers at once."""

import streamlit as st

from retention_core.kernel.errors import WrongInput
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.programme.baseline import Baseline, baseline
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.what_if_figures import Case, case_of, outcome_figures
from retention_core.wording.prescribe.tier_sentences import wrong_rules
from retention_core.wording.prescribe.what_if_sentences import how_sure, what_it_brings
from ui.kit import figure_cards, guard, show, widgets
from ui.session import session
from ui.what_if import lever_view, scenario_view
from ui.what_if.analysis_tabs import VIEWS

MAIN = ("what_if.extra_customers", "what_if.extra_revenue", "what_if.extra_profit", "what_if.extra_profit_percent")
COST = ("what_if.cost", "what_if.break_even_lift", "what_if.payback_period", "what_if.return_on_cost")
WORTH = ("what_if.clv_before", "what_if.clv_after")


@st.fragment
def studio(study: Study) -> None:
    """Levers and result."""
    with guard.report_internal_error():
        _studio(study)


def _studio(study: Study) -> None:
    shop = study(baseline)
    if shop is None:
        show.empty(
            session.speech().say(
                "What if needs two full periods, to see how many customers stay. Choose a shorter period."
            )
        )
        return
    left, right = show.side_by_side([2, 3])
    with left, show.card("levers", stretch=False):
        lever = lever_view.levers(study, shop)
    with right:
        _result(study, shop, lever)


def _result(study: Study, shop: Baseline, lever: Lever) -> None:
    speech = session.speech()
    try:
        case = case_of(study, lever)
    except WrongInput as wrong:
        show.problem(wrong_rules(wrong, speech))
        return
    if case is None:
        show.problem(speech.say("These levers do not fit together. Set one of them back."))
        return
    result, currency = case.outcome.result, study.workbook.currency
    lines = how_sure(case.outcome, case.ranges, currency, speech)
    show.hero(what_it_brings(case.outcome, currency, speech), lines, key="what-if")
    if result.cut:
        show.warning(speech.say("More than everybody cannot stay: the lift is held at 100% kept."))
    _figures(study, case)
    known = {name: view for name, view in VIEWS.items() if shop.has_money or view.of_customers}
    names = {name: speech.say(view.words) for name, view in known.items()}
    picked = widgets.view(speech.say("Look closer"), names, "path", key="view")
    with show.card(f"studio-{picked}"):
        known[picked].draw(study, case)
    with show.card("scenarios"):
        scenario_view.scenarios(study, shop, lever)


def _figures(study: Study, case: Case) -> None:
    say, figures, cost = session.speech().say, outcome_figures(study, case), case.outcome.result.cost
    figure_cards.figure_cards(study, [figures[name] for name in MAIN if figures[name].why_null != WhyNull.NO_AMOUNTS])
    names = (*(COST if cost else ()), *WORTH)
    with show.folded(say("Cost, pay-back and worth of a customer"), opened=bool(cost)):
        figure_cards.figure_lines(
            study, [figures[name] for name in names if figures[name].why_null != WhyNull.NO_AMOUNTS]
        )
