"""The purchase cycle: how often customers buy, and which period follows from it."""

from ui.describe import cycle_view
from ui.kit import figure_cards, show
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.VISITS)
say = session.speech().say

cycle_view.finding(study)
figure_cards.cards(study, cycle_view.CARDS)

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
