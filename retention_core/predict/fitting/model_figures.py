"""Figures of the fitted models: their parameters with standard errors, and how well they fit."""

from collections.abc import Callable

import numpy as np

from retention_core.describe.statistics.confidence_ranges import NORMAL_95
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.fitting.fitted_models import (
    bg_nbd,
    gamma_gamma,
    mbg_nbd,
    sbg,
    why_no_bg_nbd,
    why_no_gamma_gamma,
    why_no_sbg,
)
from retention_core.predict.models.maximum_likelihood import Maximum

Fit = Callable[[Study], Maximum | None]
Why = Callable[[Study], WhyNull | None]
BUYING = (
    (
        "r",
        N_("r: how alike buying rates are"),
        N_("Shape of the buying rates: the larger, the more alike customers buy."),
    ),
    (
        "alpha",
        N_("alpha: scale of buying rates, in weeks"),
        N_("Scale of the buying rates; the mean rate is r / alpha purchases a week."),
    ),
    (
        "a",
        N_("a: leaving"),
        N_("First parameter of the chance to leave after a purchase; the mean chance is a / (a + b)."),
    ),
    (
        "b",
        N_("b: staying"),
        N_("Second parameter of the chance to leave after a purchase; the mean chance is a / (a + b)."),
    ),
)
SPENDING = (
    ("p", N_("p: how alike purchases of one customer are"), N_("Shape of the spend of one customer's purchases.")),
    ("q", N_("q: how alike customers are in spend"), N_("Shape of how mean spend differs between customers.")),
    ("gamma", N_("gamma: scale of spend"), N_("Scale of the spend; everybody's mean is p gamma / (q - 1).")),
)
LASTING = (
    (
        "alpha",
        N_("alpha: leaving at a renewal"),
        N_("First parameter of the chance to leave at a monthly renewal; the mean chance is alpha / (alpha + beta)."),
    ),
    (
        "beta",
        N_("beta: renewing"),
        N_("Second parameter of the chance to leave at a monthly renewal; the mean chance is alpha / (alpha + beta)."),
    ),
)
MODELS = (
    ("bgnbd", bg_nbd, why_no_bg_nbd, BUYING),
    ("mbgnbd", mbg_nbd, why_no_bg_nbd, BUYING),
    ("gamma_gamma", gamma_gamma, why_no_gamma_gamma, SPENDING),
    ("sbg", sbg, why_no_sbg, LASTING),
)


def _parameter(fit: Fit, why: Why, place: int) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(fit)
        if found is None or found.held:
            return unknown(why(study) or WhyNull.MODEL_NOT_TOLD)
        value, error = float(found.parameters[place]), float(found.standard_errors[place])
        low, high = value * np.exp(np.array([-1, 1]) * NORMAL_95 * error / value)
        return Figure(value, low=float(low), high=float(high), inputs={"value": value, "error": error})

    return read


def _fit_value(fit: Fit, why: Why) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(fit)
        if found is None:
            return unknown(why(study) or WhyNull.MODEL_NOT_TOLD)
        inputs: dict[str, Value] = {"value": found.log_likelihood}
        return Figure(found.log_likelihood, inputs=inputs)

    return read


for _name, _fit, _why, _parameters in MODELS:
    for _place, (_letter, _title, _meaning) in enumerate(_parameters):
        figure(
            f"predict.{_name}.{_letter}",
            title=_title,
            meaning=_meaning,
            formula=N_("where the likelihood of all histories is largest: {value}, standard error {error}"),
            unit=Unit.RATIO,
        )(_parameter(_fit, _why, _place))
    figure(
        f"predict.{_name}.log_likelihood",
        title=N_("Log-likelihood"),
        meaning=N_("How likely the model makes what was seen, as a logarithm: the larger, the better it fits."),
        formula=N_("the largest log-likelihood over all parameters = {value}"),
        unit=Unit.RATIO,
    )(_fit_value(_fit, _why))
