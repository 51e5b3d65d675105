"""The studio the other way round: the lift for a wished profit, the most it may cost, lift against cost."""

from retention_core.charts import cost_map_chart, map_cells
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.levers import LiftDefinition
from retention_core.prescribe.what_if.goal_seek import cost_map, lift_for_profit, usual_wish
from retention_core.prescribe.what_if.what_if_figures import Case
from ui.kit import show, widgets
from ui.session import session
from ui.what_if.lever_view import money_of
from ui.what_if.paths_view import written

SHORT_READINGS = {
    LiftDefinition.POINTS: N_("Points"),
    LiftDefinition.RELATIVE: N_("Relative"),
    LiftDefinition.FEWER_LEAVERS: N_("Fewer leavers"),
}


def goals(study: Study, case: Case) -> None:
    """The other way round."""
    speech, found = session.speech(), case.outcome
    show.heading(speech.say("Goals, the other way round"), speech.say("All other levers stay as they are."))
    usual = usual_wish(found.result.extra_profit)
    wished = widgets.number_input(speech.say("The extra profit you wish for"), "wished", usual, step=100.0)
    lift = lift_for_profit(case.shop, found.lever, wished)
    months = found.lever.horizon_months
    if lift is None:
        show.sentence(
            speech.say("No lift brings so much in {months} months, not even if everybody stayed.", months=months)
        )
    else:
        show.sentence(
            speech.say(
                "For {profit} more in {months} months, the lift must be {lift} ({reading}).",
                profit=money_of(study, wished), months=months, lift=Share(lift),
                reading=speech.say(SHORT_READINGS[found.lever.reading]),
            )
        )  # fmt: skip
    most = case.most
    show.strong(speech.say("What the programme may cost at most"))
    show.quiet(speech.say("Each of these alone, nothing else being paid; beyond it the programme loses money."))
    kind = speech.period_kind(found.kind)
    discount = None if most.discount_held is None else Share(most.discount_held)
    rows: list[tuple[str, object]] = [
        (speech.say("In all, in money of today"), money_of(study, most.in_all)),
        (speech.say("A fixed sum per {period}", period=kind), maybe(study, most.per_period)),
        (speech.say("For each customer it works on, per {period}", period=kind), maybe(study, most.per_member)),
        (speech.say("As a discount on what they spend"), discount),
    ]
    show.ledger([speech.say("Paid as"), speech.say("At most")], rows)


def maybe(study: Study, value: float | None) -> Money | None:
    """A calculated amount; null where it is not known."""
    return None if value is None else money_of(study, value)


def lift_and_cost(study: Study, case: Case) -> None:
    """Lift against cost."""
    speech = session.speech()
    show.heading(
        speech.say("Lift against cost"),
        speech.say("Green earns, orange loses; on the dashed line nothing is left. The other levers stay as they are."),
    )
    lever = case.outcome.lever
    shown, here = cost_map(case.shop, lever), (lever.lift, lever.cost_per_period)
    show.chart(cost_map_chart(shown, here, written(study), speech, session.theme()), map_cells(shown), "cost-map")
