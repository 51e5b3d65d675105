"""What the small made-up exports in exports/ must give, added up by eye.

Each holds what its kind is known for: cancelled, failed and refunded orders, guests, several lines, footers.
orders: order numbers that were paid; purchases: those not given back in full; revenue: what is left of the money.
"""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).with_name("exports")


@dataclass(frozen=True)
class Export:
    """An export: its platform, (orders, purchases, customers, revenue), and rows set aside by reason."""

    platform: str
    want: tuple[int, int, int, str]
    aside: dict[str, int]


def text_of(name: str) -> str:
    """The export as it lies in the folder."""
    return next(_FOLDER.glob(f"{name}.*")).read_text(encoding="utf-8")


EXPORTS = {
    "shopify_interface": Export("Shopify interface", (2, 2, 2, "369.94"), {"cancelled": 1}),
    "woocommerce_interface": Export("WooCommerce interface", (2, 2, 2, "100.00"), {"cancelled": 1}),
    "stripe_interface": Export("Stripe interface", (2, 2, 2, "25.99"), {"failed": 1}),
    "paypal_statement": Export("PayPal statement", (1, 1, 1, "1100.00"), {"no_sale": 2}),
    "etsy_payments": Export("Etsy payments", (2, 2, 2, "50.00"), {}),
    # ann 100 (two lines, 10 back), bob 50 all given back, cy voided, ann 20, a guest, dora never paid
    # 30.00 that wait for a bank transfer are a sale, as in Shopify's own reports
    "shopify": Export("Shopify", (3, 3, 2, "140.00"), {"cancelled": 2, "no_customer": 1, "refunded": 1}),
    "shopify_transposed_to_one_row_per_order": Export("Shopify", (2, 2, 1, "40.00"), {"refunded": 1}),
    # the order total stands on both lines of 501; 503 and 504 never came about; 505 was given back in full
    "woocommerce_advanced_order_export": Export(
        "WooCommerce", (3, 3, 2, "80.00"), {"unpaid": 1, "failed": 1, "no_customer": 1, "refunded": 1}
    ),
    "woocommerce_customer_and_order_export": Export("WooCommerce", (2, 2, 2, "40.00"), {"cancelled": 1, "unpaid": 1}),
    "woocommerce_webtoffee": Export("WooCommerce", (2, 2, 2, "30.00"), {"failed": 1}),
    "woocommerce_analytics": Export("WooCommerce", (2, 2, 1, "37.50"), {"cancelled": 1}),
    # one of two orders was corrected after money was given back; 0.00 means that nothing was corrected
    "etsy_orders": Export("Etsy orders", (3, 3, 2, "100.00"), {"cancelled": 1}),
    "etsy_items": Export("Etsy order items", (2, 2, 2, "80.00"), {}),
    "square_transactions": Export("Square transactions", (2, 2, 2, "1200.00"), {"no_customer": 1}),
    "square_items": Export("Square items", (2, 2, 2, "81.00"), {}),
    # what was paid in dollars stands in euros too: nothing to ask
    "stripe_payments_with_converted_amounts": Export(
        "Stripe", (3, 3, 2, "230.00"), {"failed": 2, "unpaid": 1, "refunded": 1}
    ),
    "stripe_payments": Export("Stripe", (2, 2, 2, "1100.00"), {"failed": 1, "duplicate": 1, "unpaid": 1}),
    "stripe_balance": Export("Stripe balance", (1, 1, 2, "50.00"), {"no_sale": 2}),
    # 120 from ann, 30 of them back; 80 dollars converted; the shop's own purchase, a withdrawal and a hold are no sales
    "paypal": Export("PayPal", (2, 2, 3, "1170.00"), {"no_sale": 4, "unpaid": 1}),
    "paypal_in_german": Export("PayPal", (1, 1, 2, "1059.90"), {"no_sale": 3, "unpaid": 1}),
    "paypal_in_french": Export("PayPal", (1, 1, 1, "100.00"), {"no_sale": 1}),
    "mollie": Export("Mollie", (3, 3, 2, "76.95"), {"refunded": 1, "unpaid": 2}),
    "amazon_fulfilled_shipments": Export("Amazon orders", (2, 2, 2, "45.50"), {}),
    "amazon_order_report": Export("Amazon orders", (2, 2, 1, "19.98"), {}),
    "amazon_all_orders_with_buyers": Export("Amazon orders", (2, 2, 2, "100.00"), {"cancelled": 1, "unpaid": 1}),
    # order 12 has a row of its own (65.00) above those of its two items; 13 was never paid
    "ebay_orders": Export("eBay orders", (3, 3, 2, "100.00"), {"unpaid": 1, "another_table": 1, "text_line": 1}),
    "ebay_de_orders": Export("eBay orders", (2, 2, 2, "1317.00"), {"unpaid": 1}),
    "ebay_transactions": Export("eBay transactions", (1, 1, 2, "65.00"), {"no_sale": 3}),
    # a row below the header says what the columns hold; the order amount stands on both rows of 577001
    "tiktok_shop": Export("TikTok Shop", (3, 3, 2, "65.00"), {"description": 1, "cancelled": 1, "unpaid": 1}),
    "shopee": Export("Shopee", (2, 2, 2, "1400.00"), {"cancelled": 1, "unpaid": 1}),
    # the buyer's total stands once per item too, in a column with one capital letter more; 24B1 has two items
    "shopee_in_vietnamese": Export("Shopee", (2, 2, 2, "410000.00"), {"cancelled": 1}),
    "shopee_in_portuguese": Export("Shopee", (2, 2, 2, "154.70"), {"cancelled": 1, "unpaid": 1}),
    "lazada": Export("Lazada", (2, 2, 2, "55.50"), {"cancelled": 1, "refunded": 1}),
    "taobao": Export("Taobao / Tmall", (2, 2, 2, "150.00"), {"cancelled": 1, "unpaid": 1}),
    "jd": Export("JD", (2, 2, 2, "130.00"), {"cancelled": 1}),
    "magento_2": Export("Magento", (2, 2, 1, "120.00"), {"cancelled": 1, "unpaid": 1, "refunded": 1}),
    "magento_1": Export("Magento", (2, 2, 2, "750.00"), {"refunded": 1, "cancelled": 1}),
    "prestashop": Export("PrestaShop", (2, 2, 2, "100.00"), {"unpaid": 1, "failed": 1, "cancelled": 1}),
    "prestashop_in_french": Export("PrestaShop", (2, 2, 2, "1100.00"), {"unpaid": 1, "refunded": 1}),
    "prestashop_sql_manager": Export("PrestaShop", (2, 2, 1, "42.50"), {"unpaid": 1}),
    "squarespace": Export("Squarespace", (2, 2, 2, "60.00"), {"refunded": 1}),
    "wix": Export("Wix", (2, 2, 2, "45.00"), {"unpaid": 1}),
    "wix_older": Export("Wix", (2, 2, 2, "45.00"), {"unpaid": 1}),
    "lemon_squeezy": Export("Lemon Squeezy interface", (2, 2, 2, "22.98"), {"unpaid": 1, "test": 1}),
    "bigcommerce": Export("BigCommerce", (2, 2, 2, "140.00"), {"unpaid": 1, "failed": 1, "refunded": 1}),
    "gumroad": Export("Gumroad", (2, 2, 2, "22.00"), {"refunded": 1, "total": 1}),
}

WITHOUT_CUSTOMERS = (
    "shopify_transactions_without_customers",
    "etsy_statement_without_customers",
    "amazon_all_orders_without_customers",
    "amazon_settlement_without_customers",
    "amazon_payments_without_customers",
    "stripe_balance_without_customers",
)
