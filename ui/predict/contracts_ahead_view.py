"""What comes of contracts: tried on the past, the coming months, and each subscriber."""

from retention_core.charts import forecast_chart
from retention_core.describe.presence.held_data import holds_contract_rows
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.contract_backtest import contract_back_test, contract_model_in_use
from retention_core.predict.fitting.fitted_models import why_no_sbg
from retention_core.predict.forecast.contract_forecast import (
    contracts_ahead,
    likeliest_to_leave,
    running_ahead,
    todays_subscribers_ahead,
)
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.predict.contract_sentences import contract_finding, contract_test_finding
from ui.kit import customer_lists, show
from ui.kit.tables import headed, in_percent, in_whole_numbers, rounded
from ui.session import session

PAST = {
    "from_months": N_("There for so many months or more"),
    "customers": N_("Subscribers"),
    "stayed": N_("Stayed"),
    "model": N_("Model expected"),
    "as_before": N_("By the simple rule"),
}
SHARES, TIME = ("renews", "there_in_12"), ("months_ahead", "months_ahead_low", "months_ahead_high")
IN_THE_LIST = (*SHARES, *TIME, "worth")
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
    return holds_contract_rows(study)


def can_tell(study: Study) -> bool:
    """Whether a model could be fitted; where not, what the files can tell says what would be enough."""
    return has_any(study) and study(running_ahead) is not None


def finding(study: Study) -> None:
    """How many of today's subscribers will be there in a year, or why it cannot be told."""
    speech, found, table = session.speech(), study(running_ahead), study(contracts_ahead)
    if found is None or table is None:
        why = why_no_sbg(study)
        show.empty(why_null(why or WhyNull.MODEL_NOT_TOLD, speech))
        return
    show.hero(contract_finding(table.height, found, speech), [], key="contracts-ahead")


def past(study: Study) -> None:
    """Who stayed in the last three months, and what was expected of them."""
    speech, test = session.speech(), study(contract_back_test)
    if test.is_empty():
        show.empty(speech.say("This takes half a year of contracts with the days on which they began and ended."))
        return
    show.sentence(contract_test_finding(test, study(contract_model_in_use), speech))
    show.ledger([speech.say(PAST[name]) for name in test.columns], rounded(test, 1, "model", "as_before").rows())


def months(study: Study) -> None:
    """How many of today's subscribers are there after each of twelve months."""
    speech, found, drawn = session.speech(), study(running_ahead), study(todays_subscribers_ahead)
    if found is None or drawn is None:
        show.empty(speech.say("This takes ten subscribers whose time is known, some of whom have left."))
        return
    names = [speech.number(month) for month in found["month"]]
    chart = forecast_chart(drawn, lambda value: speech.number(round(value)), speech, session.theme(), names)
    show.chart(chart, headed(rounded(found, 1), AHEAD), "contracts-ahead")


def everybody(study: Study) -> None:
    """Each subscriber: chance to renew, time still to run, worth; those likeliest to leave first."""
    speech, table = session.speech(), study(likeliest_to_leave)
    if table is None:
        show.empty(speech.say("This takes ten subscribers whose time is known, some of whom have left."))
        return
    columns = [name for name in IN_THE_LIST if name in table.columns]
    picked = in_percent(table.select("customer_code", *columns), 1, *SHARES)
    shown = in_whole_numbers(rounded(picked, 1, *TIME), "worth").rename({name: f"{name}_percent" for name in SHARES})
    show.quiet(speech.count("{n} subscriber", "{n} subscribers", shown.height))
    customer_lists.listing(study.workbook, shown, "contracts-ahead")
