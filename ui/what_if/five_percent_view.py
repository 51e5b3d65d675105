"""The published 25% to 95%, beside what the levers say; with its sources and its caveat."""

import polars as pl

from retention_core.catalog import five_percent_claim as published
from retention_core.charts import claim_chart
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.prescribe.what_if.five_percent_effect import FivePercent, five_percent_here, ladder
from retention_core.prescribe.what_if.what_if import Outcome
from retention_core.prescribe.what_if.what_if_figures import Case
from ui.kit import show
from ui.session import session
from ui.what_if.goals_view import SHORT_READINGS, maybe
from ui.what_if.lever_view import reading_name


def claim(study: Study, case: Case) -> None:
    """Where this business falls, by which reading; the formula; the figures as published."""
    speech, lever = session.speech(), case.outcome.lever
    show.heading(
        speech.say("Is it true that 5% more retention brings 25% to 95% more profit?"),
        speech.say("This is where all your customers fall with 5% more and no cost, by each reading."),
    )
    readings = _table(five_percent_here(case.shop, lever))
    show.chart(claim_chart(readings, (published.LOW, published.HIGH), speech, session.theme()), readings, "claim")
    _readings(study, case.outcome)
    show.sentence(speech.say(published.CAVEAT))
    with show.folded(speech.say("The formula at other shares kept")):
        _ladder(lever.discount_rate)
    with show.folded(speech.say("The published figures and where they come from")):
        columns = (N_("Industry"), N_("Year of publication"), N_("More profit"))
        told = [(speech.say(item.industry), str(item.year), Share(item.more_profit)) for item in published.INDUSTRIES]
        show.ledger([speech.say(name) for name in columns], told)
        for source in published.SOURCES:
            show.quiet(source)


def _ladder(discount: float) -> None:
    """What five percent more does to the worth of a customer, by m r / (1 + d - r), at several shares kept."""
    speech = session.speech()
    show.quiet(speech.say("By m r / (1 + d - r), with your discount rate of {rate} a year.", rate=Share(discount)))
    rows = [(rate, *gains) for rate, gains in ladder(discount)]
    show.ledger([speech.say("Kept in a year"), *(speech.say(name) for name in SHORT_READINGS.values())], rows)


def _readings(study: Study, found: Outcome) -> None:
    speech = session.speech()
    show.strong(speech.say("The three readings of {lift}", lift=Share(found.lever.lift)))
    show.quiet(
        speech.say("'Keep 5% more' can mean three things, and they are far apart. Always say which one you mean.")
    )
    rows = [
        (
            reading_name(reading, result.rate_before, result.rate_after),
            round(result.extra_customers),
            maybe(study, result.extra_profit),
            None if result.percent is None else Share(result.percent),
        )
        for reading, result in found.readings.items()
    ]
    columns = (N_("Reading"), N_("More customers"), N_("More profit"), N_("More profit, in percent"))
    show.ledger([speech.say(name) for name in columns], rows)


def _table(found: list[FivePercent]) -> pl.DataFrame:
    """reading (in words), percent, worth_percent: shares."""
    rows = [(session.speech().say(SHORT_READINGS[one.reading]), one.profit, one.worth) for one in found]
    schema = {"reading": pl.String, "percent": pl.Float64, "worth_percent": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")
