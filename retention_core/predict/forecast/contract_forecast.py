"""What comes of contracts that run: the chance to renew, how long they will still run, and what that is worth.

By the sBG model with a renewal every month. Somebody who has passed t renewals passes the next with r = (b + t) /
(a + b + t), and is there after k more with S(t + k) / S(t). Everything depends on t alone, so it is worked out once for
each t. Expected time is counted within the coming three years: beyond, a model of so few numbers says little. Where the
back-test finds the simple rule nearer, all are taken to leave alike, at the loss of the last three months.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.presence.contracts import FEE, contracts, monthly_fees
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_contracts
from retention_core.describe.subscriptions.churn import fees_on
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.predict.backtest.contract_backtest import (
    SEED,
    ContractModelChoice,
    contract_model_in_use,
    later,
    running,
)
from retention_core.predict.forecast.customer_forecast import ValueWithRange
from retention_core.predict.models.bg_nbd import Numbers
from retention_core.predict.models.sbg import SbgParameters, renewal

MONTHS, YEAR = 36, 12
LOW, HIGH = 0.1, 0.9
ENDS = {"low80": LOW, "high80": HIGH, "low95": 0.025, "high95": 0.975}
SHOWN = (
    *("renews", "renews_low", "renews_high", "there_in_12"),
    *("months_ahead", "months_ahead_low", "months_ahead_high"),
)


@dataclass(frozen=True)
class ContractForecast:
    """What one running contract is expected to do.

    renews   chance to pass the next monthly renewal
    months   still to run, within 36
    """

    renews: ValueWithRange
    months: ValueWithRange


@dataclass(frozen=True)
class ContractAhead:
    """What a row of `contracts_ahead` says of renewals and of time still to run."""

    renews: float
    renews_low: float
    renews_high: float
    months_ahead: float
    months_ahead_low: float
    months_ahead_high: float


def contracts_ahead(study: Study) -> pl.DataFrame | None:
    """One row per subscriber whose contract runs on as_of, by customer_code; None where no model can be fitted.

    months                                passed so far                                             months
    renews, renews_low, renews_high       chance to pass the next monthly renewal, as sure as the fit is
    there_in_12                           chance to be there in twelve months
    months_ahead                          expected time still to run within 36 months               months
    months_ahead_low, months_ahead_high   8 of 10 cases of it                                       months
    fee                                   a month, minor units; null where the files do not tell
    worth                                 margin of the fees of 36 months at today's value, minor units; null likewise
    """
    use, here = study(contract_model_in_use), study(running)
    if use is None:
        return None
    t = np.floor(here["months"].to_numpy()).astype(np.intp)
    by_t = _by_renewals(use, int(t.max(initial=0)), study.settings.discount_rate)
    table = by_t[t].with_columns(here["customer_code"], here["months"], _fees(study, here))
    worth = pl.col("fee") * pl.col("discounted") * study(margin_share)
    return table.with_columns(worth.alias("worth")).select("customer_code", "months", *SHOWN, "fee", "worth")


@dataclass(frozen=True)
class RunningMonth:
    """One row of `running_ahead`: how many of today's subscribers are there after so many months."""

    month: int
    expected: float
    low80: float
    high80: float
    low95: float
    high95: float


def running_ahead(study: Study) -> pl.DataFrame | None:
    """One row per month of the coming year: how many of today's subscribers are there after it; None without a model.

    month            1 to 12
    expected         subscribers
    low80, high80    8 of 10 cases: chance in who leaves, and what the fit leaves open
    low95, high95    95 of 100 cases
    """
    use, here = study(contract_model_in_use), study(running)
    if use is None or here.is_empty():
        return None
    counts = np.bincount(np.floor(here["months"].to_numpy()).astype(np.intp))
    passed, ahead, chance = np.flatnonzero(counts), np.arange(1, YEAR + 1), np.random.default_rng(SEED)
    many = counts[passed][:, None]
    drawn = np.array(
        [chance.binomial(many, later(SbgParameters(a, b), passed, ahead)).sum(axis=0) for a, b in use.draws]
    )
    expected = counts[passed] @ later(SbgParameters(*use.parameters), passed, ahead)
    limits = {name: np.quantile(drawn, share, axis=0) for name, share in ENDS.items()}
    return pl.DataFrame({"month": ahead, "expected": expected, **limits})


def contract_ahead_of(study: Study, code: int) -> ContractForecast | None:
    """One subscriber; None where no model can be fitted, or for somebody without a contract on as_of."""
    table = study(contracts_ahead)
    row = None if table is None else table.filter(pl.col("customer_code") == code)
    if row is None or row.is_empty():
        return None
    one = row_as(ContractAhead, row)
    renews = ValueWithRange(one.renews, one.renews_low, one.renews_high)
    return ContractForecast(renews, ValueWithRange(one.months_ahead, one.months_ahead_low, one.months_ahead_high))


def likeliest_to_leave(study: Study) -> pl.DataFrame | None:
    """The rows of `contracts_ahead`, those with the least chance to renew first; without worth where no fee is told."""
    table = study(contracts_ahead)
    if table is None:
        return None
    ordered = table.sort("renews", "customer_code")
    return ordered.drop("worth") if ordered["worth"].is_null().all() else ordered


def todays_subscribers_ahead(study: Study) -> pl.DataFrame | None:
    """The rows of `running_ahead` named as in a forecast: existing in place of expected, and new, of whom none come."""
    found = study(running_ahead)
    return None if found is None else found.rename({"expected": "existing"}).with_columns(new=pl.lit(0.0))


def _by_renewals(use: ContractModelChoice, most: int, discount_rate: float) -> pl.DataFrame:
    """Everything that depends on the renewals passed, one row for each number of them from none."""
    model, t, ahead = SbgParameters(*use.parameters), np.arange(most + 1.0), np.arange(1.0, MONTHS + 1)
    staying = later(model, t, ahead)
    drawn = np.array([renewal(SbgParameters(a, b), t + 1) for a, b in use.draws])
    expected = staying.sum(axis=1)
    # months passed by nine in ten, and by one in ten
    passed = {share: (staying > share).sum(axis=1).astype(np.float64) for share in (LOW, HIGH)}
    columns: dict[str, Numbers] = {
        "renews": renewal(model, t + 1),
        "renews_low": np.quantile(drawn, LOW, axis=0),
        "renews_high": np.quantile(drawn, HIGH, axis=0),
        "there_in_12": staying[:, YEAR - 1],
        "months_ahead": expected,
        "months_ahead_low": np.minimum(passed[HIGH], expected),
        "months_ahead_high": np.maximum(passed[LOW], expected),
        "discounted": staying @ (1 + discount_rate) ** (-ahead / YEAR),
    }
    return pl.DataFrame(columns)


def _fees(study: Study, here: pl.DataFrame) -> pl.Series:
    """What each pays a month, minor units: for contracts that run on as_of, else as their row says."""
    table = study.workbook.subscriptions
    if table is None or FEE not in table.columns:
        return pl.Series("fee", [None] * here.height, dtype=pl.Float64)
    signed, fee = study(contracts), study(monthly_fees)
    if fee is None or not signed.code.size:
        return table[FEE].gather(here["row"]).cast(pl.Float64).alias("fee")
    paid = fees_on(signed, fee, day_number(study(from_contracts)(horizon).as_of))
    return pl.Series("fee", paid[here["customer_code"].to_numpy()], dtype=pl.Float64)
