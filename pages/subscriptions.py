"""Subscriptions: who is lost from month to month, how long subscribers stay, and why they leave."""

from ui.describe import subscription_view
from ui.kit import show
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.SUBSCRIPTIONS)
say = session.speech().say

subscription_view.finding(study)
subscription_view.cards(study)

if subscription_view.has_days(study):
    with show.card("churn"):
        show.heading(
            say("How many are lost, month by month?"),
            say("Of the subscribers and of the monthly fees at the start of each month."),
        )
        subscription_view.churn(study)

left, right = show.side_by_side([1, 1])
with left, show.card("groups"):
    show.heading(say("Who leaves most?"))
    subscription_view.by_group(study)
with right, show.card("survival"):
    show.heading(say("How long do subscribers stay?"))
    subscription_view.survival(study, choice=True)

if subscription_view.has_reasons(study):
    with show.card("reasons"):
        show.heading(say("Why do they leave?"))
        subscription_view.reasons(study)

with show.card("movers"):
    show.heading(say("Who left, who is new?") if subscription_view.has_days(study) else say("Who has left?"))
    subscription_view.movers(study)
