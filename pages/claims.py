"""Claims: what is often said about keeping customers, held against your own data."""

from ui.describe import claim_view
from ui.kit import show
from ui.session import session
from ui.shell import navigation, require

navigation.ensure()
study = require.anything()
say = session.speech().say

show.title(
    say("Is it true for you?"),
    say("What is often said about keeping customers, and what your own files say to it."),
)
claim_view.summary(study)
claim_view.cards(study)
