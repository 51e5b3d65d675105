"""Overview: how are we doing?"""

from pages.shared import glance, navigation, require, session, show, subscription_view, widgets
from retention_core.catalog.headline import headline
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import last_finished, retention_by_period

navigation.ensure()
speech, study = session.words(), require.anything()
say = speech.say

glance.headline(study(headline), study)
if not glance.has_days(study):
    glance.cards(study)
    left, right = show.side_by_side([1, 1])
    with left, show.card("groups"):
        show.heading(say("Who leaves most?"))
        subscription_view.by_group(study)
    with right, show.card("survival"):
        show.heading(say("How long do subscribers stay?"))
        subscription_view.survival(study)
        show.link("subscriptions", say("More on subscriptions"))
    glance.without_days()
    require.no_more()

left, right = show.side_by_side([4, 1])
with left:
    kind = widgets.period(study(chosen_period).kind)
with right:
    widgets.viewpoint(study(horizon), glance.ends(study), sells=glance.sells(study))
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
    glance.rhythm(study)

if glance.sells(study):
    wide, narrow = show.side_by_side([3, 2])
    with wide, show.card("tiers"):
        glance.tiers(study)
    with narrow, show.card("worth"):
        glance.worth(study)
else:
    with show.card("worth"):
        glance.worth(study)
