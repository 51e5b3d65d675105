"""Money: where it comes from, who brings it, and what a customer is worth."""

from retention_core.describe.cycle.period_choice import chosen_period
from ui.describe import money_view, worth_view
from ui.kit import definition_pairs, figure_cards, show, widgets
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.AMOUNTS)
say = session.speech().say

show.title(
    say("Where does the money come from?"),
    say("Who brings it, who brought it before and is gone, and what a customer is worth. Click a number to open it."),
)
kind = widgets.period(study(chosen_period).kind)
figure_cards.cards(study, money_view.CARDS)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("revenue"):
    show.heading(say("Old or new customers?"))
    money_view.revenue(study, kind)
with narrow, show.card("spend"):
    show.heading(say("Who spends more?"))
    money_view.spend(study, kind)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("waterfall"):
    show.heading(say("What became of the revenue of the period before?"))
    money_view.waterfall(study)
with narrow, show.card("best"):
    show.heading(say("How much hangs on the best customers?"))
    money_view.best(study)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("worth"):
    show.heading(say("What is a customer worth?"))
    worth_view.worth(study)
with narrow, show.card("margin"):
    show.heading(say("What is left of each sale?"))
    worth_view.margin(study)

with show.card("gaining"):
    show.heading(say("What does it cost to gain a customer, and does it pay?"))
    worth_view.gaining(study)

with show.card("definitions"):
    show.heading(
        say("Other ways to count it"),
        say("Other programs may show other numbers for nearly the same thing. This is why, and whom it is about."),
    )
    definition_pairs.pairs(study, money_view.PAIRS)
