"""eBay: the orders report (rows of orders and of their items, lines below), and the transaction report."""

from retention_core.ingest.platforms.platform import Aside, Moves, Platform
from retention_core.kernel.reading_codes import SetAside

_NUMBER = "Order Number|Bestellnummer|Numéro de commande|Número de pedido|Numero ordine"
_WHO = (
    "Buyer Username|Nutzername des Käufers|Pseudo de l'acheteur|Nom d'utilisateur de l'acheteur"
    "|Nombre de usuario del comprador|Nome utente acquirente"
)

EBAY = (
    Platform(
        "eBay orders",
        "Total Price (with shipping and taxes); of an order of several items its own row, not those of the items",
        (
            "Sales Record Number|Verkaufsprotokollnummer|Numéro de l'enregistrement de la vente",
            _NUMBER,
            _WHO,
            "Sale Date|Verkauft am|Verkaufsdatum|Date de vente|Date de la vente",
            "Total Price|Gesamtbetrag|Gesamtpreis|Prix total",
        ),
        {
            "order_id": "Sales Record Number|Verkaufsprotokollnummer|Numéro de l'enregistrement de la vente",
            "line_id": "Item Number|Artikelnummer|Numéro de l'objet",
            "customer_id": _WHO,
            "name": "Buyer Name|Name des Käufers|Nom de l'acheteur",
            "email": "Buyer Email|E-Mail des Käufers|E-mail de l'acheteur",
            "ordered_on": "Sale Date|Verkauft am|Verkaufsdatum|Date de vente|Date de la vente",
            "amount": "Total Price|Gesamtbetrag|Gesamtpreis|Prix total",
            "product": "Item Title|Artikelbezeichnung|Angebotstitel|Titre de l'objet",
            "city": "Buyer City|Ort des Käufers|Ship To City",
            "country": "Buyer Country|Land des Käufers|Ship To Country",
        },
        (Aside("Paid On Date|Zahlungsdatum|Bezahlt am|Date du paiement", SetAside.UNPAID, unless=r"\d"),),
        lines=True,
    ),
    Platform(
        "eBay transactions",
        "Gross transaction amount of orders and refunds, before fees",
        (
            "Transaction creation date|Datum der Transaktionserstellung|Date de création de la transaction",
            "Type|Typ",
            _NUMBER,
            _WHO,
            "Gross transaction amount|Transaktionsbetrag (inkl. Kosten)|Montant brut de la transaction",
        ),
        {
            "order_id": _NUMBER,
            "customer_id": _WHO,
            "name": "Buyer Name|Name des Käufers|Nom de l'acheteur",
            "email": "Buyer Email|E-Mail des Käufers|E-mail de l'acheteur",
            "ordered_on": "Transaction creation date|Datum der Transaktionserstellung"
            "|Date de création de la transaction",
            "amount": "Gross transaction amount|Transaktionsbetrag (inkl. Kosten)|Montant brut de la transaction",
            "currency": "Transaction currency|Transaktionswährung|Devise de la transaction",
            "product": "Item title|Angebotstitel|Titre de l'objet",
            "city": "Ship to city|Versand nach Ort",
            "country": "Ship to country|Versand nach Land",
        },
        moves=Moves(
            "Type|Typ",
            "^(?:order|bestellung|commande)$",
            "refund|claim|dispute|rückerstattung|fall|zahlungskonflikt|remboursement|réclamation|litige",
            "fee|gebühr|frais",
        ),
        lines=True,
    ),
)
