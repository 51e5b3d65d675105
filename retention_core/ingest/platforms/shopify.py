"""Shopify: orders, one row per line; totals and state stand on the first row of each order."""

from retention_core.ingest.platforms.platform import Aside, Platform
from retention_core.kernel.reading_codes import SetAside

# Its own reports count orders that wait for a bank transfer, or for cash on delivery, as sales.
_COUNTED = "^(?:pending|authorized)$"

SHOPIFY = (
    Platform(
        "Shopify",
        "Total (with taxes and shipping), less Refunded Amount",
        ("Name", "Email", "Created at", "Total", "Lineitem name"),
        {
            "order_id": "Name",
            "customer_id": "Email",
            "name": "Billing Name|Shipping Name",
            "phone": "Phone|Billing Phone|Shipping Phone",
            "consent": "Accepts Marketing",
            "ordered_on": "Created at",
            "amount": "Total",
            "refunded": "Refunded Amount",
            "currency": "Currency",
            "status": "Financial Status",
            "product": "Lineitem name",
            "channel": "Source",
            "city": "Billing City|Shipping City",
            "country": "Billing Country|Shipping Country",
        },
        (Aside("Cancelled at", SetAside.CANCELLED, says="."),),
        kept=_COUNTED,
        lines=True,
        repeats=True,
    ),
    Platform(
        "Shopify",
        "Total (with taxes and shipping)",
        ("Name", "Email", "Created at", "Total", "Financial Status", "Fulfillment Status"),
        {
            "order_id": "Name",
            "customer_id": "Email",
            "name": "Billing Name|Shipping Name",
            "phone": "Phone|Billing Phone|Shipping Phone",
            "consent": "Accepts Marketing",
            "ordered_on": "Created at",
            "amount": "Total",
            "refunded": "Refunded Amount",
            "currency": "Currency",
            "status": "Financial Status",
            "channel": "Source",
            "city": "Billing City|Shipping City",
            "country": "Billing Country|Shipping Country",
        },
        (Aside("Cancelled at", SetAside.CANCELLED, says="."),),
        kept=_COUNTED,
        lines=True,
        repeats=True,
    ),
    Platform(
        "Shopify interface",
        "current_total_price (with taxes and shipping, what was given back taken off), else total_price",
        ("id", "email", "created_at", "total_price", "financial_status"),
        {
            "order_id": "name|id",
            "customer_id": "email|customer id|customer email",
            "name": "billing_address name|customer first_name",
            "email": "email|customer email",
            "ordered_on": "created_at",
            "amount": "current_total_price|total_price",
            "currency": "currency",
            "status": "financial_status",
            "channel": "source_name",
            "city": "billing_address city|shipping_address city",
            "country": "billing_address country|shipping_address country",
        },
        (Aside("cancelled_at", SetAside.CANCELLED, says="."), Aside("test", SetAside.TEST, says="^true$")),
        kept=_COUNTED,
        once=True,
    ),
    Platform(
        "Shopify transactions",
        "not read: it names no buyers",
        ("Order", "Name", "Kind", "Gateway", "Created At", "Amount"),
        instead="Orders",
    ),
    Platform(
        "Shopify payouts",
        "not read: it names no buyers",
        ("Transaction Date", "Type", "Order", "Payout Status", "Payout Date", "Amount", "Fee", "Net"),
        instead="Orders",
    ),
)
