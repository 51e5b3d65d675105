"""The fields of every kind of table with the role that a column must have for each; telling fields first."""

from collections.abc import Mapping

_PERSON = {"name": "name", "email": "email", "phone": "phone"}
FIELD_ROLES: Mapping[str, Mapping[str, str]] = {
    "orders": {
        "ordered_on": "ordered_on", "customer_id": "customer_id", "order_id": "order_id", "amount": "amount",
        "quantity": "quantity", "unit_price": "unit_price", "refunded": "refunded", "discount": "discount",
        "cost": "cost", "unit_cost": "unit_cost", "profit": "profit",
        "currency": "currency", "sale_kind": "sale_kind", "cancelled_on": "cancelled_on", "test_flag": "test_flag",
        "status": "status", "product": "product",
        "category": "category", "channel": "channel", "city": "city", "country": "country", **_PERSON,
    },
    "customers": {"customer_id": "customer_id", **_PERSON, "birthday": "birthday",
                  "referred_by": "referred_by", "joined_on": "joined_on",
                  "consent": "consent", "no_contact": "no_contact"},
    "subscriptions": {
        "customer_id": "customer_id", "started_on": "started_on", "ended_on": "ended_on",
        "tenure_months": "tenure_months", "churned": "churned", "plan": "plan",
        "amount_per_month": "amount_per_month", "status": "status", "notice_on": "notice_on", "interval": "interval",
        "cancel_reason": "cancel_reason",
    },
    "activity": {"happened_at": "happened_at", "customer_id": "customer_id", "event": "event"},
    "feedback": {"score": "score", "answered_on": "answered_on", "customer_id": "customer_id", "comment": "comment",
                 "reason": "reason"},
    "spending": {"spent_on": "spent_on", "amount": "spending_amount", "channel": "channel", "purpose": "purpose",
                 "clicks": "clicks", "actions": "actions"},
    "carts": {"customer_id": "customer_id", "created_on": "created_on", "amount": "amount", "cart_id": "cart_id",
              "completed": "completed"},
    "products": {"product": "product", "unit_price": "unit_price", "category": "category"},
    "other": {},
}  # fmt: skip
# Where no column surely has the role of a field, those of another role may do: a log of visits has a plain day, a list
# of members the day on which they joined, a contract a plain amount.
ELSE_ROLES: Mapping[str, Mapping[str, str]] = {
    "activity": {"happened_at": "ordered_on"},
    "subscriptions": {"started_on": "joined_on", "amount_per_month": "fee"},
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "orders": ("customer_id", "ordered_on"),
    "subscriptions": ("customer_id",),
    "activity": ("customer_id", "happened_at"),
    "feedback": ("score",),
    "customers": (), "spending": (), "carts": (), "products": (), "other": (),
}  # fmt: skip
TELLS_A_SALE = frozenset({"orders", "subscriptions", "activity", "feedback"})
