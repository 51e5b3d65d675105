"""What a customer is worth from here on, against what it costs to gain one."""

from retention_core.describe.customer_value.cac_figures import blended_cost
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.what_if.what_if_figures import worth_before


@figure(
    "clv.to_cac",
    title=N_("Worth against the cost of gaining"),
    meaning=N_(
        "How many times a customer who stays as customers do now earns, from here on, what it costs to gain one. Three"
        " times is often named as healthy."
    ),
    formula=N_("worth of a customer / cost of gaining one = {worth} / {cost}"),
    unit=Unit.RATIO,
    others=("clv.so_far_to_cac", "what_if.clv_before", "cac.blended"),
)
def _to_cac(study: Study) -> Figure:
    worth, cost = study(worth_before), study(blended_cost)
    inputs: dict[str, Value] = {"worth": worth.value, "cost": cost.value}
    if not isinstance(cost.value, Money) or not isinstance(worth.value, Money):
        return unknown(cost.why_null or worth.why_null or WhyNull.NO_SPENDING, **inputs)
    if not cost.value.minor:
        return unknown(WhyNull.NO_ACQUISITION_SPENDING, **inputs)
    return Figure(float(worth.value) / float(cost.value), inputs=inputs, bound="at_most" if cost.bound else None)
