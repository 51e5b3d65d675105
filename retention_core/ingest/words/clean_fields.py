"""The clean fields of every kind of table: the contract between files and everything that is computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from retention_core.kernel.questions import TableKind


@dataclass(frozen=True)
class Fields:
    """What a kind of table must have, and what it may have besides."""

    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Required fields first."""
        return self.required + self.optional


COSTS = ("cost", "unit_cost", "profit")
FLAGS = ("cancelled_on", "test_flag")
ORDER_TEXTS = ("product", "category", "channel", "status", "city", "country")
CUSTOMER_TEXTS = ("name", "email", "phone", "birthday", "referred_by")
WISHES = ("consent", "no_contact")

FIELDS: Mapping[TableKind, Fields] = {
    TableKind.ORDERS: Fields(
        ("customer_id", "ordered_on"),
        (
            *("amount", "order_id", "quantity", "unit_price", "refunded", "discount", *COSTS, "currency", *ORDER_TEXTS),
            *("name", "email", "phone", *WISHES),
        ),
    ),
    TableKind.SUBSCRIPTIONS: Fields(
        ("customer_id",),
        (
            *("started_on", "tenure_months", "ended_on", "notice_on", "churned", "plan", "amount_per_month"),
            *("interval", "cancel_reason"),
        ),
    ),
    TableKind.CUSTOMERS: Fields(("customer_id",), (*CUSTOMER_TEXTS, "joined_on", *WISHES)),
    TableKind.ACTIVITY: Fields(("customer_id", "happened_at"), ("event",)),
    TableKind.FEEDBACK: Fields((), ("answered_on", "customer_id", "score", "reason", "comment")),
    TableKind.SPENDING: Fields(("spent_on", "amount"), ("channel", "purpose", "clicks", "actions")),
    TableKind.CARTS: Fields(("customer_id", "created_on"), ("amount", "completed")),
    TableKind.PRODUCTS: Fields(("product",), ("unit_price", "category")),
    TableKind.OTHER: Fields((), ()),
}
