"""Etsy: sold orders, and sold order items."""

from retention_core.ingest.platforms.platform import Aside, Platform
from retention_core.kernel.reading_codes import SetAside

ETSY = (
    Platform(
        "Etsy order items",
        "Item Total of each item, without shipping and taxes",
        ("Sale Date", "Item Name", "Quantity", "Item Total", "Listing ID"),
        {
            "order_id": "Order ID",
            "customer_id": "Buyer|Full Name|Ship Name",
            "name": "Full Name|Ship Name",
            "ordered_on": "Sale Date",
            "amount": "Item Total",
            "currency": "Currency",
            "product": "Item Name",
            "city": "Ship City",
            "country": "Ship Country",
        },
        (Aside("Quantity", SetAside.NO_SALE, unless="."),),
        days="month_first",
    ),
    Platform(
        "Etsy orders",
        "Order Total (with taxes and shipping); Adjusted Order Total where one is written",
        ("Sale Date", "Order ID", "Full Name", "Order Value", "Order Total"),
        {
            "order_id": "Order ID",
            "customer_id": "Buyer User ID|Buyer|Full Name",
            "name": "Full Name",
            "ordered_on": "Sale Date",
            "amount": "Order Total",
            "adjusted": "Adjusted Order Total",
            "currency": "Currency",
            "status": "Status",
            "city": "Ship City",
            "country": "Ship Country",
        },
        once=True,
        repeats=True,
        days="month_first",
    ),
    Platform(
        "Etsy payments",
        "Gross Amount, before fees, less Refund Amount",
        ("Payment ID", "Buyer Username", "Order ID", "Gross Amount", "Net Amount", "Order Date"),
        {
            "order_id": "Order ID",
            "customer_id": "Buyer Username|Buyer|Buyer Name",
            "name": "Buyer|Buyer Name",
            "ordered_on": "Order Date",
            "amount": "Gross Amount",
            "refunded": "Refund Amount",
            "currency": "Currency",
            "status": "Status",
        },
        once=True,
        days="month_first",
    ),
    Platform(
        "Etsy statement",
        "not read: it names no buyers",
        ("Date", "Type", "Title", "Info", "Currency", "Amount", "Fees & Taxes", "Net"),
        instead="Orders / Order Items",
    ),
)
