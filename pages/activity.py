"""Activity: who is active by day, week and month, and which new customers have begun."""

from ui.describe import activity_view
from ui.kit import show
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.ACTIVITY)
say = session.speech().say

activity_view.finding(study)
activity_view.cards(study)

with show.card("active"):
    show.heading(
        say("How many are active?"),
        say("Each customer counts once, on the day, in the 7 days and in the 30 days up to it."),
    )
    activity_view.active(study)

with show.card("activation"):
    show.heading(say("Do new customers really begin?"))
    activity_view.activation(study)
