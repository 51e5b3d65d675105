"""Stripe: payments as the dashboard exports them, charges as its interface gives them, and the balance."""

from retention_core.ingest.platforms.platform import Aside, Moves, Platform
from retention_core.kernel.reading_codes import SetAside

_UNPAID = Aside("Status", SetAside.UNPAID, says="^(?:pending|requires_.*|incomplete|uncaptured|processing)$")
_FAILED = Aside("Status", SetAside.FAILED, says="^failed$")
_NOT_CAPTURED = Aside("Captured", SetAside.UNPAID, says="^(?:false|no)$")
_LOST = Aside("Dispute Status", SetAside.FAILED, says="lost")

_PAYMENT = {
    "order_id": "id",
    "customer_id": "Customer Email|Customer ID|Card Name",
    "name": "Customer Name|Card Name",
    "email": "Customer Email",
    "ordered_on": "Created date (UTC)|Created (UTC)|Created",
    "status": "Status",
}

STRIPE = (
    Platform(
        "Stripe",
        "Amount, less Amount Refunded",
        ("id", "Created date (UTC)|Created (UTC)", "Amount", "Amount Refunded", "Currency", "Status"),
        {**_PAYMENT, "amount": "Amount", "refunded": "Amount Refunded", "currency": "Currency"},
        (_FAILED, _UNPAID, _NOT_CAPTURED, _LOST),
        once=True,
    ),
    Platform(
        "Stripe",
        "Converted Amount (in the currency paid out), less Converted Amount Refunded",
        (
            "id",
            "Created date (UTC)|Created (UTC)",
            "Amount",
            "Amount Refunded",
            "Converted Amount",
            "Converted Amount Refunded",
            "Converted Currency",
            "Status",
        ),
        {
            **_PAYMENT,
            "amount": "Converted Amount",
            "refunded": "Converted Amount Refunded",
            "currency": "Converted Currency",
        },
        (_FAILED, _UNPAID, _NOT_CAPTURED, _LOST),
        once=True,
    ),
    Platform(
        "Stripe",
        "amount in hundredths, less amount_refunded",
        (
            "id",
            "amount",
            "amount_refunded",
            "balance_transaction_id",
            "captured",
            "created",
            "currency",
            "customer_id",
            "status",
        ),
        {
            "order_id": "id",
            "customer_id": "customer_id|receipt_email",
            "ordered_on": "created",
            "amount": "amount",
            "refunded": "amount_refunded",
            "currency": "currency",
            "status": "status",
        },
        (Aside("paid", SetAside.FAILED, says="^(?:false|no|0)$"), _UNPAID, _NOT_CAPTURED),
        cents=True,
        once=True,
    ),
    Platform(
        "Stripe interface",
        "amount in hundredths, less amount_refunded",
        ("id", "object", "amount", "amount_refunded", "captured", "created", "currency", "paid", "status"),
        {
            "order_id": "id",
            "customer_id": "billing_details email|receipt_email|customer",
            "name": "billing_details name",
            "email": "billing_details email|receipt_email",
            "ordered_on": "created",
            "amount": "amount",
            "refunded": "amount_refunded",
            "currency": "currency",
            "status": "status",
        },
        (_FAILED, Aside("paid", SetAside.FAILED, says="^(?:false|no|0)$"), _UNPAID, _NOT_CAPTURED),
        cents=True,
        once=True,
    ),
    Platform(
        "Stripe balance",
        "gross of charges and refunds, before fees",
        ("balance_transaction_id", "gross", "fee", "net", "reporting_category", "currency"),
        {
            "order_id": "charge_id|source_id",
            "customer_id": "customer_email|customer_id",
            "ordered_on": "created|created_utc",
            "amount": "gross",
            "currency": "currency",
        },
        moves=Moves("reporting_category", "^(?:charge|payment)$", "^(?:refund|dispute|partial_capture_reversal)"),
        instead="Payments",
    ),
    Platform(
        "Stripe balance",
        "Amount of charges and refunds, before fees",
        ("id", "Type", "Source", "Amount", "Fee", "Net", "Currency", "Created (UTC)", "Available On (UTC)"),
        {
            "order_id": "Source",
            "customer_id": "Customer Email (metadata)|email (metadata)|Customer Email",
            "ordered_on": "Created (UTC)",
            "amount": "Amount",
            "currency": "Currency",
        },
        moves=Moves("Type", "^(?:charge|payment)$", "refund|adjustment|payment_failure"),
        instead="Payments",
    ),
)
