"""The figure of the customers who are active today."""

from retention_core.describe.activity.active_customers import active_customers, active_over_time
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.statistics.confidence_ranges import count_range
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Unit
from retention_core.kernel.study import Study


@figure(
    "customers.active",
    title=N_("Active customers"),
    meaning=N_("Customers who bought at least once in the last stretch of one period's length."),
    formula=N_("customers who bought in the {days} up to {as_of} = {active}"),
    unit=Unit.COUNT,
    others=("retention.at_end",),
    over_time=active_over_time,
)
def _active(study: Study) -> Figure:
    if why := why_nothing(study):
        return unknown(why)
    as_of, days = study(horizon).as_of, study(chosen_period).kind.days
    codes = active_customers(study)
    inputs: dict[str, Value] = {"days": DurationDays(days), "as_of": as_of, "active": len(codes)}
    low, high = (round(limit) for limit in count_range(len(codes)))
    return Figure(len(codes), low=low, high=high, inputs=inputs, customers=lambda study: people(study, codes))
