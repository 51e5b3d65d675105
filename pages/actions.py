"""What to do now: each tip as a card, with the customers it is for, what to say and how success will be seen."""

from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.presence_source import PresenceSource
from ui.kit import show
from ui.prescribe import action_view, do_not_contact_view, health_view, next_product_view
from ui.session import session
from ui.shell import navigation, require

navigation.ensure()
study = require.anything()
say = session.speech().say

show.title(
    say("What to do now"),
    say("Each tip with the customers it is for today. The most money first; what lacks a file stands at the end."),
)
action_view.week(study)
action_view.cards(study)
if study(presence_source) is PresenceSource.ORDERS:
    next_product_view.next_products(study)
health_view.mistakes(study)
do_not_contact_view.do_not_contact(study)
