"""Which subscribers leave most, by whatever the files tell: a month on average where they tell days, else so far."""

import polars as pl

from retention_core.describe.subscriptions.churn import churn_by, churn_by_tenure
from retention_core.describe.subscriptions.churn_figures import why_no_contract_days
from retention_core.describe.subscriptions.tenures import left_by, left_by_tenure
from retention_core.kernel.study import Study

MOST_SHOWN = 12


def leavers_by(study: Study, column: str) -> pl.DataFrame:
    """One row per value of a trait, largest group first.

    group              the value; null: not known
    at_start, lost     of contracts with days, as `churn_by` has them; else subscribers, left, as `left_by` has them
    share, low, high   who leaves in a month on average, else who has left; with its 95% range
    KeyError for a column that nobody has.
    """
    return _shared(study(churn_by, column) if has_contract_days(study) else study(left_by, column))


def leavers_by_tenure(study: Study) -> pl.DataFrame:
    """One row per stretch of months for which subscribers had been there.

    from_months, to_months   the stretch; the second not included, null: no end
    then as in `leavers_by`, without group
    """
    return _shared(study(churn_by_tenure) if has_contract_days(study) else study(left_by_tenure))


def has_contract_days(study: Study) -> bool:
    """Whether the contracts have days, or only say how long they lasted."""
    return why_no_contract_days(study) is None


def leave_most(groups: pl.DataFrame) -> pl.DataFrame:
    """The twelve first rows of `leavers_by` or `leavers_by_tenure`, the largest share first; unknown shares last."""
    return groups.head(MOST_SHOWN).sort("share", descending=True, nulls_last=True)


def _shared(table: pl.DataFrame) -> pl.DataFrame:
    return table.rename({"churn_rate": "share"}) if "churn_rate" in table.columns else table
