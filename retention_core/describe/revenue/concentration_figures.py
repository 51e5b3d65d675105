"""Figures of how much of the revenue hangs on few customers."""

from retention_core.describe.presence.customers import people
from retention_core.describe.presence.last_year import twelve_months
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.revenue.concentration import Concentration, concentration
from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def _of_top(study: Study, percent: int, value: float | None, why_null: WhyNull) -> Figure:
    """A figure of the customers who spent most, with them behind it."""
    found = study(concentration)
    if found is None or not len(found.code):
        return unknown(why_nothing(study) or (WhyNull.NO_AMOUNTS if found is None else WhyNull.NOBODY_SPENT))
    inputs = _inputs(study, found, percent)
    if value is None:
        return unknown(why_null, **inputs)
    return Figure(value, inputs=inputs, customers=lambda study: people(study, found.code[: found.top(percent)]))


def _inputs(study: Study, found: Concentration, percent: int) -> dict[str, Value]:
    money, top = study.workbook.money, found.top_revenue(percent)
    first, last = twelve_months(study(horizon).as_of)
    return {
        "first_day": day_of(first),
        "last_day": day_of(last),
        "top": found.top(percent),
        "rest": len(found.code) - found.top(percent),
        "buyers": len(found.code),
        "top_revenue": money(top),
        "rest_revenue": money(found.revenue - top),
        "revenue": money(found.revenue),
    }


def _share(study: Study, percent: int) -> Figure:
    found = study(concentration)
    return _of_top(study, percent, found.top_share(percent) if found else None, WhyNull.NOBODY_SPENT)


@figure(
    "money.top10_share",
    title=N_("Revenue from the best tenth of customers"),
    meaning=N_("Of the revenue of the last twelve months, the share that the 10% who spent most brought."),
    formula=N_("revenue of the best {top} of {buyers} buyers / revenue of all = {top_revenue} / {revenue}"),
    unit=Unit.SHARE,
    others=("money.top20_share", "money.top10_ratio"),
)
def _top10(study: Study) -> Figure:
    return _share(study, 10)


@figure(
    "money.top20_share",
    title=N_("Revenue from the best fifth of customers"),
    meaning=N_("Of the revenue of the last twelve months, the share that the 20% who spent most brought."),
    formula=N_("revenue of the best {top} of {buyers} buyers / revenue of all = {top_revenue} / {revenue}"),
    unit=Unit.SHARE,
    others=("money.top10_share", "money.top10_ratio"),
)
def _top20(study: Study) -> Figure:
    return _share(study, 20)


@figure(
    "money.top10_ratio",
    title=N_("The best tenth against the rest"),
    meaning=N_("How many times as much as the rest the 10% who spent most spent on average in the last twelve months."),
    formula=N_(
        "mean spend of the best {top} / mean spend of the other {rest}"
        " = ({top_revenue} / {top}) / ({rest_revenue} / {rest})"
    ),
    unit=Unit.RATIO,
    others=("money.top10_share",),
)
def _top10_ratio(study: Study) -> Figure:
    found = study(concentration)
    return _of_top(study, 10, found.top_ratio(10) if found else None, WhyNull.NOBODY_ELSE_SPENT)
