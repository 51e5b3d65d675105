"""Overview: how are we doing?"""

from pages.shared import glance, navigation, require, session, show, widgets
from retention_core.describe.choice import chosen_period
from retention_core.describe.headline import headline
from retention_core.describe.horizon import horizon
from retention_core.describe.retention import last_finished, retention_by_period

navigation.ensure()
speech, study = session.words(), require.anything()
say = speech.say

glance.headline(study(headline), study.workbook)
if not glance.has_days(study):
    glance.cards(study)
    glance.without_days()
    require.no_more()

left, right = show.side_by_side([4, 1])
with left:
    kind = widgets.period(study(chosen_period).kind)
with right:
    widgets.viewpoint(study(horizon), glance.ends(study))
glance.why_this_period(study)

glance.cards(study)
glance.worth_doing(study)

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
    show.heading(say("How often do they buy?") if glance.sells(study) else say("Who is kept?"))
    glance.rhythm(study)

wide, narrow = show.side_by_side([3, 2])
if glance.sells(study):
    with wide, show.card("tiers"):
        show.heading(say("Loyalty tiers at a glance"), say("The share of customers and of revenue in each tier."))
        glance.tiers(study)
        show.link("tiers", say("See the tiers and their customers"))
with narrow if glance.sells(study) else wide, show.card("worth"):
    show.heading(say("What would it be worth to keep more of them?"), say("Five points more, at no cost, over a year."))
    glance.worth(study)
    show.link("what_if", say("Try it with sliders"))
