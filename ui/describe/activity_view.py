"""The blocks of the page on activity: who is active, who has begun, and after how long."""

from retention_core.catalog.all_figures import compute
from retention_core.charts import active_chart, curve_chart, survival_points
from retention_core.describe.activity.usage import activity_by_day, events, time_to_activation
from retention_core.describe.activity.usage_figures import activation_figure, activation_members
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.wording.describe import stay_sentences as sentences
from ui.kit import customer_lists, figure_cards, show, widgets
from ui.kit.tables import headed
from ui.session import session

CARDS = (
    *("activity.stickiness", "activity.daily_active"),
    *("activity.weekly_active", "activity.monthly_active"),
)
WITHIN = (1, 3, 7, 14, 30)
USUAL = 14
AGAIN = ""
BEGUN, NOT_BEGUN = "begun", "missing"
HEADERS = {
    "day": N_("Day"),
    "daily": N_("Active on the day"),
    "weekly": N_("Active in 7 days"),
    "monthly": N_("Active in 30 days"),
    "stickiness": N_("Stickiness"),
    "time": N_("Days"),
    "at_risk": N_("Not yet just before"),
    "ended": N_("Did it on that day"),
    "staying": N_("Share not yet"),
    "standard_error": N_("Standard error"),
    "low": N_("Lowest (95% range)"),
    "high": N_("Highest (95% range)"),
}


def finding(study: Study) -> None:
    """How many are active, in one sentence."""
    monthly, stickiness = (compute(name, study) for name in ("activity.monthly_active", "activity.stickiness"))
    show.hero(sentences.who_is_active(monthly, stickiness, session.speech()), key="activity")


def cards(study: Study) -> None:
    """Active by day, week and month, and how they go together."""
    figure_cards.cards(study, CARDS)


def active(study: Study) -> None:
    """Three lines over all days."""
    table = study(activity_by_day)
    show.chart(active_chart(table, session.speech(), session.theme()), headed(table, HEADERS), "active")


def activation(study: Study) -> None:
    """How many new customers have begun, after how long, and who they are; what that means can be chosen."""
    speech = session.speech()
    event, within = _what(study)
    rate, curve = activation_figure(study, event, within), study(time_to_activation, event)
    show.sentence(" ".join(sentences.who_begins(rate, curve, speech)))
    if rate.why_null:
        return
    left, right = show.side_by_side([1, 3])
    with left:
        figure_cards.figure_cards(study, [rate])
    with right:
        drawn = curve_chart(
            survival_points({speech.say("New customers"): curve}, rising=True, until=90),
            speech,
            session.theme(),
            x=speech.say(N_("Days since the first day")),
            share=speech.say(N_("Have done it")),
            title=speech.say(N_("Share of new customers who have done it after so many days, with its 95% range")),
            steps=True,
        )
        show.chart(drawn, headed(curve.table, HEADERS), "time-to-activation")
    _lists(study, event, within)


def _what(study: Study) -> tuple[str | None, int]:
    """What shows that a new customer has begun, and within how many days."""
    speech, known = session.speech(), study(events)
    names = {AGAIN: speech.say("They came on a second day")} | {name: name for name in known["event"]}
    left, right = show.side_by_side([1, 1])
    with left:
        event = widgets.choose(speech.say("A new customer has begun once"), names, key=f"event-{session.token()}")
    with right:
        within = widgets.pick(
            speech.say("Within"), {days: speech.days(days) for days in WITHIN}, USUAL, key=f"within-{session.token()}"
        )
    return event or None, within


def _lists(study: Study, event: str | None, within: int) -> None:
    speech = session.speech()
    begun, missing = activation_members(study, event, within)
    done, not_done = speech.say("Have begun"), speech.say("Have not begun")
    options = {
        BEGUN: f"{done}: {speech.number(begun.height)}",
        NOT_BEGUN: f"{not_done}: {speech.number(missing.height)}",
    }
    which = widgets.pick(speech.say("Whom to list"), options, NOT_BEGUN, key=f"begun-{session.token()}")
    customer_lists.listing(study.workbook, begun if which == BEGUN else missing, f"begun-{which}")
