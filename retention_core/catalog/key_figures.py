"""Which figures answer 'how are we doing' for a kind of business."""

from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study

SHOP = (
    *("retention.rate", "customers.active", "repeat_purchase_rate"),
    *("money.revenue_existing", "money.spend_per_customer", "clv.so_far"),
)
SHOP_WITHOUT_AMOUNTS = (
    *("retention.rate", "customers.active", "repeat_purchase_rate"),
    *("retention.regulars_rate", "first_time.came_back_rate", "cycle.median_days"),
)
SUBSCRIPTIONS = (
    *("retention.rate", "customers.active", "subscriptions.monthly_revenue"),
    *("subscriptions.monthly_churn", "subscriptions.yearly_churn", "subscriptions.median_months"),
)
ACTIVITY = (
    *("retention.rate", "customers.active", "activity.activation_rate"),
    *("activity.stickiness", "retention.regulars_rate", "first_time.came_back_rate"),
)
TENURES = ("subscriptions.left_share", "subscriptions.median_months")
LESS_IS_BETTER = frozenset({"subscriptions.monthly_churn", "subscriptions.yearly_churn", "subscriptions.left_share"})


def key_figures(study: Study) -> tuple[str, ...]:
    """The names of the figures that tell most, for what the files hold."""
    match study(presence_source):
        case PresenceSource.CONTRACTS:
            return SUBSCRIPTIONS
        case PresenceSource.ACTIVITY:
            return ACTIVITY
        case PresenceSource.TENURES | PresenceSource.NOTHING:
            return TENURES
    return SHOP if study.workbook.has_amounts else SHOP_WITHOUT_AMOUNTS
