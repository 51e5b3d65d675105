"""Overview: how are we doing?"""

from pages.shared import glance, navigation, opening, require, session, show, widgets
from retention_core.describe.choice import chosen_period
from retention_core.describe.headline import headline
from retention_core.describe.horizon import horizon
from retention_core.describe.retention import last_finished, retention_by_period

navigation.ensure()
speech, study = session.words(), require.study()
say = speech.say

glance.headline(study(headline), study.workbook)
left, right = show.side_by_side([4, 1])
with left:
    kind = widgets.period(study(chosen_period).kind)
with right:
    widgets.viewpoint(study(horizon), glance.ends(study.workbook))
glance.why_this_period(study)

opening.cards(study, glance.CARDS if study.workbook.has_amounts else glance.CARDS_WITHOUT_AMOUNTS)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("comings"):
    show.heading(
        say("Who stayed, who came, who left"),
        say("Customers in each period. Striped: not final, or too early in the file to know who is new."),
    )
    glance.comings(study(retention_by_period), kind)
with narrow, show.card("bridge"):
    glance.bridge(study(last_finished), study)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("kept"):
    show.heading(say("Customers kept over time"), say("Of the customers of a period, the share who came in the next."))
    glance.kept(study(retention_by_period), kind)
with narrow, show.card("rhythm"):
    show.heading(say("How often do they buy?"))
    glance.rhythm(study)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("tiers"):
    show.heading(say("Loyalty tiers at a glance"), say("The share of customers and of revenue in each tier."))
    glance.tiers(study)
    show.link("tiers", say("See the tiers and their customers"))
with narrow, show.card("worth"):
    show.heading(say("What would it be worth to keep more of them?"), say("Five points more, at no cost, over a year."))
    glance.worth(study)
    show.link("what_if", say("Try it with sliders"))
