"""Square: transactions, and their items."""

from retention_core.ingest.platforms.platform import Aside, Platform
from retention_core.kernel.reading_codes import SetAside

_WHO = "Customer ID|Customer Name|Customer Reference ID"
_NOT_DONE = Aside("Transaction Status", SetAside.CANCELLED, says="void|cancel")

SQUARE = (
    Platform(
        "Square transactions",
        "Net Sales, without taxes and tips; refunds stand on rows of their own, below zero",
        ("Date", "Time", "Gross Sales", "Net Sales", "Total Collected", "Transaction ID", "Payment ID"),
        {
            "order_id": "Transaction ID",
            "customer_id": _WHO,
            "name": "Customer Name",
            "ordered_on": "Date",
            "amount": "Net Sales",
            "channel": "Location|Source",
            "status": "Transaction Status",
            "product": "Description",
        },
        (_NOT_DONE,),
    ),
    Platform(
        "Square items",
        "Net Sales of each item, without taxes and tips; refunds stand on rows of their own, below zero",
        ("Date", "Item", "Qty", "Gross Sales", "Net Sales", "Transaction ID"),
        {
            "order_id": "Transaction ID",
            "customer_id": _WHO,
            "name": "Customer Name",
            "ordered_on": "Date",
            "amount": "Net Sales",
            "product": "Item",
            "category": "Category",
            "channel": "Location",
        },
    ),
)
