"""The blocks of the page of one customer."""

import polars as pl
import streamlit as st

from retention_core.charts import time_line
from retention_core.describe.presence.held_data import holds_orders
from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.customer_facts import facts_of, traits_of
from retention_core.prescribe.customers.customer_profile import (
    Profile,
    bought_by,
    customers_like,
    expected_on,
    orders_of,
    profile,
    somebody,
    standing_over_time,
)
from retention_core.wording.describe.figure_sentences import tier_name
from retention_core.wording.describe.stay_sentences import column_name
from retention_core.wording.prescribe.segment_sentences import segment_name, what_to_do
from ui.kit import show, widgets
from ui.kit.literal_text import as_literal_text
from ui.kit.names import called
from ui.kit.tables import headed, in_exact_money, with_words
from ui.prescribe import note_fields
from ui.session import session

ORDER_COLUMNS = {
    "ordered_on": N_("Day"),
    "amount": N_("Amount"),
    "order_id": N_("Order"),
    "product": N_("Product"),
    "category": N_("Category"),
    "channel": N_("Channel"),
}
PRODUCT_COLUMNS = {
    "what": N_("What"),
    "purchases": N_("Purchases"),
    "spend": N_("Spend"),
    "last_day": N_("Last purchase"),
}
FACTS = {"feedback": N_("Feedback"), "subscriptions": N_("Contracts"), "carts": N_("Carts"), "activity": N_("Activity")}


def has_orders(study: Study) -> bool:
    """Whether the files say what anybody bought."""
    return holds_orders(study)


def find(study: Study) -> None:
    """A search over all customers; a click on one opens them."""
    say = session.speech().say
    typed = st.text_input(as_literal_text(say("Number, name or e-mail")), key="find-customer", icon=":material/search:")
    if not typed.strip():
        return
    matches = customers_like(study, typed)
    if matches.is_empty():
        show.empty(say("Nobody like that is in these files."))
        return
    labels = {row["customer_code"]: called(row) for row in matches.iter_rows(named=True)}
    chosen = widgets.choose(say("Customers found"), labels, key=f"found-{typed}")
    if chosen != session.looked_at():
        session.look_at(chosen)


def looked_at(study: Study) -> Profile:
    """The customer to show: the one chosen, else the one who spent most lately, so that the page is never empty."""
    code = session.looked_at()
    found = None if code is None else profile(study, code)
    if code is not None and found is None:
        show.empty(session.speech().say("This customer has no order up to the last day to look at."))
    return found or _somebody(study)


def _somebody(study: Study) -> Profile:
    found = profile(study, somebody(study))
    assert found is not None
    return found


def summary(study: Study, found: Profile) -> None:
    """Who it is, how things stand, and what to do."""
    speech, book = session.speech(), study.workbook
    row = book.customers.row(found.code, named=True)
    lines = [_standing(found, study), _rhythm(found)]
    show.hero(called(row), [line for line in lines if line], key="customer")
    told = [
        (speech.say("Tier"), tier_name(found.tier, speech) if found.tier else None),
        (speech.say("Segment"), segment_name(found.segment, speech) if found.segment else None),
        (speech.say("Spend in all"), None if found.spend is None else book.money(found.spend)),
        (speech.say("Spend in 12 months"), None if found.spend_in_year is None else book.money(found.spend_in_year)),
        (speech.say("Earned so far"), None if found.margin is None else book.money(found.margin)),
        (speech.say("Purchase days"), found.purchase_days),
        (speech.say("Usually buys every"), None if found.rhythm_days is None else DurationDays(found.rhythm_days)),
    ]
    with st.grid(4, min_column_width=150):
        for name, value in told if has_orders(study) else [pair for pair in told if pair[1]]:
            st.metric(as_literal_text(name), as_literal_text(speech.write(value)), border=True)
    if found.segment:
        show.quiet(what_to_do(found.segment, speech))


