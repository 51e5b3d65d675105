"""What is still to be paid of each invoice: in a list of open invoices nearly all, in a list of sales hardly any."""

from collections.abc import Sequence

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords

_SETTLED = 0.4


def balance_facts(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> dict[str, float]:
    """`mostly_settled`: the invoices have a balance, and it is nought on many of them."""
    balances = [one for word, one in zip(words, profiles, strict=True) if "balance" in word.concepts]
    return {"mostly_settled": 1.0} if any((one.numbers == 0).mean() >= _SETTLED for one in balances) else {}
