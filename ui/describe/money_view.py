"""The blocks of the page on money: old and new customers, the waterfall, the best customers."""

from collections.abc import Callable

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import Step, pareto_chart, revenue_chart, spend_chart, waterfall_chart
from retention_core.charts.money.revenue import EXISTING, NEW
from retention_core.describe.revenue.concentration import pareto_curve
from retention_core.describe.revenue.new_and_existing import (
    Averaged,
    average_of_new_and_existing,
    new_against_existing,
)
from retention_core.describe.revenue.revenue_bridge import last_parts
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.wording.describe import money_sentences as sentences
from ui.kit import figure_cards, show, widgets
from ui.kit.tables import headed, in_exact_money, in_whole_money, named, rounded
from ui.session import session

ALOUD = 100
CARDS = ("money.revenue", "money.existing_share", "money.spend_per_customer")
PAIRS = (
    ("money.existing_share", "money.repeat_order_share"),
    ("money.nrr", "money.grr"),
    ("money.revenue", "money.revenue_before_refunds"),
)
SIDES = {"money.revenue_existing": EXISTING, "money.revenue_new": NEW}
AMONG = {Averaged.CUSTOMER: N_("A customer"), Averaged.ORDER: N_("An order")}
AVERAGES = {
    Averaged.CUSTOMER: ("money.spend_existing", "money.spend_new"),
    Averaged.ORDER: ("money.order_value_existing", "money.order_value_new"),
}
STEPS = {
    "money.before": (N_("Period before"), "start"),
    "money.lost": (N_("Lost"), "lost"),
    "money.less": (N_("Spent less"), "contraction"),
    "money.more": (N_("Spent more"), "expansion"),
    "money.returned": (N_("Returned"), "returned"),
    "money.revenue_new": (N_("First-time buyers"), "new"),
    "money.other": (N_("Everything else"), "other"),
    "money.revenue": (N_("This period"), "end"),
}
BEST = {"money.top10_share": N_("Best tenth"), "money.top20_share": N_("Best fifth")}
HEADERS = {
    "first_day": N_("First day"),
    "finished": N_("Finished"),
    "revenue_existing": N_("Revenue from existing customers"),
    "revenue_new": N_("Revenue from first-time buyers"),
    "existing": EXISTING,
    "new": NEW,
    "part": N_("Part"),
    "amount": N_("Amount"),
    "customer_share": N_("Share of customers"),
    "customers": N_("Customers"),
    "revenue_share": N_("Share of revenue"),
}


def written(study: Study) -> Callable[[float], str]:
    """Writes whole money as on an axis: short, without cents from a hundred up."""
    speech, currency = session.speech(), study.workbook.currency

    def write(value: float) -> str:
        shown = value if abs(value) < ALOUD else round(value)
        return speech.money(Money.of(shown, 2, currency), short=True, whole=True)

    return write


def revenue(study: Study, kind: PeriodKind) -> None:
    """Revenue by period from existing customers and from first-time buyers."""
    show.sentence(sentences.who_brings(compute("money.existing_share", study), kind, session.speech()))
    columns, decimals = ("revenue_existing", "revenue_new"), study.workbook.decimals
    table = study(new_against_existing).select("first_day", "finished", "exact_new", *columns)
    whole, precise = in_whole_money(table, decimals, *columns), in_exact_money(table, decimals, *columns)
    drawn = revenue_chart(whole, kind, written(study), session.speech(), session.theme())
    show.chart(drawn, headed(precise.drop("exact_new"), HEADERS), "revenue-by-period")
    figure_cards.figure_chips(study, {name: _capital(words) for name, words in SIDES.items()})
    show.quiet(session.speech().say("Striped: not finished, or too early in the file to know who is new."))


def spend(study: Study, kind: PeriodKind) -> None:
    """What a customer, or an order, brings on each side."""
    say = session.speech().say
    options = {among: say(words) for among, words in AMONG.items()}
    among = widgets.pick(
        say("What brings how much"), options, Averaged.CUSTOMER, key=f"money-measure-{session.token()}"
    )
    existing, new = (compute(name, study) for name in AVERAGES[Averaged.CUSTOMER])
    show.sentence(sentences.who_spends_more(existing, new, session.speech()))
    table = in_whole_money(study(average_of_new_and_existing, among), study.workbook.decimals, "existing", "new")
    if not table["finished"].any():
        show.empty(say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    drawn = spend_chart(table, kind, written(study), session.speech(), session.theme())
    show.chart(drawn, headed(rounded(table, 2, "existing", "new"), HEADERS), f"average-{among}")
    figure_cards.figure_chips(study, dict(zip(AVERAGES[among], map(_capital, (EXISTING, NEW)), strict=True)))


def waterfall(study: Study) -> None:
    """From the revenue of the period before to that of the last finished one; each part opens."""
    gross, net, lost, less = (compute(name, study) for name in ("money.grr", "money.nrr", "money.lost", "money.less"))
    show.sentence(" ".join(sentences.what_was_kept((gross, net), (lost, less), session.speech())))
    if compute("money.before", study).why_null:
        return
    shown = {name: step for name, step in STEPS.items() if name != "money.other" or study(last_parts)["other"]}
    drawn = waterfall_chart(_steps(study, shown), written(study), session.speech(), session.theme())
    show.chart(drawn, _parts(study, shown), "waterfall")
    say = session.speech().say
    figure_cards.figure_chips(
        study, {"money.grr": say("Without growth"), "money.nrr": say("With growth")}, "waterfall-"
    )
    figure_cards.figure_chips(study, {name: say(words) for name, (words, _) in shown.items()}, "waterfall-")


def best(study: Study) -> None:
    """The share of the best customers in the revenue of twelve months."""
    say, curve = session.speech().say, study(pareto_curve)
    share, ratio_ = compute("money.top10_share", study), compute("money.top10_ratio", study)
    show.sentence(" ".join(sentences.how_concentrated(share, ratio_, session.speech())))
    if not curve.height:
        return
    show.chart(pareto_chart(curve, session.speech(), session.theme()), headed(curve, HEADERS), "best-customers")
    figure_cards.figure_chips(study, {name: say(words) for name, words in BEST.items()})
    figure_cards.figure_chips(study, {"money.top10_ratio": say("Best tenth against the rest, times")})


def _steps(study: Study, shown: dict[str, tuple[str, str]]) -> list[Step]:
    look, parts = session.theme(), study(last_parts)
    colours = {
        "start": look.muted,
        "lost": look.gone,
        "contraction": look.gone,
        "expansion": look.stay,
        "returned": look.back,
        "new": look.new,
        "other": look.muted,
        "end": look.stay,
    }
    return [
        Step(words, float(study.workbook.money(parts[part])), colours[part], total=part in ("start", "end"))
        for words, part in shown.values()
    ]


def _parts(study: Study, shown: dict[str, tuple[str, str]]) -> pl.DataFrame:
    """One row per bar with its exact amount."""
    say, parts = session.speech().say, study(last_parts)
    table = pl.DataFrame({"amount": [parts[part] for _, part in shown.values()]})
    exact = in_exact_money(table, study.workbook.decimals, "amount")
    return headed(named(exact, "part", [say(words) for words, _ in shown.values()]), HEADERS)


def _capital(words: str) -> str:
    said = session.speech().say(words)
    return said[:1].upper() + said[1:]
