"""Mollie: payments, with the attempts that came to nothing."""

from retention_core.ingest.platforms.platform import Aside, Platform
from retention_core.kernel.reading_codes import SetAside

_STATE = "Status|Status der Zahlung"
_WHO = "Consumer name|Consumentnaam|Verbrauchername|Kundenname"
_ACCOUNT = "Consumer bank account|Consument rekening|Verbraucherkonto"

MOLLIE = (
    Platform(
        "Mollie",
        "Amount of paid payments, less Amount refunded",
        ("Date|Datum", "Payment method|Betaalmethode|Zahlungsmethode", "Amount|Bedrag|Betrag", "ID", _WHO, _ACCOUNT),
        {
            "order_id": "ID",
            "customer_id": _WHO,
            "ordered_on": "Date|Datum",
            "amount": "Amount|Bedrag|Betrag",
            "refunded": "Amount refunded|Teruggestort bedrag|Erstatteter Betrag",
            "currency": "Currency|Valuta|Währung",
            "status": _STATE,
        },
        (Aside(_STATE, SetAside.UNPAID, says="^(?:open|openstaand|offen|pending|authorized)$"),),
        once=True,
    ),
)
