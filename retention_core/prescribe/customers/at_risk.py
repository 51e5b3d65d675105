"""Who is slipping away: customers still active, by the money that is lost if they are gone.

risk             the chance that somebody is a customer no longer, by the MBG/NBD model
value at stake   risk x the margin expected of the next twelve months if they are kept
Where the model cannot be fitted, or loses its back-test against the naive rule, nobody is given a risk: those whose
stretch without a purchase has passed half of the period are listed by what they spent in twelve months. The own rhythm
explains a row and never ranks it.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.activity.active_customers import active_customers
from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.cycle.purchase_cycle import rhythms
from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.day_numbers import CustomerCodes, day_of
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import BackTest, Rule, back_test, model_in_use
from retention_core.predict.fitting.customer_histories import CustomerHistories, histories
from retention_core.predict.fitting.expected_spend import spend_per_purchase
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.models.bg_nbd import BgNbdParameters, Numbers
from retention_core.prescribe.customers.unprofitable import without_poor_fit
from retention_core.prescribe.tiers.tiers import tier_members

YEAR_DAYS = 365
EVEN = 0.5
BANDS = (0.0, 0.25, 0.5, 0.75)
BEFORE = {"from_risk": pl.Float64, "customers": pl.Int64, "risk": pl.Float64, "left": pl.Int64}
BEFORE |= {"left_share": pl.Float64}
LEAST_GAPS, OVERDUE = 2, 2
SCHEMA = {
    "customer_code": pl.UInt32,
    "risk": pl.Float64,
    "value_at_stake": pl.Int64,
    "reason": pl.String,
    "rhythm_days": pl.Float64,
    "silent_days": pl.Int32,
    "tier": pl.String,
}


@dataclass(frozen=True)
class RiskList:
    """Who is slipping away.

    rule    model, or as_before where the naive rule came nearer or no model could be fitted
    test    the back-test that decided; null where there is none
    table   one row per active customer: customer_code, risk (null without the model), value_at_stake (minor units; null
            without amounts), reason (overdue, silent, regular), rhythm_days (null with fewer than two gaps),
            silent_days, tier; most value first
    """

    rule: Rule
    test: BackTest | None
    table: pl.DataFrame

    @property
    def likely_gone(self) -> pl.DataFrame:
        """The rows of `RiskList` whose chance of being gone is even or more; nobody without the model."""
        return self.table.filter(pl.col("risk") >= EVEN)

    def among(self, least: float = 0.0, tier: str | None = None) -> pl.DataFrame:
        """The rows of `RiskList` with at least such a chance, where there are any, and of one tier; null: of each."""
        likely = self.table.filter(pl.col("risk") >= least) if self.rule is Rule.MODEL else self.table
        return likely if tier is None else likely.filter(pl.col("tier") == tier)


def value_at_stake(listed: pl.DataFrame) -> int:
    """What a year earns less if rows of a risk list are gone, minor units; needs amounts."""
    return int(listed["value_at_stake"].sum())


def tiers_among(listed: pl.DataFrame) -> list[str]:
    """The tiers of rows of a risk list, in their order."""
    return listed["tier"].drop_nulls().unique(maintain_order=True).to_list()


def at_risk(study: Study) -> RiskList:
    """Active customers by the money at stake; those who cost more than they bring are not among them."""
    test, model = study(back_test), study(model_in_use)
    seen = study(histories)
    here = np.isin(seen.code, without_poor_fit(study, study(active_customers)), assume_unique=True)
    active = CustomerHistories(seen.code[here], seen.x[here], seen.t_x[here], seen.T[here])
    if model is not None:
        return RiskList(Rule.MODEL, test, _by_model(study, active, model))
    return RiskList(Rule.AS_BEFORE, test, _by_silence(study, active))


def at_risk_before(study: Study) -> pl.DataFrame:
    """Who was listed before the hidden days of the back-test, by how likely gone they were then, and who stayed away.

    One row per band of the chance, as it was given then; by the simple rule all in one.
    from_risk   where the band begins; null: listed without a chance
    customers   how many were in it
    risk        their mean chance of being gone; null likewise
    left        how many of them have not bought since
    left_share  left / customers
    Empty where no back-test is possible.
    """
    test = study(back_test)
    if test is None:
        return pl.DataFrame(schema=BEFORE)
    listed = study.with_overrides(as_of=day_of(test.first - 1))(at_risk).table
    came = study(presence).between(test.first, test.last).people()
    away = ~pl.col("customer_code").is_in(pl.Series(came, dtype=pl.UInt32).implode())
    band = (pl.col("risk") * len(BANDS)).floor().clip(0, len(BANDS) - 1) / len(BANDS)
    counted = listed.group_by(band.alias("from_risk")).agg(
        pl.len().cast(pl.Int64).alias("customers"), pl.col("risk").mean(), away.sum().cast(pl.Int64).alias("left")
    )
    shared = counted.with_columns(left_share=pl.col("left") / pl.col("customers"))
    return shared.sort("from_risk").select(*BEFORE)


def _by_model(study: Study, active: CustomerHistories, model: BgNbdParameters) -> pl.DataFrame:
    risk = 1 - ExpectedFuture(model, active).p_alive()
    value = None
    if study.workbook.has_amounts:
        value = np.rint(risk * value_if_kept(study, active, model)).astype(np.int64)
    return _table(study, active, risk, value)


def _by_silence(study: Study, active: CustomerHistories) -> pl.DataFrame:
    half = study(chosen_period).kind.days // 2
    quiet = (active.T - active.t_x) > half
    kept = CustomerHistories(active.code[quiet], active.x[quiet], active.t_x[quiet], active.T[quiet])
    spend = study(last_year).spend
    value = None if spend is None else np.rint(spend[kept.code] * study(margin_share)).astype(np.int64)
    return _table(study, kept, None, value)


def value_if_kept(study: Study, who: CustomerHistories, model: BgNbdParameters) -> Numbers:
    """The margin expected of each in the next twelve months if they stay, minor units; never negative."""
    purchases = ExpectedFuture(model, who).purchases_if_kept(YEAR_DAYS)
    return purchases * spend_per_purchase(study, who.code) * study(margin_share)


def _table(study: Study, who: CustomerHistories, risk: Numbers | None, value: NDArray[np.int64] | None) -> pl.DataFrame:
    silent, rhythm = who.T - who.t_x, own_rhythms(study, who.code)
    late = silent > OVERDUE * rhythm
    quiet = silent > study(chosen_period).kind.days // 2
    reason = np.where(late, "overdue", np.where(quiet, "silent", "regular"))
    nothing = [None] * len(who.code)
    table = pl.DataFrame(
        {
            "customer_code": who.code,
            "risk": nothing if risk is None else risk,
            "value_at_stake": nothing if value is None else value,
            "reason": reason,
            "rhythm_days": rhythm,
            "silent_days": silent,
        },
        schema={name: kind for name, kind in SCHEMA.items() if name != "tier"},
    ).with_columns(pl.col("rhythm_days").fill_nan(None))
    tiers = study(tier_members).select("customer_code", "tier")
    order = ["value_at_stake", "risk", "silent_days"]
    return table.join(tiers, on="customer_code", how="left").sort(
        *order, "customer_code", descending=[True, True, True, False], nulls_last=True
    )


def own_rhythms(study: Study, code: CustomerCodes) -> Numbers:
    """Each one's own median gap in days; not a number with fewer than two gaps."""
    known, every = study(rhythms), np.full(study.workbook.customers.height, np.nan)
    enough = known.gaps >= LEAST_GAPS
    every[known.code[enough]] = known.days[enough]
    return every[code]
