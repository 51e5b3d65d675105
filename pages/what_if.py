"""What if we keep more customers? Sliders, and what they are worth."""

from ui.kit import show
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require
from ui.what_if import what_if_view

navigation.ensure()
study = require.study(Need.DAYS)
say = session.speech().say

show.title(
    say("What if more customers stay?"),
    say("Move a slider: the result follows. Every lever starts from what your file shows."),
)
what_if_view.studio(study)
