"""Amazon: the reports of orders that name the buyer, and those that do not."""

from retention_core.ingest.platforms.platform import Aside, Platform
from retention_core.kernel.reading_codes import SetAside

_ASIDES = (
    Aside("order-status", SetAside.CANCELLED, says="cancel"),
    Aside("item-status", SetAside.CANCELLED, says="cancel"),
    Aside("order-status", SetAside.UNPAID, says="^pending"),
)
_NAMED = "Amazon Fulfilled Shipments / Order Reports"

AMAZON = (
    Platform(
        "Amazon orders",
        "item-price of each line (all pieces of it), without item-tax and shipping-price",
        ("amazon-order-id", "purchase-date", "item-price", "currency"),
        {
            "order_id": "amazon-order-id",
            "customer_id": "buyer-email|buyer-name",
            "name": "buyer-name",
            "phone": "buyer-phone-number",
            "ordered_on": "purchase-date",
            "amount": "item-price",
            "currency": "currency",
            "status": "order-status",
            "product": "product-name",
            "channel": "sales-channel",
            "city": "ship-city",
            "country": "ship-country",
        },
        _ASIDES,
        instead=_NAMED,
    ),
    Platform(
        "Amazon orders",
        "item-price of each line (all pieces of it), without item-tax and shipping-price",
        ("order-id", "order-item-id", "purchase-date", "item-price"),
        {
            "order_id": "order-id",
            "customer_id": "buyer-email|buyer-name",
            "name": "buyer-name",
            "phone": "buyer-phone-number",
            "ordered_on": "purchase-date",
            "amount": "item-price",
            "currency": "currency",
            "product": "product-name",
            "city": "ship-city",
            "country": "ship-country",
        },
        _ASIDES,
        instead=_NAMED,
    ),
    Platform(
        "Amazon settlement",
        "not read: it names no buyers",
        ("settlement-id", "transaction-type", "order-id", "posted-date"),
        instead=_NAMED,
    ),
    Platform(
        "Amazon payments",
        "not read: it names no buyers",
        (
            "date/time|Datum/Uhrzeit|date/heure|fecha y hora|Data/Ora:",
            "settlement id|Abrechnungsnummer|numéro de versement|identificador de pago|Numero pagamento",
            "type|Typ|tipo",
            "order id|Bestellnummer|numéro de la commande|número de pedido|Numero ordine",
        ),
        instead=_NAMED,
    ),
)
