"""Shopify: orders, one row per line; totals and state stand on the first row of each order."""

from retention_core.ingest.platforms.platform import Aside, Platform

SHOPIFY = (
    Platform(
        "Shopify",
        "Total (with taxes and shipping), less Refunded Amount",
        ("Name", "Email", "Created at", "Total", "Lineitem name"),
        {
            "order_id": "Name",
            "customer_id": "Email",
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
        (Aside("Cancelled at", "cancelled", says="."),),
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
            "ordered_on": "Created at",
            "amount": "Total",
            "refunded": "Refunded Amount",
            "currency": "Currency",
            "status": "Financial Status",
            "channel": "Source",
            "city": "Billing City|Shipping City",
            "country": "Billing Country|Shipping Country",
        },
        (Aside("Cancelled at", "cancelled", says="."),),
        lines=True,
        repeats=True,
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
