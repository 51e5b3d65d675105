"""Words in cells that decide what a row is: totals, order states, people without a name."""

import re

import polars as pl

from retention_core.ingest.words.header_spelling import normalized
from retention_core.ingest.words.month_names import months, without_accents


def _words(text: str) -> frozenset[str]:
    return frozenset(normalized(word) for word in text.split("|"))


TOTALS = _words(
    "total|totals|grand total|subtotal|sub total|sum|sum total|overall total|order total|report total"
    "|page total|total "
    "sales|total revenue"
    "|total amount|running total|balance|closing balance|opening balance|balance at end of period|end balance|average"
    "|mean"
    "|summe|gesamt|gesamtsumme|zwischensumme|insgesamt|endsumme|gesamtbetrag|gesamtergebnis|saldo|mittelwert"
    "|durchschnitt|teilergebnis"
    "|összesen|mindösszesen|végösszeg|részösszeg|összeg|total general|total geral|soma|suma|suma total|somme"
    "|sous-total|total général"
    "|totale|totale generale|somma|subtotale|razem|łącznie|ogółem|suma końcowa|suma częściowa|celkem|součet"
    "|mezisoučet"
    "|celkový součet"
    "|合计|总计|小计|总和|合計|總計|小計|總和|総計|総合計|计|共计|总额|總額|yhteensä|totaal|totalt|i alt"
    "|toplam|genel toplam|итого|всего|sum i alt|samlet|til sammen|välisumma|loppusumma|total general|subtotal"
    "|σύνολο|σύνολα|γενικό σύνολο|μερικό σύνολο|υποσύνολο|разом|всього|усього|підсумок|المجموع|مجموع|الإجمالي|الاجمالي"
    "|إجمالي|اجمالي|المجموع الكلي|รวม|ยอดรวม|รวมทั้งหมด|รวมทั้งสิ้น|ยอดรวมทั้งสิ้น|รวมเงิน"
    "|ara toplam|общо|ukupno|skupaj|spolu|kokku|kopā|iš viso|delsumma|delsum|jumlah|tổng|tổng cộng|합계|총계|소계"
    "|total parcial|total del mes|total do mês|total du mois|totale mese|monatssumme"
)
EMPTY_MARKS = frozenset(
    {"", "-", "--", "—", "–", ".", "/", "n/a", "na", "null", "none", "nil", "nan", "#n/a", "undefined"}
)


# What spreadsheet programs show where a formula fails; they say it in the language of their user.
_ERROR = (
    r"(?i)^#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!|VALOR!"
    r"|HIÁNYZIK|ÉRTÉK!|HIV!|NÉV\?|ZÉRÓOSZTÓ!)$"
)
_STARRED_TOTAL = (
    r"(?i)(?:^|[^\p{L}])(?:sub\s?|grand\s|net\s)?(?:totals?|totale[ns]?|totali|totaux|totais|sum|summe|gesamt\p{L}*|insgesamt"
    r"|összesen|mindösszesen|végösszeg|soma|suma|somme|razem|ogółem|łącznie|celkem|součet|yhteensä"
    r"|σ[υύ]νολ[οα]|итого|всего|разом|всього|усього|المجموع|الإجمالي|الاجمالي|إجمالي)(?:$|[^\p{L}])"
    r"|[合总總小共]\s?[计計]"
)
# Two to four words, perhaps with a year.
_OF_MONTH = r"^\p{L}+:?(?:\s+\p{L}+\.?){1,3}(?:\s+\d{2,4})?:?$"
_LONGEST_PREPOSITION = 3
_SAMPLE_ROWS = 2_000
_SHORT_WITHOUT_DIGITS = rf"^[^0-9]{{0,{max(map(len, EMPTY_MARKS))}}}$"


def word(text: pl.Expr) -> pl.Expr:
    """A cell as the word lists hold it. For columns with few different values."""
    return text.map_elements(normalized, return_dtype=pl.String)


def labels_total(cells: pl.Series) -> pl.Series:
    """Which cells are a word for total, or one of a month: "Total March", "Разом за березень 2024"."""
    periods = cells.filter(cells.str.contains(_OF_MONTH).fill_null(value=False)).unique()
    named = [text for text in periods.to_list() if _names_total_of_month(text)]
    whole = equals_any(cells, TOTALS)
    return whole | cells.is_in(named).fill_null(value=False) if named else whole


