"""Lists that leave the app: for mail tools, and as a calendar; without those who do not want to be written to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

import polars as pl
from icalendar import Calendar, Event

from retention_core.describe.presence.reachable import contactable_customers
from retention_core.kernel.workbook import Workbook


class MailTool(StrEnum):
    """Programs that send mails to lists."""

    MAILCHIMP = "Mailchimp"
    KLAVIYO = "Klaviyo"
    BREVO = "Brevo"
    HUBSPOT = "HubSpot"


# e-mail, first name, last name, tag
COLUMNS: Mapping[MailTool, tuple[str, str, str, str]] = {
    MailTool.MAILCHIMP: ("Email Address", "First Name", "Last Name", "Tags"),
    MailTool.KLAVIYO: ("Email", "First Name", "Last Name", "Tags"),
    MailTool.BREVO: ("EMAIL", "FIRSTNAME", "LASTNAME", "TAGS"),
    MailTool.HUBSPOT: ("Email", "First Name", "Last Name", "Tags"),
}


@dataclass(frozen=True)
class Contacts:
    """The people of a list who can be written to, and why others are not in it.

    table          email, first_name, last_name; one row per address, in the order of the list
    no_email       how many have no address that mails can reach
    no_consent     how many refused, or did not agree where the file asks
    do_not_contact how many are on the user's own list of those not to be contacted
    """

    table: pl.DataFrame
    no_email: int
    no_consent: int
    do_not_contact: int


def contacts(book: Workbook, codes: pl.Series, barred: frozenset[str]) -> Contacts:
    """Who of some customers can be written to. `barred`: ids that nobody may contact.

    An address that two customers share is written to only where neither is barred and neither refused.
    """
    names = pl.col("name") if "name" in book.customers.columns else pl.lit(None, pl.String)
    ids = pl.DataFrame({"customer_id": list(barred)}, schema={"customer_id": pl.String})
    everybody = book.customers.select(
        names.str.strip_chars().str.extract(r"^(\S+)").alias("first_name"),
        names.str.strip_chars().str.extract(r"^\S+\s+(.+)$").alias("last_name"),
        pl.col("customer_id").is_in(ids["customer_id"].implode()).alias("barred"),
    ).hstack(contactable_customers(book).drop("phone"))
    known = _by_address(everybody, codes)
    allowed = known.filter(~pl.col("barred"))
    agreeing = allowed.filter("agreed")
    reached = agreeing.filter(pl.col("email").is_not_null())
    table = reached.unique("key", keep="first", maintain_order=True).select("email", "first_name", "last_name")
    return Contacts(
        table, agreeing.height - reached.height, allowed.height - agreeing.height, known.height - allowed.height
    )  # fmt: skip


def _by_address(everybody: pl.DataFrame, codes: pl.Series) -> pl.DataFrame:
    """Some customers with the key of their address; who shares one with somebody barred or refusing is so too."""
    keyed = everybody.with_columns(pl.col("email").str.to_lowercase().alias("key"))
    shared = keyed.filter(pl.col("key").is_not_null() & pl.col("key").is_duplicated())
    rules = shared.group_by("key").agg(any_barred=pl.col("barred").any(), all_agreed=pl.col("agreed").all())
    return keyed[codes].join(rules, on="key", how="left", maintain_order="left").with_columns(
        pl.col("barred") | pl.col("any_barred").fill_null(value=False),
        pl.col("agreed") & pl.col("all_agreed").fill_null(value=True),
    )  # fmt: skip


def for_mail_tool(found: Contacts, tool: MailTool, tag: str) -> pl.DataFrame:
    """One row per customer who can be written to: e-mail, first and last name and tag, by a mail tool's `COLUMNS`."""
    names = COLUMNS[tool]
    tagged = found.table.with_columns(pl.lit(tag).alias("tag"))
    return tagged.rename(dict(zip(("email", "first_name", "last_name", "tag"), names, strict=True)))


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar: what to do on a day, and for whom, one line each."""

    day: date
    title: str
    lines: Sequence[str]


def calendar_bytes(entries: Sequence[Entry], made_on: date) -> bytes:
    """Entries as a calendar file: whole days, without an alarm. The same entries give the same file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Retain//Retain//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("summary", entry.title)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("dtstamp", made_on)
        event.add("description", "\n".join(entry.lines))
        event.add("uid", sha256(f"{entry.day}{entry.title}".encode()).hexdigest()[:32])
        calendar.add_component(event)
    return calendar.to_ical()
