"""What if we keep more customers? Sliders, and what they are worth."""

from pages.shared import navigation, require, session, show, what_if_view
from pages.shared.needs import Need

navigation.ensure()
study = require.study(Need.DAYS)
say = session.words().say

show.title(
    say("What if more customers stay?"),
    say("Move a slider: the result follows. Every lever starts from what your file shows."),
)
what_if_view.studio(study)