def line(study: Study, found: Profile) -> None:
    """Purchases on a line."""
    speech, book, known = session.speech(), study.workbook, study(horizon)
    theirs = orders_of(study, found.code)
    has_amounts = "amount" in theirs.columns
    values = [float(book.money(amount)) for amount in theirs["amount"]] if has_amounts else [1.0] * theirs.height
    written = [speech.money(book.money(amount)) for amount in theirs["amount"]] if has_amounts else [""] * theirs.height
    table = theirs.select("ordered_on", pl.Series("value", values, dtype=pl.Float64))
    ends = (known.known_from, known.as_of)
    drawn = time_line(with_words(table, "written", written), ends, expected_on(study, found), speech, session.theme())
    show.chart(drawn, table, "customer-line")


def orders(study: Study, found: Profile) -> None:
    """Each order, latest first."""
    theirs = orders_of(study, found.code)
    columns = [name for name in ORDER_COLUMNS if name in theirs.columns]
    money = [name for name in columns if name == "amount"]
    table = in_exact_money(theirs.select(columns), study.workbook.decimals, *money)
    show.listing(headed(table, ORDER_COLUMNS), "customer-orders")


def standing(study: Study, found: Profile) -> None:
    """Tier and segment, one line per quarter."""
    speech = session.speech()
    rows = [
        (
            day,
            None if tier is None else tier_name(tier, speech),
            speech.say("Not yet a customer") if segment is None else segment_name(segment, speech),
        )
        for day, tier, segment in standing_over_time(study, found.code)
    ]
    show.ledger([speech.say("Day"), speech.say("Tier"), speech.say("Segment")], rows)


def products(study: Study, found: Profile) -> None:
    """What they buy, most often first."""
    speech, book, table = session.speech(), study.workbook, bought_by(study, found.code)
    if table.is_empty():
        show.empty(speech.say("The file does not say what was bought."))
        return
    exact = in_exact_money(table, book.decimals, *(["spend"] if book.has_amounts else []))
    show.listing(headed(exact, PRODUCT_COLUMNS), "customer-products")


def more(study: Study, found: Profile) -> None:
    """The rows of other tables about this customer, and what a list of customers says."""
    speech, told, facts = session.speech(), traits_of(study, found.code), facts_of(study, found.code)
    if not told and not facts:
        show.empty(speech.say("Nothing else. Add a list of customers, feedback or activity to see it here."))
    if told:
        rows = [(name, str(value)) for name, value in told.items()]
        show.ledger([speech.say("Known"), speech.say("Value")], rows)
    for name, rows in facts.items():
        show.strong(speech.say(FACTS[name]))
        show.listing(_in_words(rows, study.workbook.decimals), f"customer-{name}")


def _in_words(facts: pl.DataFrame, decimals: int) -> pl.DataFrame:
    """Rows of a clean table with headers in words and whole money."""
    speech = session.speech()
    money = (name for name in facts.columns if name.startswith("amount") and facts[name].dtype.is_integer())
    exact = in_exact_money(facts, decimals, *money)
    return exact.rename({name: column_name(name, speech) for name in exact.columns})


def remark(study: Study, found: Profile) -> None:
    """What is noted about the customer."""
    note_fields.remark(study.workbook.customers["customer_id"][found.code])


def _standing(found: Profile, study: Study) -> str:
    speech = session.speech()
    if found.last_day is None or found.first_day is None:
        return "" if not has_orders(study) else speech.say("Has only given something back so far.")
    return speech.say(
        "A customer since {first}, last seen on {last}, {silent} before {as_of}.",
        first=found.first_day,
        last=found.last_day,
        silent=DurationDays(found.silent_days or 0),
        as_of=study(horizon).as_of,
    )


def _rhythm(found: Profile) -> str:
    """The own rhythm in a sentence: it explains, it never ranks."""
    if found.rhythm_days is None or found.silent_days is None:
        return ""
    values = {"rhythm": DurationDays(found.rhythm_days), "silent": DurationDays(found.silent_days)}
    said = session.speech().say("Usually buys every {rhythm}, silent for {silent}.", **values)
    overdue = session.speech().say("That is overdue.")
    return f"{said} {overdue}" if found.overdue else said
