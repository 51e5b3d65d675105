"""The blocks of the calculator: numbers typed in, the result, and the way to it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from retention_core.charts import lift_chart
from retention_core.describe.statistics import calculator
from retention_core.describe.statistics.calculator import Worked
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.what_if.five_percent_effect import five_percent_effect, three_readings, worth_gained
from retention_core.wording.describe.calculator_sentences import what_is_wrong, worked_out
from ui.kit import guard, show, widgets
from ui.session import session
from ui.what_if.goals_view import SHORT_READINGS

PERCENT = 100


@st.fragment
def kept() -> None:
    """From those at the start, gained and at the end."""
    with guard.report_internal_error():
        say = session.speech().say
        typed = _inputs(
            (say("Customers at the start"), "start", 200),
            (say("Gained since"), "gained", 40),
            (say("Customers at the end"), "end", 220),
        )
        _answer(calculator.customers_kept, *typed)


@st.fragment
def lost() -> None:
    """From those who started and cancelled, with what that comes to in a year."""
    with guard.report_internal_error():
        speech = session.speech()
        kinds = {kind: speech.period_kind(kind).capitalize() for kind in PeriodKind}
        kind = widgets.pick(speech.say("Counted over a"), kinds, PeriodKind.MONTH, key="calculator-kind")
        typed = _inputs(
            (speech.say("Customers at the start"), "lost-start", 200), (speech.say("Cancelled or lost"), "lost", 10)
        )
        _answer(partial(calculator.customers_lost, kind=kind), *typed)


@st.fragment
def cost() -> None:
    """What a new customer cost."""
    with guard.report_internal_error():
        say = session.speech().say
        typed = _inputs((say("Spent on gaining customers"), "spent", 1000.0), (say("Customers won"), "won", 8))
        _answer(calculator.cost_of_gaining, *typed)


@st.fragment
def worth() -> None:
    """What a customer is worth from here on, and what five points more would make of it."""
    with guard.report_internal_error():
        say = session.speech().say
        left, right = show.side_by_side([1, 1])
        with left:
            margin, rate, discount = _inputs(
                (say("Margin of a customer in a period"), "margin", 100.0),
                (say("Kept from period to period, %"), "rate", 80.0),
                (say("Discount rate in a period, %"), "discount", 10.0),
            )
            known = _answer(calculator.worth_of_a_customer, margin, _share(rate), _share(discount))
            if known:
                _three_readings(*known[1:])
        if known:
            with right:
                _five_points(*known[1:])


@st.fragment
def simple_worth() -> None:
    """The same by the short formula that many articles use."""
    with guard.report_internal_error():
        say = session.speech().say
        spend, lost_share, margin = _inputs(
            (say("Spend of a customer in a period"), "spend", 30.0),
            (say("Lost in a period, %"), "lost-share", 6.0),
            (say("Margin, %"), "margin-share", 50.0),
        )
        _answer(calculator.simple_worth, spend, _share(lost_share), _share(margin))


@st.fragment
def against_cost() -> None:
    """How many times a customer earns what it costs to gain one."""
    with guard.report_internal_error():
        say = session.speech().say
        typed = _inputs((say("Worth of a customer"), "worth", 375.0), (say("Cost of gaining one"), "price", 125.0))
        _answer(calculator.worth_against_cost, *typed)


@st.fragment
def revenue() -> None:
    """Revenue kept without and with growth."""
    with guard.report_internal_error():
        say = session.speech().say
        numbers = _inputs(
            (say("Revenue of the period before"), "revenue", 100000.0),
            (say("Spent more since"), "more", 15000.0),
            (say("Spent less since"), "less", 5000.0),
            (say("Gone with lost customers"), "gone", 8000.0),
        )
        _answer(calculator.revenue_kept, *numbers)


def _inputs(*asked: tuple[str, str, float]) -> list[float | None]:
    """Fields beside each other, one a label, key and example; a whole example asks for a whole number."""
    with st.grid(min_column_width=150):
        return [widgets.typed(label, key, example, whole=isinstance(example, int)) for label, key, example in asked]


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / PERCENT


def _answer(work_out: Callable[..., Worked | tuple[Worked, ...]], *typed: float | None) -> list[float] | None:
    """The results with the numbers put in, or which number cannot be right; the numbers, where there are results."""
    speech, numbers = session.speech(), [number for number in typed if number is not None]
    if len(numbers) < len(typed):
        show.empty(speech.say("Type in all of the numbers."))
        return None
    try:
        found = work_out(*numbers)
    except WrongInput as error:
        show.warning(what_is_wrong(error, speech))
        return None
    for worked in found if isinstance(found, tuple) else (found,):
        show.heading(f"{speech.say(worked.title)}: {speech.write(worked.result)}")
        show.quiet(worked_out(worked, speech))
    return numbers


def _three_readings(rate: float, discount: float) -> None:
    """The published '5%' at this share kept."""
    speech = session.speech()
    names = (N_("Reading"), N_("Kept then"), N_("Worth more"))
    rows = [(speech.say(SHORT_READINGS[reading]), *found) for reading, *found in three_readings(rate, discount)]
    show.strong(speech.say("And with 5% more kept? That can mean three things:"))
    show.ledger([speech.say(name) for name in names], rows)


def _five_points(rate: float, discount: float) -> None:
    """The line on which the published '5%' lies, with this share kept on it."""
    speech, gain, line = session.speech(), worth_gained(rate, discount), five_percent_effect(discount)
    show.strong(speech.say("How much more a customer is worth with five points more kept"))
    show.quiet(speech.say("At every share kept, with a discount of {rate}. The dot is you.", rate=Share(discount)))
    here = None if gain is None else (rate, gain)
    show.chart(lift_chart(line, here, speech, session.theme()), line, "five-points")
