"""WooCommerce: its own list of orders, and the three export plugins that most shops use."""

from retention_core.ingest.platforms.platform import Aside, Platform

_STATES = (
    Aside("Order Status|status", "unpaid", says=r"^(?:wc-)?(?:pending(?: payment)?|checkout-draft|draft)$"),
    Aside("Order Status|status", "cancelled", says=r"^(?:wc-cancelled|trash)$"),
    Aside("Order Status|status", "failed", says=r"^wc-failed$"),
    Aside("Order Status|status", "refunded", says=r"^wc-refunded$"),
)

WOOCOMMERCE = (
    Platform(
        "WooCommerce",
        "Order Total Amount (with taxes and shipping), less Order Refund Amount",
        ("Order Number|Order ID", "Order Status", "Order Date", "Order Total Amount"),
        {
            "order_id": "Order Number|Order ID",
            "customer_id": "Email (Billing)|Billing Email|Billing Email Address|Customer Email|Customer User",
            "name": "First Name (Billing)|Billing First Name",
            "surname": "Last Name (Billing)|Billing Last Name",
            "phone": "Phone (Billing)|Billing Phone",
            "ordered_on": "Order Date",
            "amount": "Order Total Amount",
            "refunded": "Order Refund Amount",
            "currency": "Order Currency|Currency",
            "status": "Order Status",
            "product": "Item Name|Product Name|Name",
            "category": "Category",
            "city": "City (Billing)|Billing City",
            "country": "Country Code (Billing)|Billing Country",
        },
        _STATES,
        lines=True,
        repeats=True,
    ),
    Platform(
        "WooCommerce",
        "order_total (with taxes and shipping), less what was refunded",
        ("order_id|order_number", "status", "order_total", "billing_email|customer_email"),
        {
            "order_id": "order_number|order_id",
            "customer_id": "billing_email|customer_email",
            "name": "billing_first_name",
            "surname": "billing_last_name",
            "phone": "billing_phone",
            "ordered_on": "order_date|date|date_created",
            "amount": "order_total",
            "refunded": "refunded_total|total_refunded|refunded_amount|order_refund",
            "currency": "order_currency|currency",
            "status": "status",
            "product": "item_name|line_item_name",
            "city": "billing_city",
            "country": "billing_country",
        },
        _STATES,
        lines=True,
        repeats=True,
    ),
    Platform(
        "WooCommerce",
        "Net Sales, without taxes and shipping",
        ("Date", "Order #", "Status", "Customer", "Product(s)", "Items sold", "Coupon(s)"),
        {
            "order_id": "Order #",
            "customer_id": "Customer",
            "ordered_on": "Date",
            "amount": "Net Sales|N. Revenue|Net Revenue",
            "status": "Status",
            "product": "Product(s)",
            "channel": "Attribution|Origin",
        },
        _STATES,
        once=True,
    ),
)
