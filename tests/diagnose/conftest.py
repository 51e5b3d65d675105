"""Laws are tried without deadlines."""

import tests.laws  # noqa: F401
