"""What to do now: each tip as a card, with the customers it is for, what to say and how success will be seen."""

from pages.shared import action_view, barred_view, health_view, navigation, next_product_view, require, session, show
from retention_core.describe.presence.presence_data import evidence
from retention_core.kernel.presence_source import PresenceSource

navigation.ensure()
study = require.anything()
say = session.words().say

show.title(
    say("What to do now"),
    say("Each tip with the customers it is for today. The most money first; what lacks a file stands at the end."),
)
action_view.week(study)
action_view.cards(study)
if study(evidence) is PresenceSource.ORDERS:
    next_product_view.next_products(study)
health_view.mistakes(study)
barred_view.barred(study)
