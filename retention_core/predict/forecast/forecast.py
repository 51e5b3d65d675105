"""What the coming twelve months bring: purchases, revenue and active customers, of today's and of those still to come.

Today's customers follow the rule that came nearest in the back-test: the MBG/NBD model, or as many as before. New ones
come at the recent rate, with the season where three years show one, buy once when they come, and again as the model
expects of new customers. Active in a month is whoever buys in it.

Ranges hold chance in what customers do, what the fit leaves open, how far the rule was off at earlier cut-offs beyond
both, and how the number of new customers goes up and down. Purchases after the first have no season in them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import BackTest, Rule, back_test, hidden_days, rolling_back_test
from retention_core.predict.fitting.customer_histories import histories
from retention_core.predict.fitting.expected_spend import mean_spend
from retention_core.predict.fitting.fitted_models import mbg_nbd
from retention_core.predict.futures.current_customers import CustomerBaseForecast, TotalWithVariance, todays_customers
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.futures.new_customers import MONTHS, Arrivals, arrivals, month_away
from retention_core.predict.futures.purchases_of_new_customers import newcomers
from retention_core.predict.models.bg_nbd import BgNbdParameters, Numbers

NORMAL = {"80": 1.2815515655446004, "95": 1.959963984540054}
# purchases come in bunches: where no model tells their chance, it is taken as twice that of independent ones
BUNCHING = 2.0


@dataclass(frozen=True)
class Total:
    """The twelve months as one: a value and its ranges."""

    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True)
class ActiveMonth:
    """How many customers buy in one of the coming months: a part of a row of the table of `Forecast`."""

    first_day: date
    last_day: date
    active_existing: float
    active_new: float
    active_low80: float
    active_high80: float
    active_low95: float
    active_high95: float

    @property
    def active(self) -> float:
        """Today's customers and new ones."""
        return self.active_existing + self.active_new


@dataclass(frozen=True)
class Forecast:
    """The coming months.

    rule     what today's customers follow
    error    how far it was off at earlier cut-offs beyond chance, as a share (root mean square)
    coming   new customers
    table    one row per month: first_day, last_day; then of each of purchases, active (customers who buy) and, with
             amounts, revenue (minor units): X_existing, X_new, and X_low80, X_high80, X_low95, X_high95 of their sum
    total    revenue of all twelve months, purchases without amounts
    bought   purchases of all twelve months
    """

    rule: Rule
    error: float
    coming: Arrivals
    table: pl.DataFrame
    total: Total
    bought: Total

    def of(self, kind: str) -> pl.DataFrame:
        """One row per coming month, for one kind of number: purchases, active or revenue, in its own unit.

        first_day, last_day                  of the month
        existing, new                        of today's customers, and of those still to come
        low80, high80, low95, high95         ranges of their sum
        """
        names = ("existing", "new", *(f"{side}{share}" for share in NORMAL for side in ("low", "high")))
        return self.table.select("first_day", "last_day", *(pl.col(f"{kind}_{name}").alias(name) for name in names))


def forecast(study: Study) -> Forecast | None:
    """The coming twelve months; null where the history is too short for a back-test or for three months of new ones."""
    test, fitted, coming = study(back_test), study(mbg_nbd), study(arrivals)
    if test is None or fitted is None or coming is None:
        return None
    model, ends = BgNbdParameters(*fitted.parameters, leaves_at_first=1), _month_ends(study)
    rule = Rule.MODEL if test.best is Rule.MODEL else Rule.AS_BEFORE
    error = _past_error(study, rule)
    days = tuple((end - ends[0]).days for end in ends[1:])
    existing = (
        todays_customers(study, ExpectedFuture(model, study(histories)), days)
        if rule is Rule.MODEL
        else _as_before(study, test, days)
    )
    new = newcomers(study, model, coming)
    kinds = {"purchases": "purchases", "active": "active"}
    kinds |= {"revenue": "money"} if study.workbook.has_amounts else {}
    columns: dict[str, object] = {"first_day": [end + timedelta(days=1) for end in ends[:-1]], "last_day": ends[1:]}
    for name, kind in kinds.items():
        columns |= _columns(name, getattr(existing, kind).off_by(error), getattr(new, kind))
    totals = (_total(getattr(existing, kind).off_by(error).plus(getattr(new, kind))) for kind in ("money", "purchases"))
    return Forecast(rule, error, coming, pl.DataFrame(columns), *totals)


def _month_ends(study: Study) -> list[date]:
    """As_of and the twelve days that end the months after it."""
    return [month_away(study(horizon).as_of, ahead) for ahead in range(MONTHS + 1)]


def _as_before(study: Study, test: BackTest, days: tuple[int, ...]) -> CustomerBaseForecast:
    """As many a day as in the hidden days of the back-test, by those who had bought before; as many buyers a month."""
    length = np.diff(days, prepend=0).astype(np.float64)
    purchases = length * test.bought / (study(hidden_days) or 1)
    each = study(mean_spend) if study.workbook.has_amounts else 1.0
    bought = _alone(purchases, BUNCHING)
    here = study(presence).between(test.last - int(length.mean()) + 1, test.last)
    active = len(np.intersect1d(here.people(), study(histories).code)) * length / length.mean()
    money = TotalWithVariance(bought.value * each, bought.variance * each**2, bought.all_variance * each**2)
    return CustomerBaseForecast(bought, money, _alone(active, 1.0))


def _alone(value: Numbers, bunching: float) -> TotalWithVariance:
    return TotalWithVariance(value, bunching * value, bunching * float(value.sum()))


def _past_error(study: Study, rule: Rule) -> float:
    """How far off the rule was at earlier cut-offs, beyond what chance and fit already allow for."""
    tests = [test for test in study(rolling_back_test) if test.bought]
    if not tests:
        return 0.0
    off = [float(test.table[rule].sum()) / test.bought - 1 for test in tests]
    deviation = [test.deviation if rule is Rule.MODEL else np.sqrt(BUNCHING * test.bought) for test in tests]
    by_chance = [far / test.bought for far, test in zip(deviation, tests, strict=True)]
    return float(np.sqrt(max(np.mean(np.square(off)) - np.mean(np.square(by_chance)), 0.0)))


def _columns(name: str, existing: TotalWithVariance, new: TotalWithVariance) -> dict[str, Numbers]:
    both = existing.plus(new)
    found = {f"{name}_existing": existing.value, f"{name}_new": new.value}
    for share, times in NORMAL.items():
        far = times * np.sqrt(both.variance)
        found |= {f"{name}_low{share}": np.maximum(both.value - far, 0.0), f"{name}_high{share}": both.value + far}
    return found


def _total(both: TotalWithVariance) -> Total:
    value, deviation = float(both.value.sum()), float(np.sqrt(both.all_variance))
    ends = [(max(value - times * deviation, 0.0), value + times * deviation) for times in NORMAL.values()]
    return Total(value, *ends[0], *ends[1])
