"""What the files hold, so far as it decides which questions they can answer at all."""

from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study


def holds_customers(study: Study) -> bool:
    """Whether the files say of anybody that they were there: by orders, contracts, activity or a list of tenures."""
    return study(presence_source) is not PresenceSource.NOTHING


def holds_days(study: Study) -> bool:
    """Whether they say on which days; a list of tenures does not."""
    return study(presence_source) in (PresenceSource.ORDERS, PresenceSource.CONTRACTS, PresenceSource.ACTIVITY)


def holds_visits(study: Study) -> bool:
    """Whether somebody bought or was active day by day, so that they can come again and again."""
    return study(presence_source) in (PresenceSource.ORDERS, PresenceSource.ACTIVITY)


def holds_orders(study: Study) -> bool:
    """Whether the files say what anybody bought."""
    return bool(study.workbook.orders.height)


def holds_amounts(study: Study) -> bool:
    """Whether they hold orders, and what was paid for them."""
    return holds_orders(study) and study.workbook.has_amounts


def holds_contract_rows(study: Study) -> bool:
    """Whether they hold contracts or a list of how long subscribers stayed, whatever it tells."""
    listed = study.workbook.subscriptions
    return listed is not None and bool(listed.height)


def holds_subscriptions(study: Study) -> bool:
    """Whether contracts have days, or a list says who has left."""
    listed = study.workbook.subscriptions
    told = listed is not None and "churned" in listed.columns and listed["churned"].is_not_null().any()
    return bool(told or study(contracts).code.size)


def holds_activity(study: Study) -> bool:
    """Whether they say what customers did."""
    log = study.workbook.activity
    return log is not None and bool(log.height)
