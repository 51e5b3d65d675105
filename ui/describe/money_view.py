"""The blocks of the page on money: old and new customers, the waterfall, the best customers."""

from collections.abc import Callable

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import Step, pareto_chart, revenue_chart, spend_chart, waterfall_chart
from retention_core.charts.money.revenue import EXISTING, NEW
from retention_core.describe.retention.trends import ratio
from retention_core.describe.revenue.concentration import pareto_curve
from retention_core.describe.revenue.new_and_existing import new_against_existing
from retention_core.describe.revenue.revenue_bridge import last_parts
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.wording.describe import money_sentences as sentences
from ui.kit import figure_cards, show, widgets
from ui.kit.names import exact, headed
from ui.session import session

ALOUD = 100
CARDS = ("money.revenue", "money.existing_share", "money.spend_per_customer")
PAIRS = (
    ("money.existing_share", "money.repeat_order_share"),
    ("money.nrr", "money.grr"),
    ("money.revenue", "money.revenue_before_refunds"),
)
SIDES = {"money.revenue_existing": EXISTING, "money.revenue_new": NEW}
MEASURES = {
    "spend": (N_("A customer"), "revenue", "buyers"),
    "order": (N_("An order"), "order_revenue", "orders"),
}
AVERAGES = {
    "spend": ("money.spend_existing", "money.spend_new"),
    "order": ("money.order_value_existing", "money.order_value_new"),
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
    columns = ("revenue_existing", "revenue_new")
    table = study(new_against_existing).select("first_day", "finished", "exact_new", *columns)
    whole = table.with_columns(pl.col(columns) / 10**study.workbook.decimals)
    precise = table.with_columns(exact(pl.col(name), study.workbook.decimals) for name in columns)
    drawn = revenue_chart(whole, kind, written(study), session.speech(), session.theme())
    show.chart(drawn, headed(precise.drop("exact_new"), HEADERS), "revenue-by-period")
    figure_cards.figure_chips(study, {name: _capital(words) for name, words in SIDES.items()})
    show.quiet(session.speech().say("Striped: not finished, or too early in the file to know who is new."))


def spend(study: Study, kind: PeriodKind) -> None:
    """What a customer, or an order, brings on each side."""
    say = session.speech().say
    options = {key: say(words) for key, (words, *_) in MEASURES.items()}
    key = widgets.pick(say("What brings how much"), options, "spend", key=f"money-measure-{session.token()}")
    existing, new = (compute(name, study) for name in AVERAGES["spend"])
    show.sentence(sentences.who_spends_more(existing, new, session.speech()))
    table = _averages(study, key)
    if not table.filter("finished").height:
        show.empty(say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    drawn = spend_chart(table, kind, written(study), session.speech(), session.theme())
    show.chart(drawn, headed(table.with_columns(pl.col("existing", "new").round(2)), HEADERS), f"average-{key}")
    figure_cards.figure_chips(study, dict(zip(AVERAGES[key], map(_capital, (EXISTING, NEW)), strict=True)))


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


def _averages(study: Study, key: str) -> pl.DataFrame:
    """first_day, finished, existing, new: money of each side for each of its customers or orders, whole money."""
    _, total, count = MEASURES[key]
    sides = {
        side: ratio(f"{total}_{side}", f"{count}_{side}") / 10**study.workbook.decimals for side in ("existing", "new")
    }
    columns = (value.alias(side) for side, value in sides.items())
    return study(new_against_existing).select("first_day", "finished", *columns)


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
    scale = 10**study.workbook.decimals
    return [
        Step(words, parts[part] / scale, colours[part], total=part in ("start", "end"))
        for words, part in shown.values()
    ]


def _parts(study: Study, shown: dict[str, tuple[str, str]]) -> pl.DataFrame:
    """One row per bar with its exact amount."""
    say, parts = session.speech().say, study(last_parts)
    table = pl.DataFrame(
        {
            "part": [say(words) for words, _ in shown.values()],
            "amount": pl.Series([parts[part] for _, part in shown.values()], dtype=pl.Int64),
        }
    )
    return headed(table.with_columns(exact(pl.col("amount"), study.workbook.decimals)), HEADERS)


def _capital(words: str) -> str:
    said = session.speech().say(words)
    return said[:1].upper() + said[1:]
