"""The blocks of the page on subscriptions: who is lost, by what, how long they stay, and why they leave."""

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import curve_chart, rates_chart, shares_chart, survival_points
from retention_core.charts.forms.curves import MOST_CURVES
from retention_core.describe.statistics.survival import curves_in_one_table
from retention_core.describe.subscriptions.churn import MONEY, churn_by_month, known_churn
from retention_core.describe.subscriptions.leavers import (
    MOST_SHOWN,
    has_contract_days,
    leave_most,
    leavers_by,
    leavers_by_tenure,
)
from retention_core.describe.subscriptions.tenures import (
    left_so_far,
    subscriber_survival,
    subscriber_survival_by,
    subscriber_traits,
)
from retention_core.diagnose.leaving_reasons import leaving_reasons, reason_shares
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.wording.describe import stay_sentences as sentences
from ui.kit import customer_lists, figure_cards, show, widgets
from ui.kit.tables import headed, in_whole_money, named, rounded, with_words
from ui.session import session

CARDS = (
    *("subscriptions.running", "subscriptions.monthly_churn", "subscriptions.yearly_churn"),
    *("subscriptions.monthly_revenue", "subscriptions.monthly_revenue_churn", "subscriptions.yearly_revenue_churn"),
)
WITHOUT_DAYS = ("subscriptions.left_share", "subscriptions.median_months")
LESS_IS_BETTER = frozenset(
    {
        *("subscriptions.monthly_churn", "subscriptions.yearly_churn", "subscriptions.left_share"),
        *("subscriptions.monthly_revenue_churn", "subscriptions.yearly_revenue_churn", "subscriptions.lost"),
    }
)
LISTS = {"subscriptions.lost": N_("Left"), "subscriptions.gained": N_("New")}
BY_TENURE = "tenure"
EVERYBODY = ""
HEADERS = {
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "finished": N_("Finished"),
    "at_start": N_("Subscribers at the start"),
    "lost": N_("Lost"),
    "gained": N_("Won"),
    "at_end": N_("Subscribers at the end"),
    "churn_rate": N_("Share lost"),
    "revenue_at_start": N_("Fees at the start"),
    "revenue_lost": N_("Fees lost"),
    "revenue_added": N_("Fees added"),
    "revenue_at_end": N_("Fees at the end"),
    "revenue_churn_rate": N_("Share of fees lost"),
    "group": N_("Group"),
    "subscribers": N_("Subscribers"),
    "left": N_("Left"),
    "share": N_("Share"),
    "low": N_("Lowest (95% range)"),
    "high": N_("Highest (95% range)"),
    "line": N_("Group"),
    "time": N_("Months"),
    "at_risk": N_("Still there just before"),
    "ended": N_("Left then"),
    "staying": N_("Share who stay longer"),
    "standard_error": N_("Standard error"),
    "reason": N_("Reason"),
    "answers": N_("Answers"),
}


def has_days(study: Study) -> bool:
    """Whether the contracts have days, or only say how long they lasted."""
    return has_contract_days(study)


def finding(study: Study) -> None:
    """How many are lost, in one sentence."""
    names = ("subscriptions.monthly_churn", "subscriptions.yearly_churn", "subscriptions.left_share")
    monthly, yearly, left = (compute(name, study) for name in names)
    first, *more = sentences.who_left(monthly, yearly, left, session.speech())
    show.hero(first, more, key="subscriptions")


def cards(study: Study) -> None:
    """What is running and what is lost; without days, who has left. What the files do not tell is left out."""
    names = CARDS if has_days(study) else WITHOUT_DAYS
    figure_cards.cards(
        study, [name for name in names if compute(name, study).why_null != WhyNull.NO_FEES], LESS_IS_BETTER
    )


def churn(study: Study) -> None:
    """The share lost month by month, of subscribers and of fees."""
    speech, known = session.speech(), study(known_churn)
    if known.is_empty():
        show.empty(speech.say("This takes two full months of contracts."))
        return
    lines = {"churn_rate": speech.say("of subscribers"), "revenue_churn_rate": speech.say("of fees")}
    title = speech.say(N_("Share of subscribers and of fees lost, month by month"))
    shown = rounded(in_whole_money(study(churn_by_month), study.workbook.decimals, *MONEY), 2, *MONEY)
    shown = shown if compute("subscriptions.monthly_revenue", study).why_null is None else shown.drop(MONEY)
    drawn = rates_chart(known, lines, speech, session.theme(), title=title)
    show.chart(drawn, headed(shown, HEADERS), "churn-by-month")


def by_group(study: Study) -> None:
    """Who leaves most: by plan, any other trait, or how long they have been there."""
    speech = session.speech()
    names = {BY_TENURE: speech.say("how long they have been there")}
    names = {name: sentences.column_name(name, speech) for name in study(subscriber_traits)} | names
    column = widgets.choose(speech.say("Tell subscribers apart by"), names, key=f"left-by-{session.token()}")
    groups = _groups(study, column)
    if groups["share"].is_null().all():
        show.empty(speech.say("This takes two full months of contracts."))
        return
    show.sentence(sentences.who_leaves_most(groups, speech))
    words = speech.say("Lost in a month") if has_days(study) else speech.say("Have left")
    title = speech.say(N_("Share of subscribers who leave, by group, with its 95% range"))
    ordered = groups.head(MOST_SHOWN) if column == BY_TENURE else leave_most(groups)
    drawn = shares_chart(ordered, speech, session.theme(), words=words, title=title)
    show.chart(drawn, headed(groups.drop("counts"), HEADERS), "left-by")
    if groups.height > MOST_SHOWN:
        show.quiet(speech.say("The largest {n} groups are drawn; all of them are under Numbers.", n=MOST_SHOWN))
    if has_days(study):
        show.quiet(speech.say("Lost in a month on average, over the last twelve full months."))


