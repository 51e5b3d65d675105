"""The clean fields of every kind of table: the contract between files and everything that is computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from retention_core.kernel.questions import Kind


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

FIELDS: Mapping[Kind, Fields] = {
    Kind.ORDERS: Fields(
        ("customer_id", "ordered_on"),
        (
            *("amount", "order_id", "quantity", "unit_price", "refunded", "discount", *COSTS, "currency", *ORDER_TEXTS),
            *("name", "email", "phone", *WISHES),
        ),
    ),
    Kind.SUBSCRIPTIONS: Fields(
        ("customer_id",),
        ("started_on", "tenure_months", "ended_on", "churned", "plan", "amount_per_month", "cancel_reason"),
    ),
    Kind.CUSTOMERS: Fields(("customer_id",), (*CUSTOMER_TEXTS, "joined_on", *WISHES)),
    Kind.ACTIVITY: Fields(("customer_id", "happened_at"), ("event",)),
    Kind.FEEDBACK: Fields((), ("answered_on", "customer_id", "score", "reason", "comment")),
    Kind.SPENDING: Fields(("spent_on", "amount"), ("channel", "purpose", "clicks", "actions")),
    Kind.CARTS: Fields(("customer_id", "created_on"), ("amount", "completed")),
    Kind.PRODUCTS: Fields(("product",), ("unit_price", "category")),
    Kind.OTHER: Fields((), ()),
}
