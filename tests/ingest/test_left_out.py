"""What is left out is said beside the totals where it is more than one row in twenty."""

import pytest

from retention_core.i18n import speech
from retention_core.wording.reading.reading_sentences import left_out
from tests.ingest.shop import read


def orders(cancelled: int) -> str:
    rows = [
        f"C{at % 7},2024-05-{at % 28 + 1:02},{at}.00,{'cancelled' if at < cancelled else 'paid'}" for at in range(40)
    ]
    return "\n".join(["customer,date,amount,status", *rows])


@pytest.mark.parametrize(
    ("cancelled", "said"),
    [(0, None), (2, None), (8, "20% of all rows are left out, most of them for: cancelled.")],
)
def test_from_one_in_twenty_on_the_share_is_said(cancelled, said):
    assert left_out(read(orders(cancelled)), speech("en")) == said
