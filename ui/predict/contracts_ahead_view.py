"""What comes of contracts: tried on the past, the coming months, and each subscriber."""

import polars as pl

from retention_core.charts import forecast_chart
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.contract_backtest import contract_back_test, contract_model_in_use
from retention_core.predict.fitting.fitted_models import why_no_sbg
from retention_core.predict.forecast.contract_forecast import contracts_ahead, running_ahead
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.predict.contract_sentences import contract_finding, contract_test_finding
from ui.kit import customer_lists, show
from ui.session import session

PAST = {
    "from_months": N_("There for so many months or more"),
    "customers": N_("Subscribers"),
    "stayed": N_("Stayed"),
    "model": N_("Model expected"),
    "as_before": N_("By the simple rule"),
}
AHEAD = {
    "month": N_("Months from now"),
    "expected": N_("Expected"),
    "low80": N_("Low, 8 of 10"),
    "high80": N_("High, 8 of 10"),
    "low95": N_("Low, 95 of 100"),
    "high95": N_("High, 95 of 100"),
}


def has_any(study: Study) -> bool:
    """Whether the files hold contracts or a list of how long subscribers stayed."""
    table = study.workbook.subscriptions
    return table is not None and bool(table.height)


def can_tell(study: Study) -> bool:
    """Whether a model could be fitted; where not, what the files can tell says what would be enough."""
    return has_any(study) and study(running_ahead) is not None


def finding(study: Study) -> None:
    """How many of today's subscribers will be there in a year, or why it cannot be told."""
    speech, found = session.speech(), study(running_ahead)
    if found is None:
        why = why_no_sbg(study)
        show.empty(why_null(why or WhyNull.MODEL_NOT_TOLD, speech))
        return
    table = study(contracts_ahead)
    assert table is not None
    show.hero(contract_finding(table.height, found, speech), [], key="contracts-ahead")


def past(study: Study) -> None:
    """Who stayed in the last three months, and what was expected of them."""
    speech, test = session.speech(), study(contract_back_test)
    if test.is_empty():
        show.empty(speech.say("This takes half a year of contracts with the days on which they began and ended."))
        return
    show.sentence(contract_test_finding(test, study(contract_model_in_use), speech))
    rounded = test.with_columns(pl.col("model", "as_before").round(1))
    show.ledger([speech.say(PAST[name]) for name in rounded.columns], rounded.rows())


def months(study: Study) -> None:
    """How many of today's subscribers are there after each of twelve months."""
    speech, found = session.speech(), study(running_ahead)
    if found is None:
        show.empty(speech.say("This takes ten subscribers whose time is known, some of whom have left."))
        return
    drawn = found.rename({"expected": "existing"}).with_columns(new=pl.lit(0.0))
    names = [speech.number(month) for month in found["month"]]
    chart = forecast_chart(drawn, lambda value: speech.number(round(value)), speech, session.theme(), names)
    table = found.with_columns(pl.exclude("month").round(1))
    show.chart(chart, table.rename({name: speech.say(words) for name, words in AHEAD.items()}), "contracts-ahead")


def everybody(study: Study) -> None:
    """Each subscriber: chance to renew, time still to run, worth; those likeliest to leave first."""
    speech, table = session.speech(), study(contracts_ahead)
    if table is None:
        show.empty(speech.say("This takes ten subscribers whose time is known, some of whom have left."))
        return
    percent = {"renews_percent": "renews", "there_in_12_percent": "there_in_12"}
    percents = [pl.col(column).mul(100).round(1).alias(name) for name, column in percent.items()]
    time = [pl.col(name).round(1) for name in ("months_ahead", "months_ahead_low", "months_ahead_high")]
    money = [] if table["worth"].is_null().all() else [pl.col("worth").round(0).cast(pl.Int64)]
    shown = table.sort("renews", "customer_code").select("customer_code", *percents, *time, *money)
    show.quiet(speech.count("{n} subscriber", "{n} subscribers", shown.height))
    customer_lists.listing(study.workbook, shown, "contracts-ahead")