def survival(study: Study, *, choice: bool = False) -> None:
    """How many of 100 subscribers stay how many months; choice: the visitor may tell groups apart."""
    speech = session.speech()
    all_of_them = study(subscriber_survival)
    if not all_of_them.observed:
        show.empty(sentences.how_long_they_stay(all_of_them, speech))
        return
    show.sentence(sentences.how_long_they_stay(all_of_them, speech))
    column = _column(study) if choice else EVERYBODY
    curves = {speech.say("All subscribers"): all_of_them}
    if column != EVERYBODY:
        found = study(subscriber_survival_by, column)
        curves = {sentences.group_name(name, rest=False, speech=speech): curve for name, curve in found.items()}
    drawn = curve_chart(
        survival_points(curves, rising=False),
        speech,
        session.theme(),
        x=speech.say(N_("Months")),
        share=speech.say(N_("Stay longer")),
        title=speech.say(N_("Share of subscribers who stay longer than so many months, with its 95% range")),
        steps=True,
    )
    show.chart(drawn, headed(curves_in_one_table(curves), HEADERS), "survival")
    if len(curves) > MOST_CURVES:
        show.quiet(speech.say("The largest {n} groups are drawn; all of them are under Numbers.", n=MOST_CURVES))
    show.quiet(speech.say("Those still there count as long as they have been seen (Kaplan-Meier)."))


def reasons(study: Study) -> None:
    """Why they say they left."""
    speech, table = session.speech(), study(reason_shares)
    words = [speech.say(sentences.REASONS[reason]) for reason in table["reason"]]
    counts = [speech.count("{n} answer", "{n} answers", answers) for answers in table["answers"]]
    groups = with_words(with_words(table, "group", words), "counts", counts)
    show.sentence(sentences.why_they_leave(table, speech))
    title = speech.say(N_("Share of answers by reason for leaving"))
    drawn = shares_chart(groups, speech, session.theme(), words=speech.say("Share of answers"), title=title)
    shown = with_words(study(leaving_reasons), "reason", words)
    show.chart(drawn, headed(shown, HEADERS), "reasons")


def has_reasons(study: Study) -> bool:
    """Whether the files say why anybody left."""
    return bool(study(leaving_reasons).height)


def movers(study: Study) -> None:
    """Who left in the last full month, and who is new; without days, who has left."""
    speech = session.speech()
    if not has_days(study):
        customer_lists.listing(study.workbook, study(left_so_far), "left")
        return
    figures = {name: compute(name, study) for name in LISTS}
    if why := figures["subscriptions.lost"].why_null:
        show.empty(sentences.why_null(why, speech))
        return
    options = {name: f"{speech.say(words)}: {speech.figure(figures[name])}" for name, words in LISTS.items()}
    first = next(iter(figures.values()))
    show.quiet(speech.say("{first} to {last}", first=first.inputs["first_day"], last=first.inputs["last_day"]))
    _listed(
        study, widgets.pick(speech.say("Whom to list"), options, "subscriptions.lost", key=f"moved-{session.token()}")
    )


def _listed(study: Study, name: str) -> None:
    figure = compute(name, study)
    if figure.why_null:
        show.empty(sentences.why_null(figure.why_null, session.speech()))
    if figure.customers:
        customer_lists.listing(study.workbook, figure.customers(study), name)


def _column(study: Study) -> str:
    speech = session.speech()
    names = {EVERYBODY: speech.say("all together")}
    names |= {name: sentences.column_name(name, speech) for name in study(subscriber_traits)}
    return widgets.choose(speech.say("Tell subscribers apart by"), names, key=f"survival-by-{session.token()}")


def _groups(study: Study, column: str) -> pl.DataFrame:
    """group (in words), counts (in words), then subscribers and lost (or left), share, low, high."""
    speech = session.speech()
    if column == BY_TENURE:
        table = study(leavers_by_tenure)
        names = [_stretch(*ends) for ends in table.select("from_months", "to_months").rows()]
    else:
        table = study(leavers_by, column)
        names = [sentences.group_name(value, rest=False, speech=speech) for value in table["group"]]
    of, gone = ("at_start", "lost") if has_contract_days(study) else ("subscribers", "left")
    pairs = table.select(gone, of).rows()
    counts = [speech.say("{present} of {customers}", present=left, customers=there) for left, there in pairs]
    shown = table.select(of, gone, "share", "low", "high")
    return named(named(shown, "counts", counts), "group", names)


def _stretch(first: int, end: int | None) -> str:
    say = session.speech().say
    if end is None:
        return say("{first} months or more", first=first)
    return say("{first} to under {end} months", first=first, end=end)
