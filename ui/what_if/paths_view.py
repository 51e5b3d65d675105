"""What the studio shows of a programme's way: two futures, lever by lever, what matters most."""

from collections.abc import Callable

import polars as pl

from retention_core.charts import Step, paths_chart, profit_chart, tornado_chart, waterfall_chart
from retention_core.describe.retention.retention_period import finished_period
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.what_if.profit_bridge import profit_bridge, profit_with
from retention_core.prescribe.what_if.sensitivity import Swing, tornado
from retention_core.prescribe.what_if.two_futures import Followed, two_futures
from retention_core.prescribe.what_if.what_if_figures import Case
from ui.kit import show, widgets
from ui.kit.tables import rounded
from ui.session import session
from ui.what_if.lever_view import money_of

STEPS = {
    PeriodKind.WEEK: N_("Weeks after {day}"),
    PeriodKind.MONTH: N_("Months after {day}"),
    PeriodKind.QUARTER: N_("Quarters after {day}"),
    PeriodKind.HALF_YEAR: N_("Half-years after {day}"),
    PeriodKind.YEAR: N_("Years after {day}"),
}
EXTRA = "extra_profit"
SERIES = {
    Followed.CUSTOMERS.value: N_("Customers"),
    Followed.REVENUE.value: N_("Revenue, period by period"),
    Followed.PROFIT.value: N_("Profit so far"),
    EXTRA: N_("Extra profit so far"),
}
PARTS = {
    "retention": N_("More customers kept"),
    "contract": N_("Longer contracts"),
    "spend": N_("Spend per purchase"),
    "frequency": N_("How often they buy"),
    "new_customers": N_("New customers"),
    "cost": N_("Cost of the programme"),
}
SWINGS = {
    "rate": N_("Customers kept, as now"),
    "spent": N_("Revenue per customer, as now"),
    "gained": N_("Customers gained, as now"),
    "margin": N_("Margin"),
    "discount_rate": N_("Discount rate"),
    "lift": N_("More customers kept"),
    "spend": N_("Spend per purchase"),
    "frequency": N_("How often they buy"),
    "new_customers": N_("New customers"),
    "cost_per_period": N_("Programme cost"),
    "cost_per_member": N_("Cost per customer"),
    "cost_share": N_("Discount on what they spend"),
    "contract_share": N_("Who signs for longer"),
}
OF_MONEY = frozenset({"spent", "cost_per_period", "cost_per_member"})


def written(study: Study) -> Callable[[float], str]:
    """How charts write amounts."""
    return lambda value: session.speech().money(money_of(study, value), short=True, whole=True)


def path(study: Study, case: Case) -> None:
    """The shop as it is and with the programme, step by step."""
    speech, has_money = session.speech(), case.shop.has_money
    show.heading(
        speech.say("Two futures"),
        speech.say("The shop as it goes on now, and with the programme. The bands hold 8 of 10 cases."),
    )
    names = {name: speech.say(words) for name, words in SERIES.items()}
    name = widgets.pick(speech.say("What to follow"), names, "profit", key="follow") if has_money else "customers"
    title = speech.say(STEPS[case.outcome.kind], day=finished_period(study).last_day)
    if name == EXTRA:
        _extra(study, case, title)
        return
    _futures(study, case, Followed(name), title)
    _tested(case.shop)


def _extra(study: Study, case: Case, title: str) -> None:
    so_far = rounded(case.outcome.table.select("step", EXTRA), 2, EXTRA)
    show.chart(profit_chart(so_far, written(study), title, session.speech(), session.theme()), so_far, "extra")


def _futures(study: Study, case: Case, followed: Followed, title: str) -> None:
    speech, paths = session.speech(), two_futures(case.outcome, case.ranges, followed)
    write = (lambda value: speech.number(round(value))) if followed is Followed.CUSTOMERS else written(study)
    show.chart(paths_chart(paths, write, title, speech, session.theme()), rounded(paths, 2), "path")


def _tested(shop: Baseline) -> None:
    """How well the baseline foretold the periods past."""
    test, say = shop.back_test, session.speech().say
    if test:
        show.quiet(
            say(
                "Tried on your own past: told one period ahead, this way was {error} off on average over {n} periods;"
                " 'as many as now' was {error_as_now} off.",
                error=Share(test.error), n=test.periods, error_as_now=Share(test.error_as_now),
            )
        )  # fmt: skip


def by_lever(study: Study, case: Case) -> None:
    """From the profit as it is to the profit with the programme."""
    speech, look = session.speech(), session.theme()
    parts = profit_bridge(case.shop, case.outcome.lever)
    show.heading(
        speech.say("From the profit as it is to the profit with the programme"),
        speech.say("Lever by lever, in this order; over the whole time, in money of today."),
    )
    before = case.outcome.baseline_profit or 0.0
    named = [(speech.say(PARTS[name]), amount) for name, amount in parts.items()]
    steps = [
        Step(speech.say("Profit as it is"), before, look.muted, total=True),
        *(Step(words, amount, look.stay if amount >= 0 else look.gone) for words, amount in named),
        Step(speech.say("Profit with it"), profit_with(before, parts), look.stay, total=True),
    ]
    table = pl.DataFrame({"part": [step.words for step in steps], "amount": [step.amount for step in steps]})
    show.chart(waterfall_chart(steps, written(study), speech, look), rounded(table, 2, "amount"), "bridge")


def matters(study: Study, case: Case) -> None:
    """Which lever, and which measured number, moves the result most."""
    speech, found = session.speech(), case.outcome
    show.heading(
        speech.say("What matters most"),
        speech.say(
            "Each bar moves one number alone: what is measured within its range, margin and discount rate by points,"
            " the others by a fifth down and up."
        ),
    )
    swings = tornado(case.shop, found.lever)
    table = pl.DataFrame(
        {
            "lever": [speech.say(SWINGS[swing.name]) for swing in swings],
            "low_words": [_end(study, swing, swing.low) for swing in swings],
            "high_words": [_end(study, swing, swing.high) for swing in swings],
            "profit_low": [round(swing.profit_low, 2) for swing in swings],
            "profit_high": [round(swing.profit_high, 2) for swing in swings],
        }
    )
    drawn = tornado_chart(table, found.result.extra_profit or 0.0, written(study), speech, session.theme())
    show.chart(drawn, table, "tornado")


def _end(study: Study, swing: Swing, value: float) -> str:
    speech = session.speech()
    if swing.name == "gained":
        return speech.number(round(value))
    return speech.write(money_of(study, value)) if swing.name in OF_MONEY else speech.share(value)