def _names_total_of_month(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    month = [word for word in words if without_accents(word) in months()]
    rest = [word for word in words if word not in month and len(word) > _LONGEST_PREPOSITION]
    return bool(month) and normalized(" ".join(rest)) in TOTALS


def equals_any(cells: pl.Series, words: frozenset[str]) -> pl.Series:
    """Which cells are one of the words; a colon or a full stop behind it does not matter."""
    different = cells.unique() if _few(cells) else cells
    wordy = (different.str.len_bytes() < 200) & ~different.str.contains(r"[0-9]{2}")
    different = different.filter(wordy.fill_null(value=False)).unique()
    hits = [text for text in different.to_list() if normalized(text) in words]
    if not hits:
        return pl.repeat(value=False, n=len(cells), eager=True).alias(cells.name)
    return cells.is_in(hits).fill_null(value=False)


def holds_total(cells: pl.Series) -> pl.Series:
    """Which cells hold a word for total among others: "Total (120 orders)". Only a sum makes such a row a total."""
    return cells.str.contains(_STARRED_TOTAL).fill_null(value=False)


def is_error_cell(text: pl.Expr) -> pl.Expr:
    """Whether a cell holds what a spreadsheet program shows where a formula fails."""
    return text.str.contains(_ERROR).fill_null(value=False)


def _few(cells: pl.Series) -> bool:
    """Whether most values stand on many rows, as far as the first rows tell."""
    return len(cells) > _SAMPLE_ROWS and cells.head(_SAMPLE_ROWS).n_unique() * 10 < _SAMPLE_ROWS


def is_placeholder(cells: pl.Series) -> pl.Series:
    """Which cells are marks that stand for nothing; null for an empty cell."""
    short = cells.filter(cells.str.contains(_SHORT_WITHOUT_DIGITS).fill_null(value=False)).unique()
    marks = short.filter(short.str.to_lowercase().is_in(list(EMPTY_MARKS)))
    return cells.is_in(marks.implode()) if len(marks) else cells == ""


YES = _words(
    "yes|y|true|t|1|1.0|churned|left|exited|inactive|ja|igen|sim|sí|si|oui|tak|ano|是|はい|wahr|igaz|verdadeiro|vrai"
    "|prawda|completed|evet|да|ya|có|예"
)
NO = _words(
    "no|n|false|f|0|0.0|active|stayed|current|nein|nem|não|nao|non|nie|ne|否|いいえ|falsch|hamis|falso|faux"
    "|fałsz|attrited "
    "false|open|nej|nee|hayır|нет|tidak|không|아니오"
)
REFUND = _words(
    "refund|refunds|return|returns|returned|credit|credit note|credit memo|chargeback|reversal|gutschrift|erstattung"
    "|rückerstattung|retoure|storno"
    "|rückgabe|jóváírás|visszatérítés|visszáru|visszaküldés|reembolso|devolução|estorno|devolución|abono|nota de "
    "crédito|remboursement|avoir|retour"
    "|zwrot|korekta|dobropis|vrácení|vratka|rimborso|reso|nota di credito|退款|退货|退貨|退单|返金|返品"
)
AGREES = _words(
    "yes|y|true|t|1|1.0|x|on|subscribed|opted in|opt in|opt-in|single opt-in|double opt-in|accepted|agreed|granted"
    "|given|confirmed|consented|allowed|ja|wahr|angemeldet|zugestimmt|erteilt|igen|igaz|feliratkozott|hozzájárult|sim"
    "|verdadeiro|inscrito|aceita|aceito|sí|si|verdadero|suscrito|acepta|oui|vrai|abonné|inscrit|accepte|tak|prawda"
    "|zapisany|wyraził|wyrażono|ano|pravda|přihlášen|souhlasí|vero|iscritto|acconsente|accetta|是|已订阅|同意|接受|已同意"
    "|已訂閱|可|はい|購読中|同意する|許可|登録"
)
REFUSES = _words(
    "no|n|false|f|0|0.0|off|unsubscribed|not subscribed|never subscribed|opted out|opt out|opt-out|declined|refused"
    "|withdrawn|revoked|cleaned|denied|none given|nein|falsch|abgemeldet|widerrufen|abgelehnt|nem|hamis|leiratkozott"
    "|visszavonta|não|nao|falso|descadastrado|recusa|cancelado|dado de baja|no acepta|rechaza|non|faux|désabonné"
    "|désinscrit|refuse|nie|fałsz|wypisany|odmowa|ne|nepravda|odhlášen|nesouhlasí|disiscritto|rifiuta|否|未订阅|不同意"
    "|已退订|拒绝|已退訂|不可|いいえ|停止|配信停止|拒否|同意しない"
)
