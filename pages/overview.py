"""Overview: how are we doing?"""

from retention_core.catalog.headline import headline
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import retention_by_period
from retention_core.describe.retention.retention_period import last_finished
from ui.describe import overview_view, subscription_view
from ui.kit import show, widgets
from ui.session import session
from ui.shell import navigation, require

navigation.ensure()
speech, study = session.speech(), require.anything()
say = speech.say

overview_view.headline(study(headline), study)
if not overview_view.has_days(study):
    overview_view.cards(study)
    left, right = show.side_by_side([1, 1])
    with left, show.card("groups"):
        show.heading(say("Who leaves most?"))
        subscription_view.by_group(study)
    with right, show.card("survival"):
        show.heading(say("How long do subscribers stay?"))
        subscription_view.survival(study)
        show.link("subscriptions", say("More on subscriptions"))
    overview_view.without_days()
    require.no_more()

left, right = show.side_by_side([4, 1])
with left:
    kind = widgets.period(study(chosen_period).kind)
with right:
    widgets.viewpoint(study(horizon), overview_view.ends(study), sells=overview_view.sells(study))
overview_view.why_this_period(study)

overview_view.cards(study)
overview_view.worth_doing(study)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("comings"):
    show.heading(
        say("Who stayed, who came, who left"),
        say("Customers in each period. Striped: not final, or too early in the file to know who is new."),
    )
    overview_view.customer_flow(study(retention_by_period), kind)
with narrow, show.card("bridge"):
    overview_view.bridge(study(last_finished), study)

wide, narrow = show.side_by_side([3, 2])
with wide, show.card("kept"):
    show.heading(say("Customers kept over time"), say("Of the customers of a period, the share who came in the next."))
    overview_view.kept(study, kind)
with narrow, show.card("rhythm"):
    overview_view.rhythm(study)

if overview_view.sells(study):
    wide, narrow = show.side_by_side([3, 2])
    with wide, show.card("tiers"):
        overview_view.tiers(study)
    with narrow, show.card("worth"):
        overview_view.worth(study)
else:
    with show.card("worth"):
        overview_view.worth(study)
