"""Who stays, and for how long: groups of new customers over time, and the way to the second purchase."""

from pages.shared import navigation, opening, require, session, show, stay_view, widgets
from pages.shared.needs import Need
from retention_core.describe.choice import chosen_period

navigation.ensure()
study = require.study(Need.CUSTOMERS)
say = session.words().say

show.title(
    say("Who stays, how long?"),
    say("Each group of customers who first bought in the same period, and how many of them came again later."),
)
kind = widgets.period(study(chosen_period).kind)

with show.card("cohorts"):
    show.heading(
        say("Do new customers keep coming back?"),
        say("In percent. The stronger the colour, the more came again; empty: not known yet."),
    )
    stay_view.cohort_map(study, kind)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("funnel"):
    show.heading(
        say("From the first purchase to the second"),
        say("Of those who had that long, the share who came back. The thin line is the 95% range."),
    )
    stay_view.funnel(study)
with narrow, show.card("second"):
    show.heading(say("What to expect of a new customer"))
    opening.lines(study, stay_view.FIGURES)
