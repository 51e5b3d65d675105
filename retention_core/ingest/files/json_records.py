"""JSON: a list of records, a record that holds one such list, or one after the other. Numbers stay as written."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

import polars as pl

from retention_core.ingest.files.encoding import Text
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable, table_of
from retention_core.ingest.inputs.limits import LARGEST_JSON, WIDEST
from retention_core.ingest.words.header_spelling import normalized
from retention_core.kernel.errors import Refusal, Refused

_DEEPEST = 3
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_BLANKS = re.compile(r"\s*")
_ORDERS = frozenset(
    {"orders", "purchases", "bestellungen", "rendelesek", "pedidos", "commandes", "ordini"}
    | {"zamowienia", "objednavky", "订单", "訂單", "注文"}
)
_Record = dict[str, object]


def looks_like_json(text: str) -> bool:
    """Whether a text begins like JSON of records."""
    start = text.lstrip()[:2000]
    return start.startswith(("[{", '{"')) or (start[:1] in {"[", "{"} and start[1:].lstrip()[:1] in {"{", '"', "["})


def table_from_json(text: Text, answers: Answers) -> CellTable:
    """The records as a table: one column per key, keys of records within records joined by a space."""
    if len(text.text) > LARGEST_JSON:
        raise Refused(Refusal.TOO_LARGE, file=answers.file)
    try:
        records = [dict(_flat(record)) for record in _records(text.text)]
    except (ValueError, RecursionError) as problem:
        raise Refused(Refusal.DAMAGED, file=answers.file) from problem
    names = list(dict.fromkeys(name for record in records for name in record))
    if not records or not names or len(names) > WIDEST:
        raise Refused(Refusal.NO_COLUMNS, file=answers.file, seen=text.text.strip()[:80])
    cells = {str(at): [name, *(record.get(name) for record in records)] for at, name in enumerate(names)}
    frame = _frame(cells)
    return table_of(frame, file=answers.file, encoding=text.encoding).noting(*text.notes)


def _frame(cells: dict[str, list[str | None]]) -> pl.DataFrame:
    """The cells as a frame; half a character, which only JSON can write, becomes the sign for a lost one."""
    try:
        return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    except UnicodeEncodeError:
        whole = {at: [cell and _whole(cell) for cell in column] for at, column in cells.items()}
        return pl.DataFrame(whole, schema=dict.fromkeys(cells, pl.String))


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _records(text: str) -> Iterator[_Record]:
    try:
        whole = _loaded(text)
    except ValueError:
        whole = list(_one_after_the_other(text))
    found = _by_header(whole) or _within(whole)
    if not found and isinstance(whole, dict):
        found = _of_columns(whole) or [whole]
    yield from _orders_within([_without_node(record) for record in found])


def _loaded(text: str) -> object:
    return _DECODER.decode(text)


def _one_after_the_other(text: str) -> Iterator[object]:
    """Records one a line, or over several lines, with nothing but blanks between them."""
    at = _past_blanks(text, 0)
    while at < len(text):
        record, end = _DECODER.raw_decode(text, at)
        yield record
        at = _past_blanks(text, end)


def _past_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _within(whole: object) -> list[_Record]:
    """The longest list of records in a document."""
    if isinstance(whole, list) and all(isinstance(record, dict) for record in whole):
        return whole
    if isinstance(whole, dict):
        lists = [_within(value) for value in whole.values() if isinstance(value, list | dict)]
        return max(lists, key=len, default=[])
    return []


def _by_header(whole: object) -> list[_Record]:
    """Lists below a list of names; nothing where it is not that."""
    if not isinstance(whole, list) or not whole or not all(isinstance(row, list) for row in whole):
        return []
    names = [str(name) for name in whole[0]]
    return [dict(zip(names, row, strict=False)) for row in whole[1:]]


def _of_columns(whole: _Record) -> list[_Record]:
    """A table written column by column (lists, or cells by row), as names and rows apart, or as records by number."""
    names, rows = whole.get("columns"), whole.get("data")
    if isinstance(names, list) and isinstance(rows, list) and (found := _by_header([names, *rows])):
        return found
    if all(isinstance(column, list) for column in whole.values()) and len({len(c) for c in whole.values()}) == 1:  # type: ignore[arg-type]
        return [dict(zip(whole, row, strict=True)) for row in zip(*whole.values(), strict=True)]  # type: ignore[arg-type]
    if len(whole) < 2 or not all(isinstance(inner, dict) for inner in whole.values()):
        return []
    inner: dict[str, _Record] = whole  # type: ignore[assignment]
    rows_of = next(iter(inner.values()))
    if all(key.isdigit() for key in rows_of) and all(column.keys() == rows_of.keys() for column in inner.values()):
        return [{name: column[row] for name, column in inner.items()} for row in rows_of]
    return list(inner.values())


def _orders_within(records: list[_Record]) -> list[_Record]:
    """One record per order, where each record is a customer that holds a list of them."""
    names = [name for record in records for name in record if normalized(name) in _ORDERS]
    if len(set(names)) != 1 or not all(isinstance(record.get(names[0], []), list) for record in records):
        return records
    parted = [(_of_customer(record, names[0]), record.get(names[0], [])) for record in records]
    return [{**customer, **order} for customer, orders in parted for order in orders if isinstance(order, dict)]  # type: ignore[attr-defined]


def _of_customer(record: _Record, orders: str) -> _Record:
    """What is said about a customer, under names that say so: "id" is "customer id"."""
    rest = [(name, value) for name, value in record.items() if name != orders]
    return {name if normalized(name).startswith("customer") else f"customer {name}": value for name, value in rest}


def _without_node(record: _Record) -> _Record:
    """A record that an interface wraps into a node of a graph."""
    node = record.get("node")
    return node if isinstance(node, dict) and record.keys() <= {"node", "cursor"} else record


def _flat(record: Mapping[str, object], before: str = "", depth: int = 0) -> Iterator[tuple[str, str | None]]:
    for key, written in record.items():
        name, value = f"{before} {key}".strip(), _unwrapped(written)
        if value is not written and isinstance(written, dict) and "shopMoney" in written:
            name = name.removesuffix("Set")
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, name, depth + 1)
        elif isinstance(value, list | dict):
            yield name, json.dumps(value, ensure_ascii=False)
            if key == "refunds":
                yield f"{name} total", _total(value)
        else:
            yield name, None if value is None else str(value)


def _unwrapped(value: object) -> object:
    """What a database says beside its kind ({"$date": ...}), and money in the currency of the shop."""
    while isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$"):
        value = next(iter(value.values()))
    if isinstance(value, dict) and isinstance(money := value.get("shopMoney"), dict):
        return money.get("amount")
    return value


def _total(refunds: object) -> str | None:
    """What a list of refunds adds up to, without a sign; null where one of them does not say."""
    try:
        return str(sum(abs(Decimal(str(refund["total"]))) for refund in refunds))  # type: ignore[union-attr]
    except (InvalidOperation, KeyError, TypeError):
        return None
