"""The blocks of the page on money that are about one customer: worth, margin, cost of gaining, payback."""

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import channel_chart, clv_chart, payback_chart
from retention_core.describe.customer_value.cac import cac_by_channel
from retention_core.describe.customer_value.clv import clv_by_cohort
from retention_core.describe.customer_value.clv_curves import MOST_CURVES, clv_curves, curve_kind
from retention_core.describe.customer_value.margin import has_costs, margin_share
from retention_core.describe.customer_value.payback import payback, payback_curve
from retention_core.export.spending_template import COLUMNS, TO_SAY, spending_example
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.wording.describe import money_sentences as sentences
from ui.describe.money_view import headed, written
from ui.kit import figure_cards, show, widgets
from ui.kit.names import exact
from ui.session import session

COSTS = ("cac.blended", "cac.so_far", "cac.all_spending")
KEEPING = ("keeping.cost_per_kept", "keeping.gaining_ratio")
WITH_MARGIN = ("clv.so_far", "payback.months", "clv.so_far_to_cac")
LONGEST = 36
HEADERS = {
    "cohort": N_("First bought"),
    "month": N_("Months later"),
    "customers": N_("Customers"),
    "revenue_so_far": N_("Revenue so far"),
    "margin_so_far": N_("Earned per customer"),
    "cohorts": N_("Months of first purchase"),
    "earned": N_("Earned per customer"),
    "cost": N_("Cost of gaining a customer"),
    "channel": N_("Channel"),
    "new": N_("Customers won"),
    "acquisition": N_("Spent on gaining"),
    "keeping": N_("Spent on keeping"),
    "cac": N_("Cost of gaining a customer"),
}


def worth(study: Study) -> None:
    """What customers have earned so far, by when they came and for how long they have been there."""
    speech, curves = session.speech(), study(clv_curves)
    show.sentence(sentences.what_one_is_worth(compute("clv.so_far", study), speech))
    if not curves.height:
        show.empty(speech.say("The curves take a full month of first purchases."))
        return
    latest = curves["joined"].unique().sort().tail(MOST_CURVES)
    drawn_curves = curves.filter(pl.col("joined").is_in(latest.implode())).with_columns(_whole(study, "margin_so_far"))
    drawn = clv_chart(drawn_curves, study(curve_kind), written(study), speech, session.theme())
    show.chart(drawn, _cohorts(study), "worth-so-far")
    show.quiet(
        speech.say(
            "Each line is a group of customers by their first purchase in the file. The first group may hold older"
            " customers."
        )
    )


def margin(study: Study) -> None:
    """The margin in use, and the way to change it."""
    say = session.speech().say
    if has_costs(study):
        told = say("The file tells what you earn. For what is to come goes the part of twelve months, or your own.")
    else:
        told = say(
            "The file tells what customers pay, not what the goods cost. This part is taken as earned; set your own."
        )
    show.sentence(told)
    widgets.margin(study(margin_share))
    figure_cards.lines(study, [name for name in WITH_MARGIN if compute(name, study).why_null != WhyNull.NO_SPENDING])


def gaining(study: Study) -> None:
    """What a new customer costs, when that is earned, by channel; without a spending file: what one looks like."""
    speech = session.speech()
    cost = compute("cac.blended", study)
    if cost.why_null == WhyNull.NO_SPENDING:
        _no_spending(study)
        return
    show.sentence(" ".join(sentences.what_gaining_costs(cost, compute("payback.months", study), speech)))
    if cost.why_null == WhyNull.SPENDING_ELSEWHERE:
        return
    figure_cards.cards(study, COSTS, less_is_better=frozenset(COSTS))
    left, right = show.side_by_side([3, 2])
    with left:
        _payback(study)
    with right:
        _channels(study)
    figure_cards.lines(study, KEEPING)


def _payback(study: Study) -> None:
    speech, found, curve = session.speech(), study(payback), study(payback_curve)
    if found is None or not curve.height:
        return
    show.strong(speech.say("Earned against the cost of gaining, per customer"))
    each = curve.filter((pl.col("customers") > 0) & (pl.col("month") <= LONGEST)).select(
        "month",
        "cohorts",
        "customers",
        *(_whole(study, column, pl.col(column) / pl.col("customers")).alias(name) for column, name in _BOTH.items()),
    )
    show.chart(
        payback_chart(each, found.month, written(study), speech, session.theme()),
        _rounded(each, "earned", "cost"),
        "payback",
    )
    show.quiet(speech.say("Each month over all customers who could be seen that long; not all have been here so long."))


_BOTH = {"earned": "earned", "acquisition": "cost"}


def _channels(study: Study) -> None:
    speech, table = session.speech(), study(cac_by_channel)
    show.strong(speech.say("By channel"))
    known = table.filter(pl.col("cac").is_not_null())
    if not known.height:
        show.empty(
            speech.say("To see this by channel, both the orders and the spending file need a column with the channel.")
        )
        return
    unknown = speech.say("not known")
    whole = known.with_columns(pl.col("channel").fill_null(unknown), _whole(study, "cac"))
    blended = compute("cac.blended", study).value
    drawn = channel_chart(whole, float(blended or 0), written(study), speech, session.theme())  # type: ignore[arg-type]
    precise = table.with_columns(
        pl.col("channel").fill_null(unknown),
        *(exact(pl.col(name), study.workbook.decimals) for name in ("acquisition", "keeping")),
        _whole(study, "cac"),
    )
    show.chart(drawn, _rounded(precise, "cac"), "cost-by-channel")


def _no_spending(study: Study) -> None:
    """Which columns a spending file needs, and one to fill in."""
    say = session.speech().say
    show.empty(
        say(
            "This needs a file that says what you spent on marketing: a day or month and an amount in each line; if you"
            " know them, also the channel and whether it was meant to gain or to keep customers. Drop it beside your"
            " orders."
        )
    )
    show.quiet(say("An example to fill in, with made-up amounts:"))
    words = {message: say(message) for message in TO_SAY}
    table = study(spending_example).with_columns(pl.col("channel", "purpose").replace(words))
    show.listing(table.rename(dict(zip(table.columns, map(say, COLUMNS), strict=True))), "spending")
    show.link("data", say("Add a file"))


def _cohorts(study: Study) -> pl.DataFrame:
    """All months of first purchase, as far as they can be seen."""
    cells = study(clv_by_cohort).filter(pl.col("revenue_so_far").is_not_null())
    precise = cells.with_columns(
        exact(pl.col("revenue_so_far"), study.workbook.decimals), _whole(study, "margin_so_far")
    )
    return _rounded(precise, "margin_so_far")


def _whole(study: Study, name: str, value: pl.Expr | None = None) -> pl.Expr:
    """A column of calculated minor units as whole money."""
    return ((pl.col(name) if value is None else value) / 10**study.workbook.decimals).alias(name)


def _rounded(table: pl.DataFrame, *names: str) -> pl.DataFrame:
    return headed(table.with_columns(pl.col(names).round(2)), HEADERS)
