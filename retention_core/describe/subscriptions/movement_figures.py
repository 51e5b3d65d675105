"""Figures of who came and left in the last full month of the contracts."""

from collections.abc import Callable

import numpy as np

from retention_core.describe.subscriptions.churn import last_month
from retention_core.describe.subscriptions.churn_figures import (
    before_and_now,
    by_month,
    subscribers,
    who_left,
    why_no_month,
)
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study


def _who_came(study: Study) -> CustomerCodes:
    before, now = before_and_now(study, fees=False)
    return np.flatnonzero((before == 0) & (now > 0)).astype(np.uint32)


def _moved(study: Study, name: str, who: Callable[[Study], CustomerCodes]) -> Figure:
    """How many came or left; name: gained or lost."""
    if why := why_no_month(study):
        return unknown(why)
    month = known(last_month(study))
    count = {"lost": month.lost, "gained": month.gained}[name]
    inputs: dict[str, Value] = {"first_day": month.first_day, "last_day": month.last_day, name: count}
    return Figure(count, inputs=inputs, customers=lambda study: subscribers(study, who(study)))


@figure(
    "subscriptions.lost",
    title=N_("Subscribers who left last month"),
    meaning=N_("Subscribers whose contract ran at the start of the last full month and no longer at its end."),
    formula=N_("contract at the start, none at the end, {first_day} to {last_day} = {lost}"),
    unit=Unit.COUNT,
    over_time=by_month("lost"),
)
def _lost_count(study: Study) -> Figure:
    return _moved(study, "lost", who_left)


@figure(
    "subscriptions.gained",
    title=N_("Subscribers won last month"),
    meaning=N_("Subscribers without a contract at the start of the last full month, and with one at its end."),
    formula=N_("no contract at the start, one at the end, {first_day} to {last_day} = {gained}"),
    unit=Unit.COUNT,
    over_time=by_month("gained"),
)
def _gained_count(study: Study) -> Figure:
    return _moved(study, "gained", _who_came)
