"""Figures of the things worth doing: whom each is for now, and the money at stake."""

from collections.abc import Callable

from retention_core.describe.presence.customers import people
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.calendar_plays import anniversary, birthday, welcome
from retention_core.prescribe.plays.cross_sell import cross_sell
from retention_core.prescribe.plays.exit_survey import exit_survey
from retention_core.prescribe.plays.key_accounts import key_accounts
from retention_core.prescribe.plays.longer_contract import longer_contract
from retention_core.prescribe.plays.next_tier import next_tier
from retention_core.prescribe.plays.play import Play, PlayCode
from retention_core.prescribe.plays.second_purchase import second_purchase
from retention_core.prescribe.plays.segment_plays import ask_review, community, early_access, gone_quiet, thank_best
from retention_core.prescribe.plays.service_recovery import abandoned_carts, ask_leavers, service_recovery
from retention_core.prescribe.plays.slipping_away import slipping_away
from retention_core.prescribe.plays.win_back import win_back


def _customers(play: Callable[[Study], Play]) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(play)
        if found.why_null:
            return unknown(found.why_null)
        inputs: dict[str, Value] = {**found.values, "customers": found.customers}
        return Figure(found.customers, inputs=inputs, customers=lambda study: people(study, found.who))

    return read


def _at_stake(play: Callable[[Study], Play]) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(play)
        if found.why_null:
            return unknown(found.why_null)
        if found.at_stake is None:
            return unknown(WhyNull.MONEY_NOT_TOLD, customers=found.customers)
        money = study.workbook.money(found.at_stake)
        inputs: dict[str, Value] = {**found.values, "customers": found.customers, "at_stake": money}
        return Figure(money, inputs=inputs, customers=lambda study: people(study, found.who))

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
    title=N_("Key accounts: customers"),
    meaning=N_("The fewest customers who bring half of what twelve months earned, at most a tenth of the buyers."),
    formula=N_("those who bring most, up to half of it or a tenth of the buyers = {customers}, with {share}"),
    unit=Unit.COUNT,
    others=("money.top10_share",),
)(_customers(key_accounts))
figure(
    "todo.key_accounts.at_stake",
    title=N_("Key accounts: money at stake"),
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
)(_customers(exit_survey))
figure(
    "todo.left_lately.at_stake",
    title=N_("Subscribers who left lately: money at stake"),
    meaning=N_("A year's fees of the subscribers who left in the last full period."),
    formula=N_("monthly fees of {customers} subscribers x 12 = {at_stake}"),
    unit=Unit.MONEY,
)(_at_stake(exit_survey))

# by the code of the play, which is part of a figure's name: what the function is called may change
MORE = {
    PlayCode.WELCOME: (
        welcome,
        N_("New customers to welcome"),
        N_("Customers who bought for the first time in the last two weeks."),
        N_("What new customers have spent"),
    ),
    PlayCode.GONE_QUIET: (
        gone_quiet,
        N_("Good customers gone quiet"),
        N_("Customers of the segments At risk and Cannot lose."),
        N_("What good customers gone quiet spent in two years"),
    ),
    PlayCode.THANK_BEST: (
        thank_best,
        N_("Best customers to thank"),
        N_("Active customers of the best tier."),
        N_("What the best customers spent in twelve months"),
    ),
    PlayCode.EARLY_ACCESS: (
        early_access,
        N_("Customers to see new things first"),
        N_("Customers of the segments Champions and Loyal."),
        N_("What champions and loyal customers spent in twelve months"),
    ),
    PlayCode.BIRTHDAY: (
        birthday,
        N_("Birthdays in the coming week"),
        N_("Customers whose birthday falls in the seven days after the last day looked at."),
        N_("What customers with a birthday spent in twelve months"),
    ),
    PlayCode.ANNIVERSARY: (
        anniversary,
        N_("Anniversaries in the coming week"),
        N_("Customers who first bought on a day of the coming week, a year or more ago."),
        N_("What customers with an anniversary spent in twelve months"),
    ),
    PlayCode.ABANDONED_CARTS: (
        abandoned_carts,
        N_("Carts left behind: customers"),
        N_("Customers with a cart of the last 30 days that was not bought."),
        N_("What carts left behind hold"),
    ),
    PlayCode.ASK_REVIEW: (
        ask_review,
        N_("Customers to ask for a review"),
        N_("Champions and loyal customers who bought in the last two weeks."),
        N_("What customers to ask for a review spent in twelve months"),
    ),
    PlayCode.ASK_LEAVERS: (
        ask_leavers,
        N_("Lost customers to ask why"),
        N_("Customers lost in the last finished period."),
        N_("What lost customers spent in two years"),
    ),
    PlayCode.PUT_RIGHT: (
        service_recovery,
        N_("Customers with whom something went wrong"),
        N_("Customers with a refund or an unhappy answer in the last 30 days."),
        N_("What customers with whom something went wrong spent in twelve months"),
    ),
    PlayCode.CROSS_SELL: (
        cross_sell,
        N_("Customers to offer what is bought next"),
        N_("Customers who have the first product of the pair that goes together most, and not the second."),
        N_("What the second product would bring"),
    ),
    PlayCode.LONGER_CONTRACT: (
        longer_contract,
        N_("Subscribers to offer a longer contract"),
        N_("Subscribers who have stayed for six months or more."),
        N_("A year's fees of subscribers who have stayed"),
    ),
    PlayCode.COMMUNITY: (
        community,
        N_("Regulars to bring together"),
        N_("Active customers with ten purchase days or more."),
        N_("What regulars spent in twelve months"),
    ),
}
for _code, (_play, _title, _meaning, _stake) in MORE.items():
    figure(
        f"todo.{_code}.customers",
        title=_title,
        meaning=_meaning,
        formula=N_("customers for whom this holds now = {customers}"),
        unit=Unit.COUNT,
    )(_customers(_play))
    figure(
        f"todo.{_code}.at_stake",
        title=_stake,
        meaning=_meaning,
        formula=N_("money of {customers} customers = {at_stake}"),
        unit=Unit.MONEY,
    )(_at_stake(_play))
