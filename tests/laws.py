"""How Hypothesis runs here: a busy machine is no reason to fail, so no example has a deadline."""

from hypothesis import settings

settings.register_profile("retain", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=200)
settings.load_profile("retain")
