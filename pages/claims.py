"""Claims: what is often said about keeping customers, held against your own data."""

from pages.shared import claim_view, navigation, require, session, show

navigation.ensure()
study = require.anything()
say = session.words().say

show.title(
    say("Is it true for you?"),
    say("What is often said about keeping customers, and what your own files say to it."),
)
claim_view.summary(study)
claim_view.cards(study)
