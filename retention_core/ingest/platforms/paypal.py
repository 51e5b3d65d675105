"""PayPal: activity and statement, in the language of the account. Refunds, holds, conversions, withdrawals are rows."""

from retention_core.ingest.platforms.platform import Aside, Moves, Platform
from retention_core.kernel.reading_codes import SetAside

_DAY = "Date|Datum|Fecha|Data|Dátum"
_ZONE = "TimeZone|Time Zone|Zeitzone|Fuseau horaire|Zona horaria|Fuso horário|Fuso orario|Időzóna"
_TYPE = "Type|Typ|Tipo|Típus"
_DESCRIPTION = "Description|Beschreibung|Descripción|Descrição|Descrizione|Leírás"
_STATE = "Status|État|Etat|Estado|Stato|Állapot|Státusz"
_CURRENCY = "Currency|Währung|Devise|Divisa|Moneda|Moeda|Valuta|Pénznem"
_GROSS = "Gross|Brutto|Avant commission|Montant brut|Bruto|Lordo|Bruttó"
_NUMBER = (
    "Transaction ID|Transaktionscode|Numéro de transaction|Id. de transacción|Id. de la transacción"
    "|Identificación de la transacción|ID da transação|Codice transazione|ID transazione|Tranzakcióazonosító"
    "|Tranzakció azonosítója"
)
_PARENT = (
    "Reference Txn ID|Zugehöriger Transaktionscode|Numéro de la transaction de référence"
    "|Id. de transacción de referencia|Identificación de la transacción de referencia"
    "|ID da transação de referência|Codice transazione di riferimento|Hivatkozási tranzakció azonosítója"
)
_FROM = (
    "From Email Address|Absender E-Mail-Adresse|De l'adresse email|Adresse email de l'expéditeur"
    "|Correo electrónico del remitente|Dirección de correo electrónico del remitente|Do endereço de e-mail"
    "|Indirizzo email mittente|Feladó e-mail-címe"
)
_TO = (
    "To Email Address|Empfänger E-Mail-Adresse|À l'adresse email|Adresse email du destinataire"
    "|Correo electrónico del destinatario|Dirección de correo electrónico del destinatario|Para o endereço de e-mail"
    "|Indirizzo email destinatario|Címzett e-mail-címe"
)
_IMPACT = (
    "Balance Impact|Auswirkung auf Guthaben|Impact sur le solde|Impacto en el saldo|Impacto no saldo"
    "|Impatto sul saldo|Egyenlegre gyakorolt hatás"
)
_SALES = (
    "payment|checkout|donation|web accept|virtual terminal|zahlung|paiement|pago|pagamento|fizetés|spende|betaling"
    "|płatność|platba"
)
_REFUNDS = (
    "refund|reversal|chargeback|rückzahlung|rückerstattung|rückbuchung|remboursement|annulation|opposition"
    "|reembolso|devolución|contracargo|reversión|reversão|estorno|rimborso|storno|visszatérítés|zwrot"
)
_OTHERS = (
    "hold|release|fee|transfer|conversion|withdrawal|deposit|authori[sz]ation|funding|shopping cart item|request"
    "|einbehalt|freigabe|gebühr|überweisung|währungsumrechnung|abbuchung|auszahlung|gutschrift|autorisierung"
    "|anforderung"
    "|blocage|commission|virement|retrait|autorisation|approvisionnement|demande"
    "|retención|comisión|transferencia|conversión|retirada|retiro|depósito|autorización|solicitud"
    "|retenção|tarifa|transferência|conversão|saque|autorização|blocco|trattenuta|commissione|prelievo|trasferimento"
    "|zárolás|díj|kivét|átváltás|átutalás|befizetés"
)
_WAITING = (
    "^(?:pending|uncleared|held|unpaid|placed|ausstehend|offen|en attente|pendiente|pendente|in sospeso|függőben"
    "|feldolgozás alatt|w toku)$"
)
_NO_EFFECT = "^(?:memo|note|mémo|nota|memorando|promemoria)$"
_FIELDS = {
    "order_id": _NUMBER,
    "customer_id": f"{_FROM}|Name|Nom|Nombre|Nome|Név",
    "name": "Name|Nom|Nombre|Nome|Név",
    "refund_customer_id": _TO,
    "refund_order_id": _PARENT,
    "ordered_on": _DAY,
    "amount": _GROSS,
    "currency": _CURRENCY,
    "product": "Item Title|Artikelbezeichnung|Titre de l'objet|Título del artículo|Título do item|Titolo oggetto",
    "country": "Country|Land|Pays|País|Paese|Ország",
    "city": "Town/City|Ort|Ville|Ciudad|Cidade|Città|Város",
}

PAYPAL = (
    Platform(
        "PayPal",
        "Gross of payments received, before fees, and of refunds paid",
        (_DAY, _ZONE, _TYPE, _STATE, _CURRENCY, _GROSS, _NUMBER),
        {**_FIELDS, "status": _STATE},
        (Aside(_STATE, SetAside.UNPAID, says=_WAITING), Aside(_IMPACT, SetAside.NO_SALE, says=_NO_EFFECT)),
        Moves(_TYPE, _SALES, _REFUNDS, _OTHERS),
        kept="refunded|reversed|erstattet|remboursé|reembols|devuelto|estornad|rimborsat|visszatérít",
        once=True,
    ),
    Platform(
        "PayPal statement",
        "Gross of payments received, before fees, and of refunds paid",
        (_DAY, _ZONE, _DESCRIPTION, _CURRENCY, _GROSS, _NUMBER),
        _FIELDS,
        moves=Moves(_DESCRIPTION, _SALES, _REFUNDS, _OTHERS),
        once=True,
    ),
)
