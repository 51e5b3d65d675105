"""What a purchase of each customer is expected to bring."""

import numpy as np

from retention_core.describe.presence.last_year import last_year
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.study import Study
from retention_core.predict.fitting.customer_histories import repeat_spend
from retention_core.predict.fitting.fitted_models import gamma_gamma
from retention_core.predict.models.bg_nbd import Numbers
from retention_core.predict.models.gamma_gamma import GammaGammaParameters, expected_spend


def spend_per_purchase(study: Study, code: CustomerCodes) -> Numbers:
    """What a purchase day of each is expected to bring, minor units: by Gamma-Gamma, else everybody's mean."""
    seen, unit = study(repeat_spend), 10**study.workbook.decimals
    fitted = study(gamma_gamma)
    if fitted is None or fitted.parameters[1] <= 1:
        return np.full(len(code), study(mean_spend))
    times, mean = (np.zeros(study.workbook.customers.height) for _ in range(2))
    times[seen.code], mean[seen.code] = seen.x, seen.z / unit
    return expected_spend(GammaGammaParameters(*fitted.parameters), times[code], mean[code]) * unit


def spread_of_spend(study: Study) -> float:
    """How much what single customers bring a purchase day differs, as a variance, squared minor units; 0 with none."""
    seen = study(repeat_spend)
    return float(seen.z.var(ddof=1)) if len(seen.z) > 1 else 0.0


def mean_spend(study: Study) -> float:
    """What a purchase day of the last twelve months brought after refunds, minor units; 0 without amounts."""
    year = study(last_year)
    days = int(year.purchase_days.sum())
    return max(int(year.spend.sum()) / days, 0.0) if year.spend is not None and days else 0.0
