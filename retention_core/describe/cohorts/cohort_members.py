"""The customers behind one cell of the cohort table: who was there so many periods later, and who was not."""

from datetime import date

import numpy as np

from retention_core.describe.cohorts.cohorts import cohort_of_customers
from retention_core.describe.presence.customer_groups import groups_by
from retention_core.describe.retention.retention import retention_by_period, stretches
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.study import Study

Group = tuple[str, str | None, bool]
"""A column, a value of it, and whether all values without a group of their own are meant."""


def cell_members(
    study: Study, cohort: date, age: int, group: Group | None = None
) -> tuple[CustomerCodes, CustomerCodes]:
    """Of the customers first there in the period that begins on `cohort`: there `age` periods later, and not there.

    group   only those who have a value in common; see `cohort_groups.groups_by`
    ValueError where no period begins on that day.
    """
    days = study(retention_by_period)["first_day"].to_list()
    place = days.index(cohort)
    of_it = study(cohort_of_customers) == place
    if group is not None:
        of_it &= _in_group(study, group)
    there = np.zeros(of_it.size, np.bool_)
    if place + age < len(days) and (now := study(stretches)[place + age]):
        there[now.rows.code] = True
    return np.flatnonzero(of_it & there).astype(np.uint32), np.flatnonzero(of_it & ~there).astype(np.uint32)


def _in_group(study: Study, group: Group) -> np.ndarray:
    column, value, rest = group
    found = study(groups_by, column)
    if found.of_customer is None:
        return np.zeros(study.workbook.customers.height, np.bool_)
    return found.of_customer == list(zip(found.names, found.rest, strict=True)).index((value, rest))
