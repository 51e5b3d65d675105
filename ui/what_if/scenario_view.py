"""Scenarios: named, kept in the link, side by side, and as an Excel file that reckons by itself."""

import streamlit as st

from retention_core.export.scenario_workbook import Scenario, scenario_workbook
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.scenario_link import LONGEST_NAME, MOST_SCENARIOS, scenarios_of, scenarios_text
from retention_core.prescribe.what_if.what_if import Outcome, outcome
from retention_core.prescribe.what_if.what_if_figures import shop_for
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.session import session
from ui.what_if.lever_view import money_of

LINK = "kept"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = (
    *(N_("More customers at the end"), N_("More revenue"), N_("Cost of the programme"), N_("More profit")),
    *(N_("More profit, in percent"), N_("Pays for itself from")),
)


def scenarios(study: Study, shop: Baseline, lever: Lever) -> None:
    """The kept ones beside the present one."""
    say = session.speech().say
    kept = scenarios_of(st.query_params.get(LINK, ""))
    show.heading(
        say("Scenarios"),
        say("Name the levers and keep them, up to four. The link of this page carries the settings, never data."),
    )
    _keep(kept, lever)
    now = say("As the levers are now")
    shown = {now: lever} | kept
    found = {
        name: told for name, it in shown.items() if (told := _outcome(shop_for(study, it) or shop, it)) is not None
    }
    if kept:
        _side_by_side(study, found)
        _drop(kept)
    named = [Scenario(name, shown[name]) for name in found]
    speech, with_all = session.speech(), shop_for(study, *(scenario.lever for scenario in named)) or shop
    label = say("Excel with live formulas")
    show.download(label, lambda: scenario_workbook(with_all, named, speech), "what-if.xlsx", XLSX)


def _keep(kept: dict[str, Lever], lever: Lever) -> None:
    say = session.speech().say
    if len(kept) >= MOST_SCENARIOS:
        show.quiet(say("Four are kept. Take one away to keep another."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label, key = as_literal_text(say("Name of this scenario")), f"scenario-name-{len(kept)}"
        name = st.text_input(label, key=key, max_chars=LONGEST_NAME).strip() or say("Scenario {n}", n=len(kept) + 1)
        st.button(
            as_literal_text(say("Keep it")),
            icon=":material/bookmark_add:",
            key="keep-scenario",
            on_click=_to_link,
            args=(kept | {name: lever},),
        )


def _drop(kept: dict[str, Lever]) -> None:
    say = session.speech().say
    with st.container(horizontal=True):
        for at, name in enumerate(kept):
            rest = {other: lever for other, lever in kept.items() if other != name}
            label, key = as_literal_text(say("Take away: {name}", name=name)), f"drop-scenario-{at}"
            st.button(label, key=key, type="tertiary", on_click=_to_link, args=(rest,))


def _to_link(kept: dict[str, Lever]) -> None:
    session.to_link(LINK, scenarios_text(kept) if kept else "", "")


def _outcome(shop: Baseline, lever: Lever) -> Outcome | None:
    """Null for a scenario for tiers that this shop does not have."""
    try:
        return outcome(shop, lever)
    except WrongInput:
        return None


def _side_by_side(study: Study, found: dict[str, Outcome]) -> None:
    speech = session.speech()
    columns = [_column(study, told) for told in found.values()]
    rows = [(speech.say(label), *(column[at] for column in columns)) for at, label in enumerate(ROWS)]
    show.ledger([speech.say("Over the whole time"), *found], rows)


def _column(study: Study, found: Outcome) -> list[object]:
    result = found.result
    money = [
        None if value is None else money_of(study, value)
        for value in (result.extra_revenue, result.cost, result.extra_profit)
    ]
    percent = None if result.percent is None else Share(result.percent)
    even = None if result.break_even_lift is None else Share(result.break_even_lift)
    return [round(result.extra_customers), *money, percent, even]
