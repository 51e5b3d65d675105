"""The blocks of the page on who is slipping away."""

import polars as pl

from retention_core.charts import calibration_chart
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.backtest.calibration import calibration, mean_distance
from retention_core.prescribe.customers.at_risk import (
    RiskList,
    at_risk,
    at_risk_before,
    tiers_among,
    value_at_stake,
)
from retention_core.wording.describe.figure_sentences import tier_name
from retention_core.wording.predict.forecast_sentences import finding_of_test, risk_band, who_left_since, why_at_risk
from ui.kit import customer_lists, show, widgets
from ui.kit.tables import in_percent, in_words, with_sentences
from ui.session import session

WHY = ("reason", "rhythm_days", "silent_days")
LEVELS = {0.0: N_("All"), 0.25: N_("25% or more"), 0.5: N_("50% or more"), 0.75: N_("75% or more")}


def finding(study: Study) -> None:
    """How many are more likely gone than not, and what that is worth."""
    speech, found = session.speech(), study(at_risk)
    if found.rule is not Rule.MODEL:
        said = speech.count(
            "{n} active customer has been silent for over half a period.",
            "{n} active customers have been silent for over half a period.",
            found.table.height,
        )
        show.hero(said, [finding_of_test(found.test, speech)] if found.test else [], key="risk")
        return
    likely = found.likely_gone
    said = speech.count(
        "{n} active customer is more likely gone than not.",
        "{n} active customers are more likely gone than not.",
        likely.height,
    )
    lines = [finding_of_test(found.test, speech)] if found.test else []
    if study.workbook.has_amounts:
        money = study.workbook.money(value_at_stake(likely))
        lines.insert(0, speech.say("At stake in a year: {money}.", money=speech.money(money, short=True, whole=True)))
    show.hero(said, lines, key="risk")


def people_at_risk(study: Study) -> None:
    """The list, by chance and tier."""
    speech, found = session.speech(), study(at_risk)
    least = _least_chance() if found.rule is Rule.MODEL else 0.0
    tiers = {name: tier_name(name, speech) for name in tiers_among(found.among(least))}
    every = {"": speech.say("All tiers"), **tiers}
    chosen = widgets.choose(speech.say("Tier"), every, key=f"risk-tier-{session.token()}")
    table = found.among(least, chosen or None)
    if table.is_empty():
        show.empty(speech.say("Nobody at the moment."))
        return
    show.quiet(speech.count("{n} customer", "{n} customers", table.height))
    shown = in_words(_columns(study, found, table), tiers, "tier")
    customer_lists.listing(study.workbook, shown, "slipping-away", _with_reasons)


def _least_chance() -> float:
    speech = session.speech()
    levels = {level: speech.say(words) for level, words in LEVELS.items()}
    return widgets.pick(speech.say("Chance of being gone"), levels, 0.25, key=f"risk-{session.token()}")


def _columns(study: Study, found: RiskList, table: pl.DataFrame) -> pl.DataFrame:
    """What the list shows: the chance in percent where one is given, the money where it is known, tier, why."""
    money = ["value_at_stake"] if study.workbook.has_amounts else []
    if found.rule is not Rule.MODEL:
        return table.select("customer_code", *money, "tier", *WHY)
    picked = in_percent(table.select("customer_code", "risk", *money, "tier", *WHY), 0, "risk")
    return picked.rename({"risk": "risk_percent"})


def _with_reasons(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a sentence in place of what it says."""
    return with_sentences(rows, "why", WHY, lambda *row: why_at_risk(*row, speech=session.speech()))


def who_left(study: Study) -> None:
    """Those listed before the last weeks: how many stayed away since, by how likely gone they were."""
    speech, bands = session.speech(), study(at_risk_before)
    if bands.is_empty():
        show.empty(speech.say("This takes ten weeks of history and ten customers who came again."))
        return
    show.sentence(who_left_since(bands, study(at_risk).test, speech))
    columns = [speech.say("Chance of being gone then"), speech.say("Customers"), speech.say("Stayed away since")]
    rows = [
        (
            speech.say("no chance given") if start is None else risk_band(start, speech),
            customers,
            speech.say("{left} ({share})", left=left, share=Share(share)),
        )
        for start, customers, left, share in bands.select("from_risk", "customers", "left", "left_share").rows()
    ]
    show.ledger(columns, rows)


def proof(study: Study) -> None:
    """Chances given against what came of them."""
    speech, bands = session.speech(), study(calibration)
    if bands.is_empty():
        show.empty(speech.say("This takes ten weeks of history and ten customers who came again."))
        return
    drawn = calibration_chart(bands, speech, session.theme())
    show.chart(drawn, in_percent(bands, 1, "expected", "bought"), "chances")
    show.quiet(speech.say("On average the chances were off by {off}.", off=Share(mean_distance(bands))))
