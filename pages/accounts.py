"""Key accounts and poor fit: who brings half of what is earned, and who costs more than they bring."""

from ui.kit import show
from ui.prescribe import account_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.ORDERS)
say = session.speech().say

show.title(
    say("Key accounts"),
    say("The few customers who bring half of what you earn, and those who cost more than they bring."),
)
with show.card("key-accounts"):
    show.heading(say("Who brings half of it"), say("The fewest customers with half of the margin, at most a tenth."))
    account_view.key(study)
with show.card("poor-fit"):
    show.heading(
        say("Who costs more than they bring"),
        say("Keeping everybody is not the goal; these are not among those at risk."),
    )
    account_view.costing(study)
