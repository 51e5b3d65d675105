"""Futures of customers of a study, under its fitted models."""

import numpy as np

from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.study import Study
from retention_core.predict.fitting.customer_histories import CustomerHistories, histories, repeat_spend
from retention_core.predict.fitting.expected_spend import spend_per_purchase
from retention_core.predict.fitting.fitted_models import gamma_gamma, mbg_nbd
from retention_core.predict.futures.simulated_futures import LEAST_Q, SimulatedFutures, Spent, drawn_futures
from retention_core.predict.models.maximum_likelihood import Maximum

SAMPLE, SEED = 1_000, 1
MOST_UNSURE = 1.0


def futures_of(
    study: Study, code: CustomerCodes, ends: tuple[int, ...], draws: int, *, spend: bool = True
) -> SimulatedFutures:
    """Futures of some customers, spend in minor units; `spend` false: zeros in its place, which is faster."""
    fitted, spending = study(mbg_nbd), study(gamma_gamma)
    assert fitted is not None
    unit = 10**study.workbook.decimals
    again, times, mean = study(repeat_spend), *(np.zeros(study.workbook.customers.height) for _ in range(2))
    times[again.code], mean[again.code] = again.x, again.z / unit
    if not spend:
        return drawn_futures(fitted, some_histories(study, code), None, ends, draws=draws, seed=SEED)
    known = spending if spending is not None and _is_told(spending) else None
    spent = Spent(times[code], mean[code], spend_per_purchase(study, code) / unit, known)
    drawn = drawn_futures(fitted, some_histories(study, code), spent, ends, draws=draws, seed=SEED)
    return SimulatedFutures(drawn.alive, drawn.purchases, drawn.spend * unit)


def some_histories(study: Study, code: CustomerCodes) -> CustomerHistories:
    """The histories of some customers with a purchase, in order of their codes."""
    seen = study(histories)
    place = np.searchsorted(seen.code, code)
    return CustomerHistories(code, seen.x[place], seen.t_x[place], seen.T[place])


def _is_told(spending: Maximum) -> bool:
    """Whether the data tell how spend differs: where all spend alike, the parameters could be nearly anything."""
    unsure = np.sqrt(np.diag(spending.covariance)).max()
    return spending.parameters[1] > LEAST_Q and not spending.held and bool(unsure < MOST_UNSURE)


def sample(study: Study) -> CustomerCodes:
    """Up to a thousand customers with a purchase, evenly taken."""
    code = study(histories).code
    return code if len(code) <= SAMPLE else code[np.linspace(0, len(code) - 1, SAMPLE).astype(np.intp)]
