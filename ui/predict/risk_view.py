"""The blocks of the page on who is slipping away."""

import polars as pl

from retention_core.charts import calibration_chart
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.backtest.calibration import calibration
from retention_core.prescribe.customers.at_risk import at_risk, at_risk_before
from retention_core.wording.describe.figure_sentences import tier_name
from retention_core.wording.predict.forecast_sentences import finding_of_test, risk_band, who_left_since, why_at_risk
from ui.kit import customer_lists, show, widgets
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
    likely = found.table.filter(pl.col("risk") >= 0.5)
    said = speech.count(
        "{n} active customer is more likely gone than not.",
        "{n} active customers are more likely gone than not.",
        likely.height,
    )
    lines = [finding_of_test(found.test, speech)] if found.test else []
    if study.workbook.has_amounts:
        money = study.workbook.money(int(likely["value_at_stake"].sum()))
        lines.insert(0, speech.say("At stake in a year: {money}.", money=speech.money(money, short=True, whole=True)))
    show.hero(said, lines, key="risk")


def people_at_risk(study: Study) -> None:
    """The list, by chance and tier."""
    speech, found = session.speech(), study(at_risk)
    table = found.table
    if found.rule is Rule.MODEL:
        levels = {level: speech.say(words) for level, words in LEVELS.items()}
        least = widgets.pick(speech.say("Chance of being gone"), levels, 0.25, key=f"risk-{session.token()}")
        table = table.filter(pl.col("risk") >= least)
    tiers = {name: tier_name(name, speech) for name in table["tier"].drop_nulls().unique(maintain_order=True)}
    every = {"": speech.say("All tiers"), **tiers}
    chosen = widgets.choose(speech.say("Tier"), every, key=f"risk-tier-{session.token()}")
    if chosen:
        table = table.filter(pl.col("tier") == chosen)
    if table.is_empty():
        show.empty(speech.say("Nobody at the moment."))
        return
    shown = table.select(
        "customer_code",
        *([pl.col("risk").mul(100).round(0).cast(pl.Int64).alias("risk_percent")] if found.rule is Rule.MODEL else []),
        *(["value_at_stake"] if study.workbook.has_amounts else []),
        pl.col("tier").replace_strict(tiers, default=None, return_dtype=pl.String),
        *WHY,
    )
    show.quiet(speech.count("{n} customer", "{n} customers", shown.height))
    customer_lists.listing(study.workbook, shown, "slipping-away", _with_reasons)


def _with_reasons(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a sentence in place of what it says; alike ones are worded once."""
    different = rows.select(WHY).unique()
    said = [why_at_risk(*row, session.speech()) for row in different.rows()]
    worded = different.with_columns(pl.Series("why", said, dtype=pl.String))
    return rows.join(worded, on=WHY, how="left", nulls_equal=True, maintain_order="left").drop(WHY)


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
            speech.say("{left} ({share})", left=left, share=Share(left / customers)),
        )
        for start, customers, _, left in bands.rows()
    ]
    show.ledger(columns, rows)


def proof(study: Study) -> None:
    """Chances given against what came of them."""
    speech, bands = session.speech(), study(calibration)
    if bands.is_empty():
        show.empty(speech.say("This takes ten weeks of history and ten customers who came again."))
        return
    table = bands.with_columns(pl.col("expected", "bought").mul(100).round(1))
    show.chart(calibration_chart(bands, speech, session.theme()), table, "chances")
    worst = bands.select(
        ((pl.col("expected") - pl.col("bought")).abs() * pl.col("customers")).sum() / pl.col("customers").sum()
    )
    show.quiet(speech.say("On average the chances were off by {off}.", off=Share(worst.item())))
