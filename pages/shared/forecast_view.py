"""The blocks of the page on what comes next."""

import polars as pl

from pages.shared import opening, session, show
from retention_core.charts import back_test_chart, forecast_chart
from retention_core.predict.backtest import Rule, back_test
from retention_core.predict.fits import why_no_buying_model
from retention_core.predict.forecast import NORMAL, forecast
from retention_core.quantities import Money
from retention_core.study import Study
from retention_core.text import N_
from retention_core.text.figure_sentences import why_null
from retention_core.text.predict_sentences import finding_of_test, forecast_finding, purchases_before, rule_name

PARAMETERS = tuple(
    f"predict.{model}.{letter}"
    for model, letters in {"mbgnbd": ("r", "alpha", "a", "b"), "gamma_gamma": ("p", "q", "gamma")}.items()
    for letter in letters
)
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


def finding(study: Study) -> None:
    """The year to come in a sentence, or why it cannot be told."""
    speech, found = session.words(), study(forecast)
    if found is None:
        why = why_no_buying_model(study)
        show.empty(why_null(why, speech) if why else speech.say("A forecast takes at least three months of history."))
        return
    table = _in_whole(study)
    total = table["existing"].sum() + table["new"].sum()
    # months go up and down together, so their ranges are added, not squared
    low, high = table["low80"].sum(), table["high80"].sum()
    written = [_written(study, value) for value in (total, low, high)]
    show.hero(forecast_finding(*written, speech), [], key="forecast")


def past(study: Study) -> None:
    """What was expected of the hidden days by each rule, and what was bought."""
    speech, test = session.words(), study(back_test)
    if test is None:
        show.empty(speech.say("This takes ten weeks of history and ten customers who came again."))
        return
    show.sentence(finding_of_test(test, speech))
    names = {"bought": speech.say("Bought"), **{rule.value: rule_name(rule, speech) for rule in Rule}}
    groups = [
        purchases_before(first, last, speech)
        for first, last in test.table.select("from_purchases", "to_purchases").rows()
    ]
    rows = test.table.select(pl.Series("group", groups), *names)
    show.quiet(speech.say("Customers by how often they had come again before:"))
    table = test.table.with_columns(pl.col([rule.value for rule in Rule]).round(1))
    show.chart(back_test_chart(rows, names, speech, session.look()), table, "back-test")


def months(study: Study) -> None:
    """Twelve months with their ranges."""
    speech, found = session.words(), study(forecast)
    if found is None:
        show.empty(speech.say("A forecast takes at least three months of history."))
        return
    table = _in_whole(study)
    drawn = forecast_chart(table, lambda value: _written(study, value), speech, session.look())
    rounded = table.with_columns(pl.exclude("first_day", "last_day").round(2))
    show.chart(drawn, rounded.rename({name: speech.say(words) for name, words in COLUMNS.items()}), "forecast")


def parameters(study: Study) -> None:
    """The fitted parameters; each opens."""
    opening.lines(study, PARAMETERS)


def _in_whole(study: Study) -> pl.DataFrame:
    """The table of the forecast in whole money, or in purchases without amounts."""
    found = study(forecast)
    assert found is not None
    kind, unit = ("revenue", 10**study.workbook.decimals) if study.workbook.has_amounts else ("purchases", 1)
    ranges = [f"{side}{name}" for name in NORMAL for side in ("low", "high")]
    return found.table.select(
        "first_day",
        "last_day",
        (pl.col(f"{kind}_existing") / unit).alias("existing"),
        (pl.col(f"{kind}_new") / unit).alias("new"),
        *(pl.col(name) / unit for name in ranges),
    )


def _written(study: Study, value: float) -> str:
    speech, book = session.words(), study.workbook
    if not book.has_amounts:
        return speech.number(round(value))
    return speech.money(Money.of(round(value), 0, book.currency), short=True, whole=True)
