"""What customers are expected to do: one of them on their page, all of them as a list by what they are worth."""

import streamlit as st

from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule, back_test, hidden_days
from retention_core.predict.forecast.contract_forecast import contract_ahead_of
from retention_core.predict.forecast.customer_forecast import (
    MOST_RANGED,
    CustomerForecast,
    ValueWithRange,
    ahead_of,
    by_worth,
    next_days,
)
from retention_core.predict.forecast.naive_rule import naive_forecast
from retention_core.wording.predict.forecast_sentences import finding_of_test, next_expected, why_not_ahead
from ui.kit import customer_lists, show
from ui.kit.literal_text import as_literal_text
from ui.kit.tables import in_percent, in_whole_numbers
from ui.session import session

WORTH = ("worth", "worth_low", "worth_high")
IN_THE_LIST = (*WORTH, "purchases_3", "purchases_12", "purchases_12_low", "purchases_12_high", "spend_12")
MONEY = (*WORTH, "spend_12")


def one(study: Study, code: int) -> None:
    """Chance of being a customer still, worth, next purchase; purchases and spend in 3, 6, 12 months; with ranges."""
    speech, found = session.speech(), ahead_of(study, code)
    _contract(study, code)
    if found is None:
        _by_simple_rule(study, code)
        return
    left, right = show.side_by_side([2, 3])
    with left:
        _cards(study, found)
        day, low, high = next_days(study, found)
        show.sentence(next_expected(day, low, high, speech))
    with right:
        columns = [speech.say("In the next"), speech.say("Expected"), speech.say("In 8 of 10 cases")]
        show.ledger(columns, _rows(study, found))
    show.quiet(speech.say("Worth is the margin of the coming three years in money of today (predicted CLV)."))


def _cards(study: Study, found: CustomerForecast) -> None:
    speech = session.speech()
    cards = [
        (speech.say("Still a customer"), Share(found.p_alive.value), _shares(found.p_alive)),
        *([] if found.worth is None else [_worth(study, found.worth)]),
    ]
    with st.grid(2, min_column_width=150):
        for name, value, between in cards:
            written = as_literal_text(speech.write(value))
            st.metric(as_literal_text(name), written, between, delta_color="off", delta_arrow="off", border=True)


def _contract(study: Study, code: int) -> None:
    """The same of a contract that runs: chance to renew, time still to run, worth."""
    speech, found = session.speech(), contract_ahead_of(study, code)
    if found is None:
        return
    shares = [speech.share(part) for part in _parts(found.renews)]
    months = [speech.number(part, 1) for part in _parts(found.months)]
    rows = [
        (speech.say("Chance to renew the contract next month"), shares[0], _between(shares[1], shares[2])),
        (speech.say("Months still to come of the next 36"), months[0], _between(months[1], months[2])),
    ]
    columns = [speech.say("Contract"), speech.say("Expected"), speech.say("In 8 of 10 cases")]
    show.ledger(columns, rows)


def everybody(study: Study) -> None:
    """All customers, most worth first."""
    speech, table = session.speech(), study(by_worth)
    if table is None:
        show.empty(why_not_ahead(study(back_test), speech))
        return
    columns = [name for name in IN_THE_LIST if name in table.columns]
    picked = in_percent(table.select("customer_code", "p_alive", *columns), 0, "p_alive")
    shown = in_whole_numbers(picked, *MONEY).rename({"p_alive": "alive_percent"})
    show.quiet(speech.count("{n} customer", "{n} customers", shown.height))
    customer_lists.listing(study.workbook, shown, "worth")
    if shown.height > MOST_RANGED:
        show.quiet(speech.say("Ranges stand beside the first {n}; those of others on their page.", n=MOST_RANGED))


def _by_simple_rule(study: Study, code: int) -> None:
    """What the simple rule says, and why it is used."""
    speech, test = session.speech(), study(back_test)
    found = naive_forecast(study, code)
    if test is None or test.best is Rule.MODEL or found is None:
        show.empty(why_not_ahead(test, speech))
        return
    show.sentence(finding_of_test(test, speech))
    days = speech.days(study(hidden_days) or 0)
    rows = [(days, speech.number(found.value, 1), speech.say("{low} to {high}", low=found.low, high=found.high))]
    show.ledger([speech.say("In the next"), speech.say("Purchases"), speech.say("In 8 of 10 cases")], rows)


def _rows(study: Study, found: CustomerForecast) -> list[tuple[str, str, str]]:
    speech, rows = session.speech(), []
    for months, bought in found.purchases.items():
        name = speech.count("{n} month: purchases", "{n} months: purchases", months)
        numbers = [speech.number(part, 1) for part in _parts(bought)]
        rows.append((name, numbers[0], _between(numbers[1], numbers[2])))
    for months, brought in found.spend.items():
        name = speech.count("{n} month: spend", "{n} months: spend", months)
        amounts = [_money(study, part) for part in _parts(brought)]
        rows.append((name, amounts[0], _between(amounts[1], amounts[2])))
    return rows


def _worth(study: Study, worth: ValueWithRange) -> tuple[str, str, str]:
    value, low, high = (_money(study, part) for part in _parts(worth))
    return session.speech().say("Worth in 3 years"), value, as_literal_text(_between(low, high))


def _shares(chance: ValueWithRange) -> str:
    speech = session.speech()
    return as_literal_text(_between(speech.share(chance.low, 0), speech.share(chance.high, 0)))


def _between(low: str, high: str) -> str:
    return session.speech().say("{low} to {high}", low=low, high=high)


def _parts(found: ValueWithRange) -> tuple[float, float, float]:
    return found.value, found.low, found.high


def _money(study: Study, minor: float) -> str:
    book = study.workbook
    return session.speech().money(book.money(round(minor)), short=True)
