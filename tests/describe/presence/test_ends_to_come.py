"""The end of a contract behind the day on the clock is agreed and still to come: it moves no "today"."""

from datetime import date

import pytest

from retention_core.catalog.all_figures import compute
from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from tests.workbooks import contracts_of

CLUB = """
Ann 2024-01-01 - Basic 20
Bob 2024-01-10 2024-03-15 Basic 20
Cyd 2024-02-20 2024-12-31 Plus 30
"""


@pytest.mark.parametrize(("today", "as_of", "running"), [(date(2024, 4, 2), date(2024, 3, 15), 2), (None, None, 1)])
def test_an_end_behind_the_clock_is_not_known_yet(today, as_of, running):
    """On 2 April the list knows of 15 March, when Bob left. Without a clock it seems to know of the end of December."""
    study = Study(contracts_of(CLUB), Settings(today=today))
    assert study(horizon).as_of == (as_of or date(2024, 12, 31))
    assert compute("subscriptions.running", study).value == running
