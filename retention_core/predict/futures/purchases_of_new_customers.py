"""What customers still to come will do in the coming months: buy when they come, and again as the model expects."""

import numpy as np

from retention_core.kernel.study import Study
from retention_core.predict.fitting.customer_histories import CustomerHistories
from retention_core.predict.fitting.expected_spend import mean_spend, spread_of_spend
from retention_core.predict.fitting.fitted_models import mbg_nbd
from retention_core.predict.futures.current_customers import CustomerBaseForecast, TotalWithVariance
from retention_core.predict.futures.expected_future import DAYS_A_WEEK
from retention_core.predict.futures.new_customers import MONTHS, Arrivals
from retention_core.predict.futures.simulated_futures import drawn_futures
from retention_core.predict.models.bg_nbd import BgNbdParameters, Numbers, expected_purchases

MONTH_DAYS = 30.4375
DRAWS, SEED = 4000, 2


def newcomers(study: Study, model: BgNbdParameters, coming: Arrivals) -> CustomerBaseForecast:
    """Those who come in the twelve months ahead, on average in the middle of theirs."""
    by_age = np.diff(expected_purchases(model, _ages() / DAYS_A_WEEK), prepend=0.0)
    bought = _drawn(study)
    each = study(mean_spend) if study.workbook.has_amounts else 1.0
    varied = study(spread_of_spend) if study.workbook.has_amounts else 0.0
    first = np.eye(1, MONTHS)[0]
    purchases, variance = first + by_age, bought.var(axis=1)
    money = variance * each**2 + purchases * varied
    there = np.maximum(first, (bought > 0).mean(axis=1))
    return CustomerBaseForecast(
        _summed(coming, purchases, variance),
        _summed(coming, purchases * each, money),
        _summed(coming, there, there * (1 - there)),
    )


def _ages() -> Numbers:
    """Days since the first purchase at the end of the month of it and of each later one."""
    return MONTH_DAYS * (np.arange(MONTHS, dtype=np.float64) + 0.5)


def _drawn(study: Study) -> Numbers:
    """Later purchases of one new customer by month of age, in many futures: age x draw."""
    fitted = study(mbg_nbd)
    assert fitted is not None
    zero = np.zeros(1, np.int32)
    new = CustomerHistories(np.zeros(1, np.uint32), zero, zero, zero)
    ends = tuple(int(day) for day in _ages())
    return drawn_futures(fitted, new, None, ends, draws=DRAWS, seed=SEED).purchases[:, 0].astype(np.float64)


def _summed(coming: Arrivals, by_age: Numbers, chance: Numbers) -> TotalWithVariance:
    """Sums over those who came in each month so far, with what is not known of their number."""
    ages = np.subtract.outer(np.arange(MONTHS), np.arange(MONTHS))
    known, of_chance = (np.where(ages >= 0, part[np.maximum(ages, 0)], 0.0) for part in (by_age, chance))
    parts = known * coming.expected
    season = np.zeros(MONTHS) if coming.season_error is None else coming.season_error / np.maximum(coming.season, 1e-9)
    each_month = coming.spread**2 / np.maximum(coming.season, 1e-9) + season**2
    value, whole = parts.sum(axis=1), parts.sum(axis=0)
    variance = (coming.uncertain * value) ** 2 + parts**2 @ each_month + of_chance @ coming.expected
    in_all = (coming.uncertain * value.sum()) ** 2 + whole**2 @ each_month + (of_chance @ coming.expected).sum()
    return TotalWithVariance(value, variance, float(in_all))
