"""Who stays, and for how long: groups of new customers over time, and the way to the second purchase."""

from ui.describe import stay_curves_view, stay_view, subscription_view
from ui.kit import show
from ui.session import session
from ui.session.needs import REQUIRED_DATA, Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.CUSTOMERS)
say = session.speech().say

show.title(
    say("Who stays, how long?"),
    say("Each group of customers who first bought in the same period, and how many of them came again later."),
)
if stay_view.has_periods(study):
    told, speech = stay_view.with_chosen_source(study)
    stay_view.period(told)
    with show.card("cohorts"):
        show.heading(
            speech.say("Do new customers keep coming back?"),
            speech.say("In percent. The stronger the colour, the more came again; empty: not known yet."),
        )
        seen = stay_view.split(told, speech)
        stay_view.cohort_map(seen)

    with show.card("curves"):
        show.heading(
            speech.say("How fast do they stop coming?"),
            speech.say("Each period counts alone: who was away may come again. The band is the 95% range."),
        )
        stay_curves_view.curves(seen)

    if REQUIRED_DATA[Need.VISITS].held(told):
        wide, narrow = show.side_by_side([3, 2])
        with wide, show.card("funnel"):
            show.heading(
                speech.say("From the first purchase to the second"),
                speech.say("Of those who had that long, the share who came back. The thin line is the 95% range."),
            )
            stay_curves_view.funnel(seen)
        with narrow, show.card("second"):
            show.heading(speech.say("After how long?"))
            stay_curves_view.second(seen)

if REQUIRED_DATA[Need.SUBSCRIPTIONS].held(study):
    with show.card("survival"):
        show.heading(say("How long do subscribers stay?"))
        subscription_view.survival(study)
        show.link("subscriptions", say("More on subscriptions"))
