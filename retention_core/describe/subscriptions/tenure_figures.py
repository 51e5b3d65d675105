"""Figures of tenures, with or without days: how many subscribers have left, and how long they stay."""

from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.describe.subscriptions.churn_figures import subscribers, why_no_contract_days
from retention_core.describe.subscriptions.tenures import subscriber_survival, tenures
from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


@figure(
    "subscriptions.left_share",
    title=N_("Subscribers who have left"),
    meaning=N_("Of all subscribers in the list, the share who have left, however long that took."),
    formula=N_("left / subscribers = {left} / {subscribers}"),
    unit=Unit.SHARE,
    others=("subscriptions.monthly_churn",),
)
def _left_share(study: Study) -> Figure:
    table = study(tenures)
    if not table.height:
        return unknown(_why_no_tenures(study))
    left, codes = int(table["left"].sum()), table.filter("left")["customer_code"].unique().sort().to_numpy()
    low, high = share_range(left, table.height) or (None, None)
    inputs = {"left": left, "subscribers": table.height}
    return Figure(
        left / table.height, low=low, high=high, inputs=inputs, customers=lambda study: subscribers(study, codes)
    )


def _why_no_tenures(study: Study) -> WhyNull:
    why = why_no_contract_days(study)
    return WhyNull.NOBODY_KNOWN_TO_HAVE_LEFT if why in (None, WhyNull.TENURES_ONLY) else why


@figure(
    "subscriptions.median_months",
    title=N_("Months until half have left"),
    meaning=N_("After how many months half of the subscribers have left, those still there counted in."),
    formula=N_(
        "the month by which half of {seen} subscribers have left, {left} of whom have so far (Kaplan-Meier) = {median}"
    ),
    unit=Unit.COUNT,
    others=("subscriptions.left_share",),
)
def _median_months(study: Study) -> Figure:
    found = study(subscriber_survival)
    inputs = {"seen": found.observed, "left": found.ended}
    if not found.observed:
        return unknown(_why_no_tenures(study) if study(tenures).is_empty() else WhyNull.NO_TENURE, **inputs)
    middle = found.median()
    if middle.time is None:
        return unknown(WhyNull.FEWER_THAN_HALF_LEFT, **inputs)
    return Figure(middle.time, low=middle.low, high=middle.high, inputs=inputs | {"median": middle.time})
