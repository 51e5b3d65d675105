"""What goes with leaving: traits, first products, channels, plans and discounts, compared fairly."""

from ui.kit import show
from ui.predict import drivers_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.CUSTOMERS)
say = session.speech().say

show.title(say("What goes with leaving"), say("Customers with one thing in common against all others."))
drivers_view.finding(study)
with show.card("drivers"):
    show.heading(
        say("Compared"),
        say("What goes with leaving need not be its cause: customers who differ in one thing differ in others too."),
    )
    drivers_view.comparisons(study)
