"""Loyalty tiers: rules to try out, who is in each, who is just below a line, and what a reward would cost."""

from retention_core.prescribe.tiers.tiers import tiers
from ui.kit import show
from ui.prescribe import movement_view, tier_editor, tier_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.ORDERS)
say, found = session.speech().say, study(tiers)

show.title(
    say("Loyalty tiers"),
    say(
        "By what customers spent from {first} to {last}. The lines are yours to set.",
        first=found.first,
        last=found.last,
    ),
)
if found.ranked_list:
    show.warning(say("So few customers bought in these months that the lines are suggestions only."))

with show.card("rules"):
    show.heading(say("The lines"), say("A customer is in the best tier whose line they reach. Counts follow at once."))
    tier_editor.rules(study)
with show.card("table"):
    show.heading(say("Tier by tier"))
    tier_view.table(study)
with show.card("below"):
    show.heading(say("Just below a line"), say("A word to them is the cheapest sale there is."))
    tier_view.almost_there(study)
left, right = show.side_by_side([1, 1])
with left, show.card("chart"):
    show.heading(say("Customers and revenue"), say("The share of customers and of revenue in each tier."))
    tier_view.chart(study)
with right, show.card("reward"):
    show.heading(say("What a reward would cost"), say("Before you promise anything: what it costs, when it pays."))
    tier_editor.reward(study)
with show.card("members"):
    show.heading(say("The customers of a tier"))
    tier_view.members(study)
with show.card("tier-moves"):
    show.heading(say("Who moved"), say("By today's lines on both days, so that only customers moved, not the lines."))
    movement_view.between(study, movement_view.TIERS)
