"""What comes of contracts, in words."""

import polars as pl

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.rows import row_as
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.backtest.contract_backtest import ContractModelChoice, errors
from retention_core.predict.forecast.contract_forecast import RunningMonth


def contract_finding(today: int, ahead: pl.DataFrame, speech: Speech) -> str:
    """How many of today's subscribers are there in a year."""
    last = row_as(RunningMonth, ahead)
    return speech.say(
        N_("Of today's {today} subscribers about {there} will be there in a year, in 8 of 10 cases {low} to {high}."),
        today=today,
        there=round(last.expected),
        low=round(last.low80),
        high=round(last.high80),
    )


def contract_test_finding(test: pl.DataFrame, use: ContractModelChoice | None, speech: Speech) -> str:
    """Which rule came nearer for the hidden months, and which is used."""
    off = errors(test)
    values = {"own": Share(off[Rule.MODEL]), "simple": Share(off[Rule.AS_BEFORE])}
    if use is not None and use.rule is Rule.AS_BEFORE:
        return speech.say(
            N_(
                "For the last three months the model was off by {own} of the subscribers, the simple rule (as many"
                " leave as in the three months before) by {simple}. So the simple rule is used here."
            ),
            **values,
        )
    return speech.say(
        N_(
            "For the last three months the model was off by {own} of the subscribers, the simple rule (as many leave"
            " as in the three months before) by {simple}."
        ),
        **values,
    )
