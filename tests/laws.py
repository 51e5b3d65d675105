"""How Hypothesis runs here: a busy machine is no reason to fail, so no example has a deadline."""

from hypothesis import settings

settings.register_profile("retain", deadline=None)
settings.load_profile("retain")
