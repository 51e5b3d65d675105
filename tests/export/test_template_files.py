"""An example that a page offers fills that page: it is read as what it shows."""

from collections.abc import Callable

import polars as pl
import pytest

from retention_core.describe.presence.presence_data import presence_source
from retention_core.export.tables import csv_bytes
from retention_core.export.template_files import TO_SAY, activity_example, contracts_example, orders_example
from retention_core.i18n import languages, speech
from retention_core.ingest import File, read_files
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("example", "there"),
    [
        (orders_example, PresenceSource.ORDERS),
        (contracts_example, PresenceSource.CONTRACTS),
        (activity_example, PresenceSource.ACTIVITY),
    ],
)
def test_an_example_is_read_as_what_it_shows(
    example: Callable[[], pl.DataFrame], there: PresenceSource, language: str
) -> None:
    say = speech(language).say
    table = example().with_columns(pl.col(pl.String).replace({message: say(message) for message in TO_SAY}))
    content = csv_bytes(table.rename({name: say(name) for name in table.columns}))
    reading = read_files([File("example.csv", content=content)])
    assert reading.questions == ()
    book = reading.workbook
    assert book is not None
    assert Study(book)(presence_source) is there
    if book.subscriptions is not None:
        assert {"plan", "amount_per_month", "cancel_reason", "ended_on"} <= set(book.subscriptions.columns)
    if book.activity is not None:
        assert "event" in book.activity.columns
