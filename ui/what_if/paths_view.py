"""What the studio shows of a programme's way: two futures, lever by lever, what matters most."""

from collections.abc import Callable

import polars as pl

from retention_core.charts import Step, paths_chart, profit_chart, tornado_chart, waterfall_chart
from retention_core.describe.retention.retention_period import finished_period
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import baseline
from retention_core.prescribe.what_if.monte_carlo import OutcomeRanges
from retention_core.prescribe.what_if.profit_bridge import profit_bridge
from retention_core.prescribe.what_if.sensitivity import Swing, tornado
from retention_core.prescribe.what_if.what_if import Outcome
from retention_core.prescribe.what_if.what_if_figures import shop_for
from ui.kit import show, widgets
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
    "customers": N_("Customers"),
    "revenue": N_("Revenue, period by period"),
    "profit": N_("Profit so far"),
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


def path(study: Study, found: Outcome, drawn: OutcomeRanges) -> None:
    """The shop as it is and with the programme, step by step."""
    speech, has_money = session.speech(), found.result.extra_profit is not None
    show.heading(
        speech.say("Two futures"),
        speech.say("The shop as it goes on now, and with the programme. The bands hold 8 of 10 cases."),
    )
    names = {name: speech.say(words) for name, words in SERIES.items() if has_money or name == "customers"}
    start = "profit" if has_money else "customers"
    name = widgets.pick(speech.say("What to follow"), names, start, key="follow") if has_money else start
    title = speech.say(STEPS[found.kind], day=finished_period(study).last_day)
    if name == EXTRA:
        so_far = found.table.select("step", EXTRA).with_columns(pl.col(EXTRA).round(2))
        show.chart(profit_chart(so_far, written(study), title, speech, session.theme()), so_far, "extra")
        return
    before, after = f"baseline_{name}", name
    paths = pl.DataFrame(
        {
            "step": found.table["step"],
            "before": found.table[before],
            "after": found.table[after],
            **{f"before{end}": drawn.bands[f"{before}{end}"].cast(pl.Float64) for end in ("_low", "_high")},
            **{f"after{end}": drawn.bands[f"{after}{end}"].cast(pl.Float64) for end in ("_low", "_high")},
        }
    )
    if name == "revenue":
        paths = paths[1:]
    write = (lambda value: speech.number(round(value))) if name == "customers" else written(study)
    show.chart(
        paths_chart(paths, write, title, speech, session.theme()),
        paths.with_columns(pl.col(pl.Float64).round(2)),
        "path",
    )
    _tested(study)


def _tested(study: Study) -> None:
    """How well the baseline foretold the periods past."""
    test, say = study(baseline).back_test, session.speech().say
    if test:
        show.quiet(
            say(
                "Tried on your own past: told one period ahead, this way was {error} off on average over {n} periods;"
                " 'as many as now' was {error_as_now} off.",
                error=Share(test.error), n=test.periods, error_as_now=Share(test.error_as_now),
            )
        )  # fmt: skip


def by_lever(study: Study, found: Outcome, _drawn: OutcomeRanges) -> None:
    """From the profit as it is to the profit with the programme."""
    speech, look = session.speech(), session.theme()
    parts = profit_bridge(shop_for(study, found.lever), found.lever)
    show.heading(
        speech.say("From the profit as it is to the profit with the programme"),
        speech.say("Lever by lever, in this order; over the whole time, in money of today."),
    )
    before = found.baseline_profit or 0.0
    named = [(speech.say(PARTS[name]), amount) for name, amount in parts.items()]
    steps = [
        Step(speech.say("Profit as it is"), before, look.muted, total=True),
        *(Step(words, amount, look.stay if amount >= 0 else look.gone) for words, amount in named),
        Step(speech.say("Profit with it"), before + sum(parts.values()), look.stay, total=True),
    ]
    table = pl.DataFrame({"part": [step.words for step in steps], "amount": [round(step.amount, 2) for step in steps]})
    show.chart(waterfall_chart(steps, written(study), speech, look), table, "bridge")


def matters(study: Study, found: Outcome, _drawn: OutcomeRanges) -> None:
    """Which lever, and which measured number, moves the result most."""
    speech = session.speech()
    show.heading(
        speech.say("What matters most"),
        speech.say(
            "Each bar moves one number alone: what is measured within its range, margin and discount rate by points,"
            " the others by a fifth down and up."
        ),
    )
    swings = tornado(shop_for(study, found.lever), found.lever)
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
