"""The purchase cycle: how often customers buy, and which period follows from it."""

from pages.shared import cycle_view, navigation, opening, require, session, show
from pages.shared.needs import Need

navigation.ensure()
study = require.study(Need.VISITS)
say = session.words().say

cycle_view.finding(study)
opening.cards(study, cycle_view.CARDS)

with show.card("rhythms"):
    show.heading(say("How often do they buy?"), say("Customers with two purchase days or more."))
    cycle_view.distribution(study)

with show.card("periods"):
    show.heading(
        say("What changes with another period?"),
        say("The same customers, counted over longer or shorter periods. A click changes it on all pages."),
    )
    cycle_view.periods(study)

with show.card("away"):
    show.heading(say("After a purchase, when does the next one come?"))
    cycle_view.away(study)
