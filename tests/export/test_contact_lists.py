"""Lists that leave the app: only those who can and want to be written to."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from icalendar import Calendar

from retention_core.export.contact_lists import COLUMNS, Entry, MailTool, calendar_bytes, contacts, for_mail_tool
from retention_core.export.tables import csv_bytes
from tests.workbooks import workbook_of

BOOK = workbook_of("a 2024-01-01 5\nb 2024-01-01 5\nc 2024-01-01 5\nd@x.com 2024-01-01 5\ne 2024-01-01 5")
EVERYBODY = pl.Series([0, 1, 2, 3, 4], dtype=pl.UInt32)


def book(**columns: list):
    return replace(BOOK, customers=BOOK.customers.with_columns(**{name: pl.Series(x) for name, x in columns.items()}))


EMAILS = ["a@x.com", "B@x.com", "no address", None, "a@x.com"]
NAMES = ["Ann Lee", "Bob", None, "Dan van Dyk", "Eve"]


def test_addresses_are_those_that_mails_can_reach_each_once():
    """c has none, d's number is one, e shares that of a."""
    found = contacts(book(email=EMAILS, name=NAMES), EVERYBODY, frozenset())
    assert found.table.rows() == [("a@x.com", "Ann", "Lee"), ("B@x.com", "Bob", None), ("d@x.com", "Dan", "van Dyk")]
    assert (found.no_email, found.no_consent, found.do_not_contact) == (1, 0, 0)


def test_consent_and_the_own_list_are_respected():
    """b refused, c was not asked, a is on the own list, and so is the address that e shares with a."""
    found = contacts(book(email=EMAILS, consent=[True, False, None, True, True]), EVERYBODY, frozenset({"a"}))
    assert found.table["email"].to_list() == ["d@x.com"]
    assert (found.no_email, found.no_consent, found.do_not_contact) == (0, 2, 2)


def test_an_address_that_somebody_refused_is_not_written_to_under_another_name():
    """e shares the address of a, who refused, in other letters."""
    emails = ["A@X.com", "b@x.com", None, None, "a@x.com"]
    found = contacts(book(email=emails, consent=[False, True, True, True, True]), EVERYBODY, frozenset())
    assert found.table["email"].to_list() == ["b@x.com", "d@x.com"]


@pytest.mark.parametrize("tool", MailTool)
def test_each_mail_tool_gets_its_own_columns(tool):
    table = for_mail_tool(contacts(book(email=EMAILS, name=NAMES), EVERYBODY, frozenset()), tool, "win back")
    assert tuple(table.columns) == COLUMNS[tool]
    assert table[COLUMNS[tool][3]].unique().to_list() == ["win back"]


def test_a_name_that_is_a_formula_is_defused_on_its_way_out():
    hostile = book(email=EMAILS, name=["=1+1 x", "+2 y", "@z q", "-3+4 r", "ok"])
    table = for_mail_tool(contacts(hostile, EVERYBODY, frozenset()), MailTool.MAILCHIMP, "t")
    assert b"\n=1" not in csv_bytes(table)
    assert b",=1" not in csv_bytes(table)


def test_a_calendar_holds_a_whole_day_for_each_entry_and_is_the_same_each_time():
    entries = [
        Entry(date(2024, 5, 1), "Speak to them", ["Ann", "Bob, Lee; x"]),
        Entry(date(2024, 5, 2), "Thank", ["Cy"]),
    ]
    made = calendar_bytes(entries, date(2024, 4, 30))
    events = Calendar.from_ical(made).walk("VEVENT")
    assert [(event["dtstart"].dt, event["dtend"].dt) for event in events] == [
        (date(2024, 5, 1), date(2024, 5, 2)),
        (date(2024, 5, 2), date(2024, 5, 3)),
    ]
    assert str(events[0]["description"]) == "Ann\nBob, Lee; x"
    assert made == calendar_bytes(entries, date(2024, 4, 30))
