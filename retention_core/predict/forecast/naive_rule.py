"""One customer by the simple rule: as many purchases as in the stretch before, ranged by what came of others like them.

Used where the back-test finds the model worse. The stretch is that of the back-test: a quarter, less in a short file.
"""

from itertools import pairwise

import numpy as np

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import HIGH, LOW, hidden_days
from retention_core.predict.fitting.customer_histories import histories
from retention_core.predict.forecast.customer_forecast import ValueWithRange

ENOUGH_ALIKE = 20


def naive_forecast(study: Study, code: int) -> ValueWithRange | None:
    """Purchase days of one customer in the next stretch; null where the history is too short, or without a purchase.

    The range is that of the customers who bought as often in the stretch before the last one, or nearly so.
    """
    hidden = study(hidden_days)
    seen = study(histories)
    if hidden is None or code not in seen.code:
        return None
    as_of = day_number(study(horizon).as_of)
    ends = [as_of - hidden * back for back in (0, 1, 2)]
    last, before = (_bought(study, start + 1, end) for end, start in pairwise(ends))
    known = seen.code[hidden <= seen.T]
    now, then, came = last[code], before[known], last[known]
    if len(known) < ENOUGH_ALIKE:
        return ValueWithRange(float(now), 0.0, float(max(now, came.max(initial=0))))
    alike = np.argsort(np.abs(then - now), kind="stable")
    most = np.abs(then[alike[ENOUGH_ALIKE - 1]] - now)
    low, high = np.quantile(came[np.abs(then - now) <= most], (LOW, HIGH))
    return ValueWithRange(float(now), min(float(low), float(now)), max(float(high), float(now)))


def _bought(study: Study, first: int, last: int) -> np.ndarray:
    here = study(presence).between(first, last)
    return np.bincount(here.code, minlength=here.customers)
