"""What is earned of what customers pay: from the files where they tell costs or profits, else the share that is set.

Rows without a known cost earn the share of revenue that `margin_share` gives. It is the user's, where they set one;
else what the orders with a known cost earned in the last twelve months; else half.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.last_year import twelve_months
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.kernel.day_numbers import cut_positions, day_number
from retention_core.kernel.study import Study

USUAL = 0.5
COST = "cost"


def has_costs(study: Study) -> bool:
    """Whether the files say what the goods cost, or what was earned."""
    return study.workbook.has_amounts and COST in study.workbook.orders.columns


def margin_share(study: Study) -> float:
    """The part of revenue that is earned, 0 to 1: the user's own, else the files' of twelve months, else half."""
    if study.settings.margin is not None:
        return study.settings.margin
    told = study(share_of_files)
    return USUAL if told is None else min(max(told, 0.0), 1.0)


def share_of_files(study: Study) -> float | None:
    """Margin over revenue of the orders of twelve months whose cost is known; null without any, or without revenue."""
    if not has_costs(study):
        return None
    lately = study.workbook.orders[slice(*_rows(study, *twelve_months(study(horizon).as_of)))]
    known = lately.filter(pl.col(COST).is_not_null())
    revenue = int(known["amount"].sum())
    return (revenue - int(known[COST].sum())) / revenue if revenue > 0 else None


def earned_between(study: Study, first: int, last: int) -> NDArray[np.int64] | None:
    """What each customer of the workbook earned from one day to another, minor units; null without amounts.

    Refunds count on their day; what the goods of a refund cost is as the file says.
    """
    log = study(whole_log).between(first, last)
    if log.amount is None:
        return None
    if not has_costs(study):
        return np.rint(log.spend() * study(margin_share)).astype(np.int64)
    rows, total = slice(*_rows(study, first, last)), np.zeros(log.customers, np.int64)
    known, cost = (part[rows] for part in study(_costs))
    share = np.rint(log.amount * study(margin_share)).astype(np.int64)
    np.add.at(total, log.code, np.where(known, log.amount - cost, share))
    return total


def earned_so_far(study: Study) -> NDArray[np.int64] | None:
    """What each customer has earned up to as_of, minor units; null without amounts."""
    days = study(whole_log).day
    return earned_between(study, int(days[0]) if days.size else 0, day_number(study(horizon).as_of))


def _rows(study: Study, first: int, last: int) -> list[int]:
    return [int(at) for at in cut_positions(study(whole_log).day, [first, last + 1])]


def _costs(study: Study) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which rows of the log have a known cost, and what it is; 0 for the others."""
    cost = study.workbook.orders[COST]
    return cost.is_not_null().to_numpy(), cost.fill_null(0).to_numpy()
