"""The blocks of the page on money that are about one customer: worth, margin, cost of gaining, payback."""

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import channel_chart, clv_chart, payback_chart
from retention_core.describe.customer_value.cac import cac_by_channel, channels_with_cost
from retention_core.describe.customer_value.clv import seen_clv
from retention_core.describe.customer_value.clv_curves import curve_kind, latest_clv_curves
from retention_core.describe.customer_value.margin import has_costs, margin_share
from retention_core.describe.customer_value.payback import payback, payback_each
from retention_core.export.spending_template import COLUMNS, TO_SAY, spending_example
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.wording.describe import money_sentences as sentences
from ui.describe.money_view import written
from ui.kit import figure_cards, show, widgets
from ui.kit.tables import headed, in_exact_money, in_whole_money, rounded, with_some_words, with_words
from ui.session import session

COSTS = ("cac.blended", "cac.so_far", "cac.all_spending")
KEEPING = ("keeping.cost_per_kept", "keeping.gaining_ratio")
WITH_MARGIN = ("clv.so_far", "payback.months", "clv.so_far_to_cac")
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
    speech, curves = session.speech(), study(latest_clv_curves)
    show.sentence(sentences.what_one_is_worth(compute("clv.so_far", study), speech))
    if not curves.height:
        show.empty(speech.say("The curves take a full month of first purchases."))
        return
    whole = in_whole_money(curves, study.workbook.decimals, "margin_so_far")
    drawn = clv_chart(whole, study(curve_kind), written(study), speech, session.theme())
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
    speech, found, curve = session.speech(), study(payback), study(payback_each)
    if found is None or not curve.height:
        return
    show.strong(speech.say("Earned against the cost of gaining, per customer"))
    each = in_whole_money(curve, study.workbook.decimals, "earned", "cost")
    drawn = payback_chart(each, found.month, written(study), speech, session.theme())
    show.chart(drawn, headed(rounded(each, 2, "earned", "cost"), HEADERS), "payback")
    show.quiet(speech.say("Each month over all customers who could be seen that long; not all have been here so long."))


def _channels(study: Study) -> None:
    speech, decimals, known = session.speech(), study.workbook.decimals, study(channels_with_cost)
    show.strong(speech.say("By channel"))
    if not known.height:
        show.empty(
            speech.say("To see this by channel, both the orders and the spending file need a column with the channel.")
        )
        return
    whole = in_whole_money(_channels_named(known), decimals, "cac")
    blended = compute("cac.blended", study).value
    all_of_them = float(blended) if isinstance(blended, Money) else 0.0
    drawn = channel_chart(whole, all_of_them, written(study), speech, session.theme())
    precise = in_exact_money(_channels_named(study(cac_by_channel)), decimals, "acquisition", "keeping")
    table = rounded(in_whole_money(precise, decimals, "cac"), 2, "cac")
    show.chart(drawn, headed(table, HEADERS), "cost-by-channel")


def _channels_named(table: pl.DataFrame) -> pl.DataFrame:
    unknown = session.speech().say("not known")
    return with_words(table, "channel", [unknown if name is None else name for name in table["channel"]])


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
    table = with_some_words(study(spending_example), words)
    show.listing(table.rename(dict(zip(table.columns, map(say, COLUMNS), strict=True))), "spending")
    show.link("data", say("Add a file"))


def _cohorts(study: Study) -> pl.DataFrame:
    """All months of first purchase, as far as they can be seen."""
    decimals = study.workbook.decimals
    precise = in_exact_money(study(seen_clv), decimals, "revenue_so_far")
    return headed(rounded(in_whole_money(precise, decimals, "margin_so_far"), 2, "margin_so_far"), HEADERS)
