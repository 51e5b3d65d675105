"""States in which undoing an order was asked for or refused: "cancel requested", "cancellation rejected", 取消申请."""

import re

from retention_core.ingest.words.header_spelling import normalized

_TO_CANCEL = (
    r"cancel|cancell?ation|cancell?ing|stornierung|storno|annullierung|widerruf|lemondas\w*|torles\w*|sztorno\w*"
    r"|cancelamento|anulacao|cancelacion|anulacion|annulation|anulowani[ea]|zruseni|cancellazione|annullamento"
)
_TO_GIVE_BACK = r"refund|return|dispute|chargeback|reversal|erstattung|retoure|visszaterites|reembolso|devolucao"
_TO_GIVE_BACK += r"|devolucion|remboursement|retour|zwrot|vraceni|rimborso|reso"
_REFUSED = (
    r"refused|rejected|denied|declined|withdrawn|revoked|reverted|undone|abgelehnt|verweigert|zuruckgezogen"
    r"|elutasitva|visszavonva|recusad[oa]|negad[oa]|rechazad[oa]|denegad[oa]|refusee?|rejetee?|odrzucon[eya]"
    r"|zamitnut[oay]|rifiutat[oa]|respint[oa]"
)
_ASKED_FOR = (
    r"request|requested|requesting|pending|asked|wanted|initiated|beantragt|angefragt|gewunscht|kerve|kerte|kerelmezve"
    r"|kerelem|kerelme|fuggoben|solicitad[oa]|pendente|pendiente|demandee?|demande|wniosek|zgloszon[eya]|zadano"
    r"|vyzadano|richiest[oa]"
)
_SIGN_TO_CANCEL, _SIGN_ASKED = "(?:取消|キャンセル)", "(?:申请|申請|请求|請求|依頼|リクエスト|希望|待)"
_SIGNS_ASKED = re.compile(f"{_SIGN_ASKED}.{{0,4}}{_SIGN_TO_CANCEL}|{_SIGN_TO_CANCEL}(?:の|订单|訂單)?{_SIGN_ASKED}")
# Each is looked for once, the second one behind the first.
_REFUSED_IN_SIGNS = (
    (
        re.compile(f"{_SIGN_TO_CANCEL}|退款|退货|退貨|返金|返品"),
        re.compile("拒|驳回|駁回|失败|失敗|关闭|關閉|撤销|撤銷|却下"),
    ),
    (re.compile("拒[绝絕]"), re.compile(f"{_SIGN_TO_CANCEL}|退款|退货|退貨")),
)


def cancellation_refused(text: str) -> bool:
    """Whether a state says that an order was not cancelled or given back after all."""
    return _refused_in_signs(text) or _says_both(text, f"{_TO_CANCEL}|{_TO_GIVE_BACK}", _REFUSED)


def cancellation_requested(text: str) -> bool:
    """Whether a state says that an order shall be cancelled, and not that it was."""
    asked = bool(_SIGNS_ASKED.search(text)) or _says_both(text, _TO_CANCEL, _ASKED_FOR)
    return asked and not cancellation_refused(text)


def _says_both(text: str, one: str, other: str) -> bool:
    words = [normalized(word) for word in re.findall(r"[^\W_]+", text)]
    return any(re.fullmatch(one, word) for word in words) and any(re.fullmatch(other, word) for word in words)


def _refused_in_signs(text: str) -> bool:
    firsts = ((first.search(text), then) for first, then in _REFUSED_IN_SIGNS)
    return any(found and then.search(text, found.end()) for found, then in firsts)
