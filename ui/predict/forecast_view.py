"""The blocks of the page on what comes next."""

from retention_core.charts import back_test_chart, forecast_chart
from retention_core.describe.presence.held_data import holds_visits
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule, back_test, rolling_back_test
from retention_core.predict.fitting.fitted_models import why_no_bg_nbd
from retention_core.predict.forecast.forecast import forecast
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.predict.forecast_sentences import (
    EARLIER,
    about_season,
    active_ahead,
    earlier_test,
    finding_of_test,
    forecast_finding,
    names_of_months,
    new_ahead,
    purchases_before,
    ranges_held,
    rule_name,
)
from ui.kit import figure_cards, show, widgets
from ui.kit.tables import headed, in_whole_money, named, rounded
from ui.session import session

PARAMETERS = tuple(
    f"predict.{model}.{letter}"
    for model, letters in {"mbgnbd": ("r", "alpha", "a", "b"), "gamma_gamma": ("p", "q", "gamma")}.items()
    for letter in letters
)
LASTING = ("predict.sbg.alpha", "predict.sbg.beta")
COLUMNS = {
    "first_day": N_("From"),
    "last_day": N_("To"),
    "existing": N_("Today's customers"),
    "new": N_("New customers"),
    "low80": N_("Low, 8 of 10"),
    "high80": N_("High, 8 of 10"),
    "low95": N_("Low, 95 of 100"),
    "high95": N_("High, 95 of 100"),
}
NUMBERS = ("existing", "new", "low80", "high80", "low95", "high95")


def has_visits(study: Study) -> bool:
    """Whether somebody bought or was active, day by day."""
    return holds_visits(study)


def can_tell(study: Study) -> bool:
    """Whether anything was tried on the past; where not, what the files can tell says what would be enough."""
    return study(back_test) is not None


def finding(study: Study) -> None:
    """The year to come in a sentence, or why it cannot be told."""
    speech, found = session.speech(), study(forecast)
    if found is None:
        why = why_no_bg_nbd(study)
        show.empty(why_null(why, speech) if why else speech.say("A forecast takes at least three months of history."))
        return
    value, low, high = (_total(study, end) for end in (found.total.value, found.total.low80, found.total.high80))
    lines = [active_ahead(found, speech), new_ahead(found, speech)]
    show.hero(forecast_finding(value, low, high, speech), lines, key="forecast")


def past(study: Study) -> None:
    """What was expected of the hidden days by each rule, and what was bought."""
    speech, test = session.speech(), study(back_test)
    if test is None:
        show.empty(speech.say("This takes ten weeks of history and ten customers who came again."))
        return
    show.sentence(finding_of_test(test, speech))
    names = {"bought": speech.say("Bought"), **{rule.value: rule_name(rule, speech) for rule in Rule}}
    groups = [
        purchases_before(first, last, speech)
        for first, last in test.table.select("from_purchases", "to_purchases").rows()
    ]
    rows = named(test.table.select(*names), "group", groups)
    show.quiet(speech.say("Customers by how often they had come again before:"))
    table = rounded(test.table, 1, *(rule.value for rule in Rule))
    show.chart(back_test_chart(rows, names, speech, session.theme()), table, "back-test")
    show.sentence(ranges_held(test, speech))
    _earlier(study)


def _earlier(study: Study) -> None:
    """The same at earlier cut-offs."""
    speech, tests = session.speech(), study(rolling_back_test)
    if not tests:
        return
    show.strong(speech.say("The same at earlier days"))
    show.ledger([speech.say(name) for name in EARLIER], [earlier_test(test, speech) for test in tests])


def months(study: Study) -> None:
    """Twelve months with their ranges: money, or customers who buy."""
    speech, found = session.speech(), study(forecast)
    if found is None:
        show.empty(speech.say("A forecast takes at least three months of history."))
        return
    money = "revenue" if study.workbook.has_amounts else "purchases"
    kinds = {money: speech.say("Revenue") if study.workbook.has_amounts else speech.say("Purchases")}
    kinds["active"] = speech.say("Customers who buy")
    kind = widgets.pick(speech.say("What of each month"), kinds, money, key=f"forecast-{session.token()}")
    whole = kind != "revenue"
    table = found.of(kind) if whole else in_whole_money(found.of(kind), study.workbook.decimals, *NUMBERS)
    drawn = forecast_chart(
        table,
        lambda value: speech.number(round(value)) if whole else _written(study, value),
        speech,
        session.theme(),
        names_of_months(table, speech),
    )
    show.chart(drawn, headed(rounded(table, 2), COLUMNS), "forecast")
    show.quiet(about_season(found, speech))


def parameters(study: Study) -> None:
    """The fitted parameters; each opens."""
    figure_cards.lines(study, [*(PARAMETERS if has_visits(study) else ()), *(LASTING if _has_contracts(study) else ())])


def _has_contracts(study: Study) -> bool:
    return study.workbook.subscriptions is not None


def _total(study: Study, value: float) -> str:
    """Purchases, or money calculated in minor units."""
    return _written(study, value / 10**study.workbook.decimals if study.workbook.has_amounts else value)


def _written(study: Study, value: float) -> str:
    speech, book = session.speech(), study.workbook
    if not book.has_amounts:
        return speech.number(round(value))
    return speech.money(Money.of(round(value), 0, book.currency), short=True, whole=True)
