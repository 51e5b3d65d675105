"""The models fitted to a study: each once, or the reason why there is none."""

from enum import StrEnum

import numpy as np

from retention_core.describe.evidence import Evidence, evidence
from retention_core.describe.reasons import why_nothing
from retention_core.describe.subscriptions import tenures
from retention_core.predict.contracts_model import LastingLikelihood
from retention_core.predict.gamma_gamma import SpendLikelihood
from retention_core.predict.history import histories, repeat_spend
from retention_core.predict.maximum import Maximum, Numbers, maximum
from retention_core.predict.nbd_likelihood import Histories, NbdLikelihood
from retention_core.study import Study

FEWEST_AGAIN = 10
MANY_ROWS, COARSE_DAYS = 20_000, 14


class WhyNoModel(StrEnum):
    """Why a model cannot be fitted, or not be trusted."""

    CONTRACTS = "contracts"
    TOO_FEW_AGAIN = "too_few_came_again"
    NO_AMOUNTS = "no_amounts"
    NOT_TOLD = "model_not_told"
    NO_TENURE = "no_tenure"
    NO_CONTRACTS = "no_contracts"


def why_no_buying_model(study: Study) -> str | None:
    """no_orders, contracts or too_few_came_again; None where the buying models can be tried."""
    if why := why_nothing(study):
        return why
    if study(evidence) is Evidence.CONTRACTS:
        return WhyNoModel.CONTRACTS
    return WhyNoModel.TOO_FEW_AGAIN if int(study(histories).came_again.sum()) < FEWEST_AGAIN else None


def why_no_spending_model(study: Study) -> str | None:
    """As for the buying models, or no_amounts."""
    why = why_no_buying_model(study)
    if why or study.workbook.has_amounts:
        return why or (WhyNoModel.TOO_FEW_AGAIN if len(study(repeat_spend).code) < FEWEST_AGAIN else None)
    return WhyNoModel.NO_AMOUNTS


def why_no_lasting_model(study: Study) -> str | None:
    """no_contracts or no_tenure; None where contracts and their lengths are known."""
    stays = study(tenures)
    if stays.is_empty():
        return WhyNoModel.NO_CONTRACTS
    known = stays.drop_nulls("months")
    return None if known.height >= FEWEST_AGAIN and known["left"].any() else WhyNoModel.NO_TENURE


def bg_nbd(study: Study) -> Maximum | None:
    """BG/NBD, time in weeks: r, alpha, a, b."""
    return _buying(study, leaves_at_first=0)


def mbg_nbd(study: Study) -> Maximum | None:
    """MBG/NBD, time in weeks: r, alpha, a, b. The one behind what the pages say of customers."""
    return _buying(study, leaves_at_first=1)


def gamma_gamma(study: Study) -> Maximum | None:
    """Gamma-Gamma of whole money: p, q, gamma."""
    if why_no_spending_model(study):
        return None
    seen = study(repeat_spend)
    spent = seen.z / 10**study.workbook.decimals
    return maximum(SpendLikelihood(seen.x.astype(np.int64), spent), np.array([1.0, 2.0, float(np.median(spent))]))


def sbg(study: Study) -> Maximum | None:
    """Shifted beta-geometric with a renewal every month: a, b (alpha and beta in its paper)."""
    if why_no_lasting_model(study):
        return None
    return maximum(LastingLikelihood(*monthly_renewals(study)), np.array([1.0, 1.0]))


def monthly_renewals(study: Study) -> tuple[np.ndarray, np.ndarray]:
    """How many left at each monthly renewal, from the first, and how many were still there after so many, from none.

    Whoever left within the first month left at the first renewal.
    """
    known = study(tenures).drop_nulls("months")
    months, left = known["months"].to_numpy(), known["left"].to_numpy()
    gone = np.bincount(np.maximum(np.ceil(months[left]).astype(np.int64), 1) - 1)
    return gone, np.bincount(np.floor(np.maximum(months[~left], 0)).astype(np.int64))


def _buying(study: Study, *, leaves_at_first: int) -> Maximum | None:
    """Large tables are fitted on a grid of two weeks first: the exact fit then begins beside its end."""
    if why_no_buying_model(study):
        return None
    seen = study(histories)
    rows = Histories.of(seen.x, seen.t_x, seen.T)
    middle = _usual(rows)
    start: Numbers = middle
    if len(rows.x) > MANY_ROWS:
        coarse = Histories.of(seen.x, seen.t_x, seen.T, days=COARSE_DAYS)
        near = maximum(NbdLikelihood(coarse, leaves_at_first=leaves_at_first), middle)
        start = middle if near is None else near.parameters
    return maximum(NbdLikelihood(rows, leaves_at_first=leaves_at_first), start, middle)


def _usual(rows: Histories) -> Numbers:
    """Where the search begins: everybody buys at the rate that the whole file shows, in weeks."""
    weeks = float(rows.customers @ rows.T) / 7
    rate = float(rows.customers @ rows.x) / max(weeks, 1.0)
    return np.array([1.0, 1.0 / max(rate, 1e-6), 1.0, 2.0])
