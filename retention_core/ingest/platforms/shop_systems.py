"""Shop systems that a shop runs or rents: Magento, PrestaShop, Squarespace, Wix, BigCommerce; and Gumroad."""

from retention_core.ingest.platforms.platform import Aside, Platform

_PRESTA_STATES = "Status|État|Etat|Estado|Stato|Állapot"
_PRESTA_WAITING = (
    "^awaiting (?:.*payment|check|cheque|bank ?wire|wire)|not paid|^en attente (?:du |de )|^warten auf|^esperando"
    "|^pendiente de|^in attesa|^oczekiwanie"
)

SHOP_SYSTEMS = (
    Platform(
        "Magento",
        "Grand Total (Base) (with taxes and shipping), less Total Refunded",
        ("ID", "Purchase Point", "Purchase Date", "Bill-to Name", "Grand Total (Base)", "Status"),
        {
            "order_id": "ID",
            "customer_id": "Customer Email|Bill-to Name",
            "ordered_on": "Purchase Date",
            "amount": "Grand Total (Base)",
            "refunded": "Total Refunded",
            "status": "Status",
            "channel": "Purchase Point",
        },
        (
            Aside("Status", "unpaid", says="^pending[ _](?:payment|paypal)$|payment[ _]review"),
            Aside("Status", "failed", says="fraud"),
        ),
        once=True,
    ),
    Platform(
        "Magento",
        "G.T. (Base) (with taxes and shipping)",
        ("Order #", "Purchased On", "Bill to Name", "G.T. (Base)", "Status"),
        {
            "order_id": "Order #",
            "customer_id": "Customer Email|Bill to Name",
            "ordered_on": "Purchased On",
            "amount": "G.T. (Base)",
            "status": "Status",
            "channel": "Purchased From (Store)",
        },
        (
            Aside("Status", "unpaid", says="^pending[ _](?:payment|paypal)$|payment[ _]review"),
            Aside("Status", "refunded", says="^closed$"),
            Aside("Status", "failed", says="fraud"),
        ),
        once=True,
    ),
    Platform(
        "PrestaShop",
        "Total (with taxes and shipping)",
        (
            "ID",
            "Reference|Référence|Referencia|Referência|Riferimento|Bestellreferenz|Referenz|Hivatkozás",
            "New client|Nouveau client|Neukunde|Nuevo cliente|Novo cliente|Nuovo cliente|Új ügyfél",
            "Customer|Client|Kunde|Cliente|Vásárló|Ügyfél",
            "Total|Gesamt|Totale|Összesen",
            "Payment|Paiement|Zahlung|Pago|Pagamento|Fizetés",
            _PRESTA_STATES,
            "Date|Datum|Fecha|Data|Dátum",
        ),
        {
            "order_id": "Reference|Référence|Referencia|Referência|Riferimento|Bestellreferenz|Referenz|Hivatkozás",
            "customer_id": "Customer|Client|Kunde|Cliente|Vásárló|Ügyfél",
            "ordered_on": "Date|Datum|Fecha|Data|Dátum",
            "amount": "Total|Gesamt|Totale|Összesen",
            "status": _PRESTA_STATES,
            "country": "Delivery|Livraison|Lieferung|Entrega|Consegna|Szállítás",
        },
        (
            Aside(_PRESTA_STATES, "unpaid", says=_PRESTA_WAITING),
            Aside(_PRESTA_STATES, "failed", says="payment error|erreur de paiement|zahlungsfehler|error (?:de|en)"),
        ),
        once=True,
    ),
    Platform(
        "PrestaShop",
        "total_paid_real, else total_paid (with taxes and shipping)",
        ("id_order", "reference", "id_customer", "total_paid|total_paid_tax_incl", "date_add"),
        {
            "order_id": "id_order",
            "customer_id": "id_customer|email",
            "ordered_on": "date_add",
            "amount": "total_paid_real|total_paid_tax_incl|total_paid",
        },
        (
            Aside("valid", "unpaid", says="^0$"),
            Aside("current_state", "cancelled", says="^6$"),
            Aside("current_state", "refunded", says="^7$"),
            Aside("current_state", "failed", says="^8$"),
        ),
        once=True,
    ),
    Platform(
        "Squarespace",
        "Total (with taxes and shipping), less Amount Refunded",
        ("Order ID", "Email", "Financial Status", "Amount Refunded", "Total", "Created at", "Lineitem name"),
        {
            "order_id": "Order ID",
            "customer_id": "Email",
            "ordered_on": "Created at",
            "amount": "Total",
            "refunded": "Amount Refunded",
            "currency": "Currency",
            "status": "Financial Status",
            "product": "Lineitem name",
            "channel": "Channel Name",
            "city": "Billing City|Shipping City",
            "country": "Billing Country|Shipping Country",
        },
        (Aside("Cancelled at", "cancelled", says="."),),
        lines=True,
        repeats=True,
    ),
    Platform(
        "Wix",
        "Total (with taxes and shipping) once per order, less Refunded amount",
        ("Order number", "Date created", "Contact email", "Item", "Qty", "Payment status", "Total"),
        {
            "order_id": "Order number",
            "customer_id": "Contact email",
            "ordered_on": "Date created",
            "amount": "Total",
            "refunded": "Refunded amount",
            "currency": "Currency",
            "status": "Payment status",
            "product": "Item",
            "city": "Billing city|Delivery city",
            "country": "Billing country|Delivery country",
        },
        (
            Aside("Fulfillment status", "cancelled", says="cancel"),
            Aside("Payment status", "unpaid", says="^pending$"),
        ),
        lines=True,
        repeats=True,
    ),
    Platform(
        "BigCommerce",
        "Order Total (inc tax) (with shipping), less Refund Amount",
        ("Order ID", "Order Date", "Order Status", "Customer Email", "Order Total (inc tax)"),
        {
            "order_id": "Order ID",
            "customer_id": "Customer Email|Billing Email",
            "ordered_on": "Order Date",
            "amount": "Order Total (inc tax)",
            "refunded": "Refund Amount",
            "currency": "Order Currency Code",
            "status": "Order Status",
            "channel": "Channel Name",
            "city": "Billing Suburb|Shipping Suburb",
            "country": "Billing Country|Shipping Country",
        },
        (Aside("Order Status", "unpaid", says="^pending$"),),
        once=True,
    ),
    Platform(
        "Gumroad",
        "Sale Price ($) less Partial Refund ($)",
        ("Purchase ID", "Item Name", "Purchase Email", "Purchase Date", "Sale Price ($)"),
        {
            "order_id": "Purchase ID",
            "customer_id": "Purchase Email|Buyer Email",
            "ordered_on": "Purchase Date",
            "amount": "Sale Price ($)",
            "refunded": "Partial Refund ($)",
            "product": "Item Name",
            "city": "City",
            "country": "Country",
        },
        (
            Aside("Purchase Date", "total", unless=r"\d"),
            Aside("Fully Refunded?", "refunded", says="^(?:1|true|yes)$"),
        ),
        once=True,
    ),
)
