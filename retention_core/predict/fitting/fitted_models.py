"""The models fitted to a study: each once, or the reason why there is none."""

import numpy as np

from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.subscriptions.tenures import tenures
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.fitting.customer_histories import histories, repeat_spend
from retention_core.predict.models.bg_nbd_likelihood import Histories, NbdLikelihood, Whole
from retention_core.predict.models.gamma_gamma import SpendLikelihood
from retention_core.predict.models.maximum_likelihood import Maximum, Numbers, maximum
from retention_core.predict.models.sbg import SbgLikelihood

FEWEST_AGAIN = 10
MANY = 20_000


def why_no_bg_nbd(study: Study) -> WhyNull | None:
    """no_orders, contracts or too_few_came_again; None where the buying models can be tried."""
    if why := why_nothing(study):
        return why
    if study(presence_source) is PresenceSource.CONTRACTS:
        return WhyNull.CONTRACTS
    return WhyNull.TOO_FEW_CAME_AGAIN if int(study(histories).came_again.sum()) < FEWEST_AGAIN else None


def why_no_gamma_gamma(study: Study) -> WhyNull | None:
    """As for the buying models, or no_amounts."""
    why = why_no_bg_nbd(study)
    if why or study.workbook.has_amounts:
        return why or (WhyNull.TOO_FEW_CAME_AGAIN if len(study(repeat_spend).code) < FEWEST_AGAIN else None)
    return WhyNull.NO_AMOUNTS


def why_no_sbg(study: Study) -> WhyNull | None:
    """no_contracts or no_tenure; None where contracts and their lengths are known."""
    stays = study(tenures)
    if stays.is_empty():
        return WhyNull.NO_CONTRACTS
    known = stays.drop_nulls("months")
    return None if known.height >= FEWEST_AGAIN and known["left"].any() else WhyNull.NO_TENURE


def bg_nbd(study: Study) -> Maximum | None:
    """BG/NBD, time in weeks: r, alpha, a, b."""
    return _buying(study, leaves_at_first=0)


def mbg_nbd(study: Study) -> Maximum | None:
    """MBG/NBD, time in weeks: r, alpha, a, b. The one behind what the pages say of customers."""
    return _buying(study, leaves_at_first=1)


def gamma_gamma(study: Study) -> Maximum | None:
    """Gamma-Gamma of whole money: p, q, gamma."""
    if why_no_gamma_gamma(study):
        return None
    seen = study(repeat_spend)
    return fit_spending(seen.x, seen.z / 10**study.workbook.decimals)


def sbg(study: Study) -> Maximum | None:
    """Shifted beta-geometric with a renewal every month: a, b (alpha and beta in its paper)."""
    if why_no_sbg(study):
        return None
    return maximum(SbgLikelihood(*monthly_renewals(study)), np.array([1.0, 1.0]))


def monthly_renewals(study: Study) -> tuple[np.ndarray, np.ndarray]:
    """How many left at each monthly renewal, from the first, and how many were still there after so many, from none.

    Whoever left within the first month left at the first renewal.
    """
    known = study(tenures).drop_nulls("months")
    months, left = known["months"].to_numpy(), known["left"].to_numpy()
    gone = np.bincount(np.maximum(np.ceil(months[left]).astype(np.int64), 1) - 1)
    return gone, np.bincount(np.floor(np.maximum(months[~left], 0)).astype(np.int64))


def _buying(study: Study, *, leaves_at_first: int) -> Maximum | None:
    if why_no_bg_nbd(study):
        return None
    seen = study(histories)
    return fit_buying(seen.x, seen.t_x, seen.T, leaves_at_first=leaves_at_first)


def fit_buying(x: Whole, t_x: Whole, T: Whole, *, leaves_at_first: int) -> Maximum | None:
    """BG/NBD (0) or MBG/NBD (1) of one row per customer, in days; the parameters are in weeks.

    Many customers are fitted nearly first: the exact fit then begins beside its end.
    """
    seen = Histories(x, t_x, T)
    middle = _usual(seen)
    start: Numbers = middle
    if len(x) > MANY:
        near = maximum(NbdLikelihood(seen, leaves_at_first=leaves_at_first, coarse=True), middle)
        start = middle if near is None else near.parameters
    return maximum(NbdLikelihood(seen, leaves_at_first=leaves_at_first), start, middle)


def fit_spending(x: Whole, z: Numbers) -> Maximum | None:
    """Gamma-Gamma of one row per customer who came again: `x` purchases of mean spend `z`, in whole money."""
    start = middle = np.array([1.0, 2.0, float(np.median(z))])
    if len(x) > MANY:
        near = maximum(SpendLikelihood(x, z, coarse=True), middle)
        start = middle if near is None else near.parameters
    return maximum(SpendLikelihood(x, z), start, middle)


def _usual(seen: Histories) -> Numbers:
    """Where the search begins: everybody buys at the rate that the whole file shows, in weeks."""
    rate = float(seen.x.sum()) / max(float(seen.T.sum()) / 7, 1.0)
    return np.array([1.0, 1.0 / max(rate, 1e-6), 1.0, 2.0])
