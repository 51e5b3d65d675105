"""Exports of shop platforms, known by their columns. Adding one is adding an entry here.

signature   headers that only this export has together (any spelling of case, spaces and signs)
fields      clean field -> headers, the first present one is used
cents       amounts are written in the smallest unit of the currency
once        one row per order number: identical rows are one order
only        column -> values: other rows are set aside under the reason
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from retention_core.ingest.headers import squashed


@dataclass(frozen=True)
class Platform:
    """How one platform writes its orders."""

    name: str
    signature: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    cents: bool = False
    once: bool = False
    unused: frozenset[str] = field(default_factory=frozenset)


PLATFORMS: tuple[Platform, ...] = (
    Platform(
        "Shopify",
        ("Name", "Email", "Created at", "Total", "Lineitem name"),
        {
            "order_id": ("Name",),
            "customer_id": ("Email",),
            "name": ("Billing Name", "Shipping Name"),
            "phone": ("Phone", "Billing Phone", "Shipping Phone"),
            "consent": ("Accepts Marketing",),
            "ordered_on": ("Created at",),
            "amount": ("Total",),
            "refunded": ("Refunded Amount",),
            "currency": ("Currency",),
            "status": ("Financial Status",),
            "cancelled_on": ("Cancelled at",),
            "product": ("Lineitem name",),
            "channel": ("Source",),
            "city": ("Billing City", "Shipping City"),
            "country": ("Billing Country", "Shipping Country"),
        },
    ),
    Platform(
        "Stripe",
        ("id", "Created (UTC)", "Amount", "Amount Refunded", "Currency", "Status"),
        {
            "order_id": ("id",),
            "customer_id": ("Customer ID", "Customer Email", "Card Name"),
            "name": ("Customer Name", "Card Name"),
            "email": ("Customer Email",),
            "ordered_on": ("Created (UTC)", "Created date (UTC)"),
            "amount": ("Amount",),
            "refunded": ("Amount Refunded",),
            "currency": ("Currency",),
            "status": ("Status",),
        },
        once=True,
    ),
    Platform(
        "Stripe",
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
            "order_id": ("id",),
            "customer_id": ("customer_id",),
            "ordered_on": ("created",),
            "amount": ("amount",),
            "refunded": ("amount_refunded",),
            "currency": ("currency",),
            "status": ("status",),
            "paid": ("paid",),
        },
        cents=True,
        once=True,
    ),
    Platform(
        "Etsy",
        ("Sale Date", "Item Name", "Quantity", "Item Total", "Listing ID"),
        {
            "order_id": ("Order ID",),
            "customer_id": ("Buyer", "Full Name", "Ship Name"),
            "name": ("Full Name", "Ship Name"),
            "ordered_on": ("Sale Date",),
            "amount": ("Item Total",),
            "currency": ("Currency",),
            "product": ("Item Name",),
            "city": ("Ship City",),
            "country": ("Ship Country",),
            "needed": ("Quantity",),
        },
    ),
    Platform(
        "Etsy",
        ("Sale Date", "Order ID", "Buyer User ID", "Full Name", "Order Value", "Order Total"),
        {
            "order_id": ("Order ID",),
            "customer_id": ("Buyer User ID", "Buyer", "Full Name"),
            "name": ("Full Name",),
            "ordered_on": ("Sale Date",),
            "amount": ("Adjusted Order Total", "Order Total"),
            "currency": ("Currency",),
            "status": ("Status",),
            "city": ("Ship City",),
            "country": ("Ship Country",),
        },
    ),
    Platform(
        "WooCommerce",
        ("Order Number", "Order Status", "Order Date", "Order Total Amount"),
        {
            "order_id": ("Order Number",),
            "customer_id": ("Email (Billing)", "Billing Email", "Customer User"),
            "name": ("First Name (Billing)", "Billing First Name"),
            "surname": ("Last Name (Billing)", "Billing Last Name"),
            "phone": ("Phone (Billing)", "Billing Phone"),
            "ordered_on": ("Order Date",),
            "amount": ("Order Total Amount",),
            "refunded": ("Order Refund Amount",),
            "currency": ("Order Currency",),
            "status": ("Order Status",),
            "product": ("Item Name", "Product Name"),
            "city": ("City (Billing)",),
            "country": ("Country Code (Billing)",),
            "first_row_amount": ("Order Total Amount",),
        },
    ),
    Platform(
        "WooCommerce",
        ("order_id", "order_number", "status", "order_total", "billing_email"),
        {
            "order_id": ("order_number",),
            "customer_id": ("billing_email",),
            "name": ("billing_first_name",),
            "surname": ("billing_last_name",),
            "phone": ("billing_phone",),
            "ordered_on": ("order_date", "date"),
            "amount": ("order_total",),
            "refunded": ("refunded_total", "total_refunded"),
            "currency": ("order_currency", "currency"),
            "status": ("status",),
            "city": ("billing_city",),
            "country": ("billing_country",),
        },
    ),
    Platform(
        "Square",
        ("Date", "Time", "Gross Sales", "Net Sales", "Transaction ID", "Payment ID"),
        {
            "order_id": ("Transaction ID",),
            "customer_id": ("Customer ID", "Customer Name"),
            "name": ("Customer Name",),
            "ordered_on": ("Date",),
            "amount": ("Net Sales",),
            "channel": ("Location", "Source"),
            "status": ("Transaction Status",),
            "product": ("Description",),
        },
    ),
    Platform(
        "Square",
        ("Date", "Item", "Qty", "Gross Sales", "Net Sales", "Transaction ID"),
        {
            "order_id": ("Transaction ID",),
            "customer_id": ("Customer ID", "Customer Name"),
            "name": ("Customer Name",),
            "ordered_on": ("Date",),
            "amount": ("Net Sales",),
            "product": ("Item",),
            "category": ("Category",),
            "channel": ("Location",),
        },
    ),
    Platform(
        "PayPal",
        ("Date", "Time", "TimeZone", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "From Email Address"),
        {
            "order_id": ("Transaction ID",),
            "customer_id": ("From Email Address",),
            "name": ("Name",),
            "ordered_on": ("Date",),
            "amount": ("Gross",),
            "currency": ("Currency",),
            "status": ("Status",),
            "product": ("Item Title",),
            "sale_type": ("Type",),
        },
    ),
    Platform(
        "Amazon",
        ("amazon-order-id", "purchase-date", "order-status", "item-price", "currency"),
        {
            "order_id": ("amazon-order-id",),
            "customer_id": ("buyer-email", "buyer-name"),
            "name": ("buyer-name",),
            "phone": ("buyer-phone-number",),
            "ordered_on": ("purchase-date",),
            "amount": ("item-price",),
            "currency": ("currency",),
            "status": ("order-status",),
            "product": ("product-name",),
            "channel": ("sales-channel",),
            "city": ("ship-city",),
            "country": ("ship-country",),
        },
    ),
    Platform(
        "Amazon",
        ("order-id", "order-item-id", "purchase-date", "buyer-email", "item-price"),
        {
            "order_id": ("order-id",),
            "customer_id": ("buyer-email",),
            "name": ("buyer-name",),
            "phone": ("buyer-phone-number",),
            "ordered_on": ("purchase-date",),
            "amount": ("item-price",),
            "currency": ("currency",),
            "product": ("product-name",),
            "city": ("ship-city",),
            "country": ("ship-country",),
        },
    ),
    Platform(
        "eBay",
        ("Sales Record Number", "Order Number", "Buyer Username", "Total Price", "Sale Date"),
        {
            "order_id": ("Order Number",),
            "customer_id": ("Buyer Username",),
            "name": ("Buyer Name",),
            "email": ("Buyer Email",),
            "ordered_on": ("Sale Date",),
            "amount": ("Total Price",),
            "product": ("Item Title",),
            "city": ("Buyer City", "Ship To City"),
            "country": ("Buyer Country", "Ship To Country"),
        },
    ),
    Platform(
        "TikTok Shop",
        (
            "Order ID",
            "Order Status",
            "Seller SKU",
            "SKU Subtotal After Discount",
            "Order Amount",
            "Created Time",
            "Buyer Username",
        ),
        {
            "order_id": ("Order ID",),
            "customer_id": ("Buyer Username",),
            "ordered_on": ("Created Time",),
            "amount": ("SKU Subtotal After Discount",),
            "status": ("Order Status",),
            "product": ("Product Name",),
            "category": ("Product Category",),
            "city": ("City",),
            "country": ("Country",),
        },
    ),
    Platform(
        "Magento",
        (
            "ID",
            "Purchase Point",
            "Purchase Date",
            "Bill-to Name",
            "Grand Total (Base)",
            "Grand Total (Purchased)",
            "Status",
        ),
        {
            "order_id": ("ID",),
            "customer_id": ("Customer Email", "Bill-to Name"),
            "name": ("Customer Name", "Bill-to Name"),
            "ordered_on": ("Purchase Date",),
            "amount": ("Grand Total (Base)",),
            "refunded": ("Total Refunded",),
            "status": ("Status",),
            "channel": ("Purchase Point",),
        },
    ),
    Platform(
        "PrestaShop",
        ("ID", "Reference", "New client", "Customer", "Total", "Payment", "Status", "Date"),
        {
            "order_id": ("Reference",),
            "customer_id": ("Customer",),
            "ordered_on": ("Date",),
            "amount": ("Total",),
            "status": ("Status",),
            "country": ("Delivery",),
        },
    ),
)


def platform_of(named: tuple[str | None, ...]) -> Platform | None:
    """The platform whose export has these headers; None: none known."""
    present = {squashed(name) for name in named if name}
    fits = [p for p in PLATFORMS if all(squashed(header) in present for header in p.signature)]
    return max(fits, key=lambda p: len(p.signature), default=None)


def platform_columns(platform: Platform, named: tuple[str | None, ...]) -> dict[str, str]:
    """Field -> position of its column, as the platform writes it."""
    places: dict[str, int] = {}
    for at, name in reversed(list(enumerate(named))):
        places[squashed(name or "")] = at
    found = {}
    for clean, headers in platform.fields.items():
        present = [places[squashed(header)] for header in headers if squashed(header) in places]
        if present:
            found[clean] = str(present[0])
    return found
