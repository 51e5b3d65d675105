"""Numbers typed in, without a file: the result and the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from retention_core.describe.statistics.formulas import (
    checked_lifetime_value,
    churn_rate,
    cost_per_customer,
    gross_revenue_retention,
    kept_over,
    net_revenue_retention,
    retention_rate,
    simple_lifetime_value,
    times_the_cost,
)
from retention_core.kernel.figure import Value
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share
from retention_core.kernel.settings import PeriodKind

CENTS = 2


@dataclass(frozen=True)
class Worked:
    """A result with its formula: `title` and `formula` are messages, `inputs` the values in the formula's braces.

    name     as the figure of the same meaning is called
    result   also among the inputs, as {result}
    """

    name: str
    title: str
    formula: str
    result: Value
    inputs: Mapping[str, Value]


def customers_kept(at_start: int, gained: int, at_end: int) -> tuple[Worked, Worked]:
    """Share of customers kept and lost, from those at the start, gained and at the end. WrongInput as in rates."""
    rate = retention_rate(at_start, gained, at_end)
    inputs = {"at_start": at_start, "gained": gained, "at_end": at_end, "kept": at_end - gained}
    inputs |= {"lost": at_start - (at_end - gained)}
    return _kept(rate, **inputs), _lost(1 - rate, **inputs)


def customers_lost(at_start: int, lost: int, kind: PeriodKind) -> tuple[Worked, ...]:
    """Share of customers lost and kept, from those who started and cancelled, and what that comes to in a year.

    WrongInput as in rates.
    """
    rate = churn_rate(at_start, lost)
    inputs = {"at_start": at_start, "lost": lost, "kept": at_start - lost}
    kept = _worked(
        "retention.rate",
        N_("Share of customers kept"),
        N_("(customers at the start - lost) / customers at the start = ({at_start} - {lost}) / {at_start} = {result}"),
        Share(1 - rate),
        **inputs,
    )
    return _lost(rate, **inputs), kept, *_over_a_year(1 - rate, kind)


def cost_of_gaining(spending: float, won: int, currency: str | None = None) -> Worked:
    """What a new customer cost, from what was spent and how many were won. WrongInput as in rates."""
    return _worked(
        "cac.blended",
        N_("Cost of gaining a customer"),
        N_("spent / customers won = {spent} / {won} = {result}"),
        _money(cost_per_customer(spending, won), currency),
        spent=_money(spending, currency),
        won=won,
    )


def worth_of_a_customer(margin: float, rate: float, discount: float, currency: str | None = None) -> Worked:
    """What a customer is worth from here on: m r / (1 + d - r). WrongInput as in rates.

    margin     what a customer earns in a period
    rate       share of customers kept from one period to the next
    discount   what money a period later is worth less, as a share
    """
    return _worked(
        "what_if.clv_before",
        N_("Worth of a customer from here on"),
        N_("margin x kept / (1 + discount - kept) = {margin} x {rate} / (1 + {discount} - {rate}) = {result}"),
        _money(checked_lifetime_value(margin, rate, discount), currency),
        margin=_money(margin, currency),
        rate=Share(rate),
        discount=Share(discount),
    )


def simple_worth(spend: float, churn: float, margin: float, currency: str | None = None) -> Worked:
    """What a customer is worth from the first period on, nothing discounted. WrongInput as in rates.

    spend    of a customer in a period        churn   share lost in a period        margin   share of spend earned
    """
    return _worked(
        "clv.simple",
        N_("Worth of a customer, simple formula"),
        N_("spend x margin / lost in a period = {spend} x {margin} / {churn} = {result}"),
        _money(simple_lifetime_value(spend, churn, margin), currency),
        spend=_money(spend, currency),
        margin=Share(margin),
        churn=Share(churn),
    )


def revenue_kept(
    start: float, expansion: float, contraction: float, lost: float, currency: str | None = None
) -> tuple[Worked, Worked]:
    """Revenue kept without and with growth, from the revenue of a period and its changes. WrongInput as in rates."""
    numbers = {"start": start, "expansion": expansion, "contraction": contraction, "lost": lost}
    money = {name: _money(value, currency) for name, value in numbers.items()}
    gross = N_("(before - spent less - lost) / before = ({start} - {contraction} - {lost}) / {start} = {result}")
    net = N_(
        "(before + spent more - spent less - lost) / before"
        " = ({start} + {expansion} - {contraction} - {lost}) / {start} = {result}"
    )
    kept = Share(gross_revenue_retention(start, contraction, lost))
    grown = Share(net_revenue_retention(start, expansion, contraction, lost))
    return (
        _worked("money.grr", N_("Revenue kept, without growth"), gross, kept, **money),
        _worked("money.nrr", N_("Revenue kept, with growth"), net, grown, **money),
    )


def worth_against_cost(worth: float, cost: float, currency: str | None = None) -> Worked:
    """How many times a customer earns what it costs to gain one. WrongInput as in rates, and nothing_spent."""
    return _worked(
        "clv.to_cac",
        N_("Worth against the cost of gaining"),
        N_("worth of a customer / cost of gaining one = {worth} / {cost} = {result}"),
        times_the_cost(worth, cost),
        worth=_money(worth, currency),
        cost=_money(cost, currency),
    )


def _over_a_year(rate: float, kind: PeriodKind) -> tuple[Worked, ...]:
    if kind is PeriodKind.YEAR:
        return ()
    formula = N_("kept in a {kind} to the power of {periods} = {rate} ^ {periods} = {result}")
    periods = round(kind.per_year, 1)
    found = Share(kept_over(rate, kind.per_year))
    title = N_("Share of customers kept over a year")
    return (_worked("retention.yearly_rate", title, formula, found, kind=kind, periods=periods, rate=Share(rate)),)


def _kept(rate: float, **inputs: Value) -> Worked:
    formula = N_(
        "(customers at the end - gained) / customers at the start = ({at_end} - {gained}) / {at_start} = {result}"
    )
    return _worked("retention.rate", N_("Share of customers kept"), formula, Share(rate), **inputs)


def _lost(rate: float, **inputs: Value) -> Worked:
    formula = N_("lost / customers at the start = {lost} / {at_start} = {result}")
    return _worked("retention.churn_rate", N_("Share of customers lost"), formula, Share(rate), **inputs)


def _worked(name: str, title: str, formula: str, result: Value, **inputs: Value) -> Worked:
    return Worked(name, title, formula, result, {**inputs, "result": result})


def _money(value: float, currency: str | None) -> Money:
    return Money.of(value, CENTS, currency)
