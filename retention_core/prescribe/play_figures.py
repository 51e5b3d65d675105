"""Figures of the things worth doing: whom each is for now, and the money at stake."""

from collections.abc import Callable

from retention_core.describe.customers import people
from retention_core.figures import Figure, Value, figure, unknown
from retention_core.prescribe.key_accounts import key_accounts
from retention_core.prescribe.left_lately import left_lately
from retention_core.prescribe.next_tier import next_tier
from retention_core.prescribe.play import Play
from retention_core.prescribe.second_purchase import second_purchase
from retention_core.prescribe.slipping_away import slipping_away
from retention_core.prescribe.win_back import win_back
from retention_core.quantities import Unit
from retention_core.study import Study
from retention_core.text.catalog import N_


def _customers(play: Callable[[Study], Play]) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(play)
        if found.why_null:
            return unknown(found.why_null)
        inputs: dict[str, Value] = {**found.values, "customers": found.customers}
        return Figure(found.customers, inputs=inputs, customers=lambda: people(study, found.who))

    return read


def _at_stake(play: Callable[[Study], Play]) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(play)
        if found.why_null:
            return unknown(found.why_null)
        if found.at_stake is None:
            return unknown("money_not_told", customers=found.customers)
        money = study.workbook.money(found.at_stake)
        inputs: dict[str, Value] = {**found.values, "customers": found.customers, "at_stake": money}
        return Figure(money, inputs=inputs, customers=lambda: people(study, found.who))

    return read


figure(
    "todo.slipping_away.customers",
    title=N_("Slipping away: customers"),
    meaning=N_("Customers still active who have bought more than once and have now been silent for half a period."),
    formula=N_("active customers with two purchase days or more and no purchase in the last {days} = {customers}"),
    unit=Unit.COUNT,
)(_customers(slipping_away))
figure(
    "todo.slipping_away.at_stake",
    title=N_("Slipping away: money at stake"),
    meaning=N_("What customers who are slipping away spent in the last twelve months."),
    formula=N_("spend of {customers} customers in twelve months = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(slipping_away))
figure(
    "todo.win_back.customers",
    title=N_("Best customers to win back"),
    meaning=N_("Customers who were in the best tier a year ago, by today's line, and have not bought since."),
    formula=N_("best tier of a year ago without a purchase in the last twelve months = {customers}"),
    unit=Unit.COUNT,
)(_customers(win_back))
figure(
    "todo.win_back.at_stake",
    title=N_("Best customers to win back: money at stake"),
    meaning=N_("What they spent in their last good year, the twelve months before the last twelve."),
    formula=N_("spend of {customers} customers in the year before = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(win_back))
figure(
    "todo.second_purchase.customers",
    title=N_("First-time buyers to bring back now"),
    meaning=N_("Customers who bought for the first time lately and have not come again."),
    formula=N_(
        "one purchase day, no more than {days} ago, the time within which half of those who came back did = {customers}"
    ),
    unit=Unit.COUNT,
)(_customers(second_purchase))
figure(
    "todo.second_purchase.at_stake",
    title=N_("First-time buyers to bring back: money at stake"),
    meaning=N_("What one usual purchase from each of them would bring."),
    formula=N_("{customers} customers x what a purchase day of the last twelve months brought = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(second_purchase))
figure(
    "todo.key_accounts.customers",
    title=N_("Customers who bring half of the revenue"),
    meaning=N_("The fewest customers who bring half of the revenue of twelve months, if they are a tenth or less."),
    formula=N_("those who spent most, up to half of the revenue = {customers}"),
    unit=Unit.COUNT,
    others=("money.top10_share",),
)(_customers(key_accounts))
figure(
    "todo.key_accounts.at_stake",
    title=N_("Customers who bring half of the revenue: money at stake"),
    meaning=N_("What is lost if as much of their revenue goes as went of those of a year ago."),
    formula=N_("their revenue of twelve months x the share that went last year = {revenue} x {gone} = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(key_accounts))
figure(
    "todo.next_tier.customers",
    title=N_("Customers just below a better tier"),
    meaning=N_("Customers whom one more purchase of their usual size would bring into a better tier."),
    formula=N_("customers who lack no more to the next line than they usually spend = {customers}"),
    unit=Unit.COUNT,
)(_customers(next_tier))
figure(
    "todo.next_tier.at_stake",
    title=N_("Customers just below a better tier: money at stake"),
    meaning=N_("What all of them together lack to the next line."),
    formula=N_("what {customers} customers lack to their next line = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(next_tier))
figure(
    "todo.left_lately.customers",
    title=N_("Subscribers who left lately"),
    meaning=N_("Subscribers whose contract ended in the last full period."),
    formula=N_("contracts that ran before {first_day} and no longer on {last_day} = {customers}"),
    unit=Unit.COUNT,
)(_customers(left_lately))
figure(
    "todo.left_lately.at_stake",
    title=N_("Subscribers who left lately: money at stake"),
    meaning=N_("A year's fees of the subscribers who left in the last full period."),
    formula=N_("monthly fees of {customers} subscribers x 12 = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(left_lately))
