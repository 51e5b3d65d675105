"""What goes with leaving: traits, first products, channels, plans and discounts, compared fairly."""

from pages.shared import drivers_view, navigation, require, session, show
from pages.shared.needs import Need

navigation.ensure()
study = require.study(Need.CUSTOMERS)
say = session.words().say

show.title(say("What goes with leaving"), say("Customers with one thing in common against all others."))
drivers_view.finding(study)
with show.card("drivers"):
    show.heading(
        say("Compared"),
        say("What goes with leaving need not be its cause: customers who differ in one thing differ in others too."),
    )
    drivers_view.comparisons(study)
