"""The list of all figures: each found by its name, and all of them as numbers for other programs."""

from collections.abc import Iterator

from retention_core.describe.activity import active_customers_figures, usage_figures
from retention_core.describe.cohorts import cohort_figures
from retention_core.describe.customer_value import cac_figures, clv_figures
from retention_core.describe.cycle import purchase_cycle_figures
from retention_core.describe.repeat_purchase import repeat_purchase_figures, second_purchase_figures
from retention_core.describe.retention import retention_figures, yearly_figures
from retention_core.describe.revenue import (
    concentration_figures,
    free_order_figures,
    new_and_existing_figures,
    refund_figures,
    repeat_order_figures,
    revenue_bridge_figures,
    revenue_figures,
    revenue_retention_figures,
)
from retention_core.describe.subscriptions import churn_figures, movement_figures, tenure_figures
from retention_core.kernel.figure import Figure, Meaning, registered, registered_by, to_json_value
from retention_core.kernel.study import Study
from retention_core.predict.fitting import model_figures
from retention_core.predict.forecast import forecast_figures
from retention_core.prescribe.customers import at_risk_figures, unprofitable_figures
from retention_core.prescribe.playbook import play_figures, retention_mistake_figures
from retention_core.prescribe.segments import segment_figures
from retention_core.prescribe.tiers import tier_figures
from retention_core.prescribe.what_if import clv_to_cac_figures, what_if_figures

FIGURE_MODULES = (
    purchase_cycle_figures,
    retention_figures,
    repeat_purchase_figures,
    active_customers_figures,
    yearly_figures,
    second_purchase_figures,
    cohort_figures,
    churn_figures,
    movement_figures,
    tenure_figures,
    usage_figures,
    revenue_figures,
    new_and_existing_figures,
    revenue_retention_figures,
    revenue_bridge_figures,
    refund_figures,
    repeat_order_figures,
    concentration_figures,
    clv_figures,
    cac_figures,
    free_order_figures,
    forecast_figures,
    model_figures,
    at_risk_figures,
    tier_figures,
    segment_figures,
    unprofitable_figures,
    what_if_figures,
    clv_to_cac_figures,
    play_figures,
    retention_mistake_figures,
)


def meaning_of(name: str) -> Meaning:
    """The registered meaning of a figure; KeyError for an unknown name."""
    return registered(name)


def all_meanings() -> Iterator[Meaning]:
    """Every registered figure, in the order of FIGURE_MODULES, whichever was loaded first."""
    for module in FIGURE_MODULES:
        yield from registered_by(module.__name__)


def compute(name: str, study: Study) -> Figure:
    """The figure `name` of a study."""
    return study(meaning_of(name).compute)


def numbers(study: Study) -> tuple[dict[str, int | float | str | None], dict[str, str]]:
    """Every figure by its name, as plain values for other programs, and the reasons of those that are not known.

    Money is an exact decimal as text, a day is written 2026-01-31, a share is a part of 1, lengths of time are days.
    """
    figures = [compute(meaning.name, study) for meaning in all_meanings()]
    values = {figure.name: to_json_value(figure.value) for figure in figures}
    return values, {figure.name: figure.why_null for figure in figures if figure.why_null}
