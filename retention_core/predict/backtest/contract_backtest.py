"""The last three months of contracts hidden, predicted and compared; the way to tell what comes follows from it."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_contracts
from retention_core.describe.subscriptions.tenures import tenures
from retention_core.kernel.day_numbers import day_number, day_of
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.fitting.fitted_models import sbg
from retention_core.predict.models.bg_nbd import Numbers
from retention_core.predict.models.sbg import SbgParameters, survival

HIDDEN_MONTHS, HIDDEN_DAYS = 3, 91
DRAWS, SEED = 400, 1
BANDS = (0, 3, 12, 24)
# beta distributions so narrow are a chance that all have alike
ALIKE = 1e6
SCHEMA = {"from_months": pl.Int64, "customers": pl.Int64, "stayed": pl.Int64} | dict.fromkeys(
    ("model", "as_before"), pl.Float64
)


@dataclass(frozen=True)
class ContractModelChoice:
    """How subscribers leave.

    rule        model (sBG), or as_before: everybody alike, at the loss of the last three months
    parameters  a, b
    draws       the same, as uncertain as they are, one a row
    """

    rule: Rule
    parameters: Numbers
    draws: Numbers


def contract_back_test(study: Study) -> pl.DataFrame:
    """One row per band of how long subscribers had been there when the hidden months began; empty without a test.

    from_months        where the band begins
    customers, stayed  there at that time, and still there on as_of
    model, as_before   expected to stay: by sBG, and at the loss of the three months before
    """
    signed, ends = study(contracts), study(from_contracts)(horizon)
    cut = day_number(ends.as_of) - HIDDEN_DAYS
    if not signed.code.size or cut - HIDDEN_DAYS < day_number(ends.known_from):
        return pl.DataFrame(schema=SCHEMA)
    then = study.with_overrides(as_of=day_of(cut))
    here, fitted = then(running), then(sbg)
    if fitted is None or here.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    months = here["months"].to_numpy()
    kept, there = _kept(then)
    now = study(running)["customer_code"].to_numpy()
    rows = pl.DataFrame(
        {
            "from_months": np.array(BANDS)[np.searchsorted(BANDS, months, side="right") - 1],
            "stayed": np.isin(here["customer_code"].to_numpy(), now),
            "model": later(SbgParameters(*fitted.parameters), np.floor(months), np.array([HIDDEN_MONTHS]))[:, 0],
        }
    )
    counted = rows.group_by("from_months").agg(
        pl.len().alias("customers"), pl.col("stayed").sum(), pl.col("model").sum()
    )
    simple = (pl.col("customers") * (kept / max(there, 1))).alias("as_before")
    return counted.with_columns(simple).sort("from_months").select(*SCHEMA).cast(SCHEMA)  # type: ignore[arg-type]


def errors(test: pl.DataFrame) -> dict[Rule, float]:
    """How far each rule was off over all bands, as a share of those who were there."""
    there = max(int(test["customers"].sum()), 1)
    return {rule: float((test[rule] - test["stayed"]).abs().sum()) / there for rule in (Rule.MODEL, Rule.AS_BEFORE)}


def contract_model_in_use(study: Study) -> ContractModelChoice | None:
    """sBG, unless the simple rule came nearer; None where no model can be fitted."""
    fitted, test = study(sbg), study(contract_back_test)
    if fitted is None:
        return None
    off = errors(test)
    if test.is_empty() or off[Rule.MODEL] <= off[Rule.AS_BEFORE]:
        return ContractModelChoice(Rule.MODEL, fitted.parameters, fitted.draws(DRAWS, SEED))
    kept, there = _kept(study)
    stays = np.random.default_rng(SEED).beta(kept + 0.5, there - kept + 0.5, DRAWS) ** (1 / HIDDEN_MONTHS)
    middle = ((kept + 0.5) / (there + 1)) ** (1 / HIDDEN_MONTHS)
    return ContractModelChoice(Rule.AS_BEFORE, _alike(np.array([middle]))[0], _alike(stays))


def running(study: Study) -> pl.DataFrame:
    """One row per subscriber whose contract runs on as_of, by customer_code.

    months   there so far                                  months
    row      of workbook.subscriptions with which it began
    """
    here = study(tenures).drop_nulls("months").filter(~pl.col("left")).sort("customer_code", "months")
    last = here.unique("customer_code", keep="last", maintain_order=True)
    return last.select("customer_code", pl.col("months").clip(0), "row")


def later(model: SbgParameters, passed: NDArray[np.number], ahead: NDArray[np.number]) -> Numbers:
    """The chance to be there after so many more renewals: passed x ahead."""
    start = np.asarray(passed, np.float64)[:, None]
    return survival(model, start + ahead.astype(np.float64)) / survival(model, start)


def _kept(study: Study) -> tuple[int, int]:
    """Of those there three months before as_of, how many are there still; and how many they were."""
    as_of = day_number(study(from_contracts)(horizon).as_of)
    before = study.with_overrides(as_of=day_of(as_of - HIDDEN_DAYS))(running)["customer_code"]
    return int(before.is_in(study(running)["customer_code"].implode()).sum()), len(before)


def _alike(stays: Numbers) -> Numbers:
    return np.stack([(1 - stays) * ALIKE, stays * ALIKE], axis=1)
