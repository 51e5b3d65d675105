"""PayPal: the activity download, in the language of the account. Refunds, holds, conversions and withdrawals are rows."""

from retention_core.ingest.platforms.platform import Aside, Moves, Platform

_SALES = (
    "payment|checkout|donation|web accept|virtual terminal|zahlung|paiement|pago|pagamento|fizetés|spende|betaling"
    "|płatność|platba"
)
_REFUNDS = (
    "refund|reversal|chargeback|rückzahlung|rückerstattung|rückbuchung|remboursement|annulation|opposition"
    "|reembolso|devolución|contracargo|reversión|reversão|estorno|chargeback|rimborso|storno|visszatérítés|zwrot"
)
_OTHERS = (
    "hold|release|fee|transfer|conversion|withdrawal|deposit|authori[sz]ation|funding|shopping cart item|request"
    "|einbehalt|freigabe|gebühr|überweisung|währungsumrechnung|abbuchung|auszahlung|gutschrift|autorisierung|anforderung"
    "|blocage|commission|virement|conversion de devise|retrait|autorisation|approvisionnement|demande"
    "|retención|comisión|transferencia|conversión|retirada|retiro|depósito|autorización|solicitud"
    "|retenção|tarifa|transferência|conversão|saque|autorização|blocco|trattenuta|commissione|prelievo|trasferimento"
    "|zárolás|díj|kivét|átváltás|átutalás|befizetés"
)
_WAITING = (
    "^(?:pending|uncleared|held|unpaid|placed|ausstehend|offen|en attente|pendiente|pendente|in sospeso|függőben"
    "|feldolgozás alatt|w toku)$"
)
_NO_EFFECT = "^(?:memo|note|mémo|nota|memorando|promemoria)$"

PAYPAL = (
    Platform(
        "PayPal",
        "Gross of payments received, before fees, and of refunds paid",
        (
            "Date|Datum|Fecha|Data|Dátum",
            "TimeZone|Time Zone|Zeitzone|Fuseau horaire|Zona horaria|Fuso horário|Fuso orario|Időzóna",
            "Type|Typ|Tipo|Típus",
            "Status|État|Etat|Estado|Stato|Állapot|Státusz",
            "Currency|Währung|Devise|Divisa|Moneda|Moeda|Valuta|Pénznem",
            "Gross|Brutto|Avant commission|Montant brut|Bruto|Lordo|Bruttó",
            "Transaction ID|Transaktionscode|Numéro de transaction|Id. de transacción|Id. de la transacción"
            "|Identificación de la transacción|ID da transação|Codice transazione|ID transazione|Tranzakcióazonosító"
            "|Tranzakció azonosítója",
        ),
        {
            "order_id": "Transaction ID|Transaktionscode|Numéro de transaction|Id. de transacción"
            "|Id. de la transacción|Identificación de la transacción|ID da transação|Codice transazione"
            "|ID transazione|Tranzakcióazonosító|Tranzakció azonosítója",
            "customer_id": "From Email Address|Absender E-Mail-Adresse|De l'adresse email"
            "|Adresse email de l'expéditeur|Correo electrónico del remitente|Dirección de correo electrónico del "
            "remitente|Do endereço de e-mail|Indirizzo email mittente|Feladó e-mail-címe|Name|Nom|Nombre|Nome|Név",
            "refund_customer_id": "To Email Address|Empfänger E-Mail-Adresse|À l'adresse email"
            "|Adresse email du destinataire|Correo electrónico del destinatario|Dirección de correo electrónico del "
            "destinatario|Para o endereço de e-mail|Indirizzo email destinatario|Címzett e-mail-címe",
            "refund_order_id": "Reference Txn ID|Zugehöriger Transaktionscode"
            "|Numéro de la transaction de référence|Id. de transacción de referencia"
            "|Identificación de la transacción de referencia|ID da transação de referência"
            "|Codice transazione di riferimento|Hivatkozási tranzakció azonosítója",
            "ordered_on": "Date|Datum|Fecha|Data|Dátum",
            "amount": "Gross|Brutto|Avant commission|Montant brut|Bruto|Lordo|Bruttó",
            "currency": "Currency|Währung|Devise|Divisa|Moneda|Moeda|Valuta|Pénznem",
            "status": "Status|État|Etat|Estado|Stato|Állapot|Státusz",
            "product": "Item Title|Artikelbezeichnung|Titre de l'objet|Título del artículo|Título do item"
            "|Titolo oggetto|Tétel neve",
            "country": "Country|Land|Pays|País|Paese|Ország",
            "city": "Town/City|Ort|Ville|Ciudad|Cidade|Città|Város",
        },
        (
            Aside("Status|État|Etat|Estado|Stato|Állapot|Státusz", "unpaid", says=_WAITING),
            Aside(
                "Balance Impact|Auswirkung auf Guthaben|Impact sur le solde|Impacto en el saldo|Impacto no saldo"
                "|Impatto sul saldo|Egyenlegre gyakorolt hatás",
                "no_sale",
                says=_NO_EFFECT,
            ),
        ),
        Moves("Type|Typ|Tipo|Típus", _SALES, _REFUNDS, _OTHERS),
        kept="refunded|reversed|erstattet|remboursé|reembols|devuelto|estornad|rimborsat|visszatérít",
        once=True,
    ),
)
