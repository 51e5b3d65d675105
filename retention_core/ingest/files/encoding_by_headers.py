"""Which encoding makes a file's headers known words: a header in Chinese or Hungarian says how the file was written."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from retention_core.ingest.inputs.limits import HEADER_SEARCH_ROWS
from retention_core.ingest.recognition.header_words import known_words
from retention_core.ingest.words.header_spelling import spellings

_CELLS = re.compile(r"[,;\t|]")
# Letters, or signs next to one, but for those that stand at words in every language.
_AT_LETTERS = re.compile(
    r"[^\W\x00-\x7f]|(?<=[^\W\d_])[^\x00-\x7f\s°ºª€£«»–—…‘’“”„·]|[^\x00-\x7f\s°ºª€£«»–—…‘’“”„·](?=[^\W\d_])"
)
_LOOKED_AT = 1 << 21
_LAST_LATIN = "\u024f"
# The beginnings of headers that only one language has, and the letters beyond ASCII that it writes with.
_LANGUAGES: Mapping[tuple[str, ...], str] = {
    ("rendel", "megrendel", "vevo", "ugyfel", "vasarl", "osszeg", "vegosszeg", "fizetett", "szamla"): "áéíóöőúüű",
    ("bestell", "kunde", "kauf", "rechnung", "gesamt", "betrag", "umsatz"): "äöüß",
    ("zamow", "klient", "kupuj", "nabywc", "kwota", "wartosc", "datazamowien", "datazakupu"): "ąćęłńóśźż",
    ("objedn", "zakaznik", "odberatel", "castka", "celkem", "datumobjedn"): "áčďéěíňóřšťúůýž",
    ("commande", "datedecommande", "datecommande", "montant", "acheteur", "numerodecommande"): "àâæçéèêëîïôœùûüÿ",
    ("pedido", "fechapedido", "fechadel", "fechadec", "importe", "monto", "fecha"): "áéíóúüñ",
    ("datadopedido", "datadacompra", "valordopedido", "valorpago", "valortotal"): "áâãàçéêíóôõúü",
    ("ordine", "dataordine", "datadiordine", "importo", "totaleordine"): "àèéìíîòóùú",
}
_WHERE_TWO_READ = 0.02
Weighed = Sequence[tuple[float, str, str]]


def with_known_headers(weighed: Weighed) -> Weighed:
    """The readings of a file in which most headers beyond the Latin letters are known words; all where none is.

    Weighed readings are (strangeness, encoding, text), the best first.
    """
    known = {encoding: sum(map(_foreign_and_known, _headers(text))) for _, encoding, text in weighed}
    most = max(known.values(), default=0)
    return [found for found in weighed if known[found[1]] == most]


def _headers(text: str) -> list[str]:
    lines = islice(text[: 1 << 16].splitlines(), HEADER_SEARCH_ROWS)
    return [cell.strip(" \"'") for line in lines for cell in _CELLS.split(line) if len(cell) < 40]


def _foreign_and_known(header: str) -> bool:
    """Whether a header beyond the Latin letters is a name of a field."""
    return any(c > _LAST_LATIN and c.isalpha() for c in header) and _is_known(header)


def _is_known(header: str) -> bool:
    """Whether every letter of a header is part of a known word."""
    words, unknown = known_words(header)
    return bool(words) and unknown == 0


def in_the_language_of_headers(weighed: Weighed) -> Weighed:
    """Of readings that are equally likely, those whose letters fit the language of the headers; all where none does."""
    cells = {cell for _, _, text in weighed for cell in _headers(text) if _is_known(cell)}
    known = {form for cell in cells for form in spellings(cell)}
    letters = _letters_of(known)
    if not letters:
        return weighed
    strange = {encoding: _outside(text, letters) for _, encoding, text in weighed}
    least = min(strange.values())
    return weighed if least > _WHERE_TWO_READ else [found for found in weighed if strange[found[1]] == least]


def _letters_of(known: set[str]) -> str | None:
    """The letters of the language that most of the known headers begin in; None: no language, or two alike."""
    hits = Counter(
        {letters: sum(header.startswith(begins) for header in known) for begins, letters in _LANGUAGES.items()}
    )
    (letters, most), (_, next_most) = hits.most_common(2)
    return letters if most > next_most else None


def _outside(text: str, letters: str) -> float:
    """The share of letters beyond ASCII, and of signs at letters, that the language does not write with."""
    beyond = Counter("".join(_AT_LETTERS.findall(text[:_LOOKED_AT])).lower())
    return sum(n for c, n in beyond.items() if c not in letters) / max(sum(beyond.values()), 1)
