"""Several tables of orders together: sheets of one file, and files of one shop that overlap. Each order counts once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.rows.order_status import STATES
from retention_core.ingest.rows.orders import OrdersTable, with_reasons
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.words.cell_kinds import looks_like_email
from retention_core.kernel.quantities import MOST_DECIMALS
from retention_core.kernel.questions import Choice, Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode, SetAside

_CORE = ("order_id", "customer_id", "ordered_on", "amount", "unit_price", "quantity", "currency", "status", "refunded")
_MOSTLY = 0.5
_ROW = ("customer_id", "ordered_on", "amount")


def deduplicate_orders(tables: Sequence[OrdersTable], answers: Answers) -> list[OrdersTable]:
    """The tables with every order that another one brings as well set aside: of exports alike the later one stays."""
    chosen = _sheets_chosen(tables, answers)
    kept: list[OrdersTable] = []
    for table in _later_first(chosen):
        kept.append(_without_known(table, kept, answers))
    by_body = {id(table.body): table for table in kept}
    return [by_body[id(table.body)] for table in chosen]


def _later_first(tables: Sequence[OrdersTable]) -> list[OrdersTable]:
    """The tables as they are, but those of equal columns with the later export before the earlier one."""
    alike: dict[tuple[str, ...], list[OrdersTable]] = {}
    for table in tables:
        alike.setdefault(table.body.headers, []).append(table)
    sorted_ = {headers: iter(sorted(some, key=_last_day, reverse=True)) for headers, some in alike.items()}
    return [next(sorted_[table.body.headers]) for table in tables]


def _last_day(table: OrdersTable) -> date:
    """The last day of an order of any state: the export is of that day or later."""
    days = table.frame["ordered_on"].drop_nulls()
    return days.max() if len(days) else date.min  # type: ignore[return-value]


def _sheets_chosen(tables: Sequence[OrdersTable], answers: Answers) -> list[OrdersTable]:
    """Sheets of one file that all hold orders: read together where they continue each other, else asked about."""
    chosen: list[OrdersTable] = []
    for file in dict.fromkeys(table.body.table.file for table in tables):
        sheets = [table for table in tables if table.body.table.file == file]
        chosen += sheets if len(sheets) == 1 else _of_one_file(file, sheets, answers)
    return chosen


def _of_one_file(file: str, sheets: list[OrdersTable], answers: Answers) -> list[OrdersTable]:
    names = [str(table.body.table.sheet) for table in sheets]
    choices = [Choice("all"), *(Choice(name) for name in names)]
    own = replace(answers.about(file, None), file=file)
    if len({frozenset(_core(table).items()) for table in sheets}) == 1 and not _share_rows(sheets):
        chosen = own.decide(QuestionCode.SHEETS, "all", choices, None, sheets=names)
        if chosen != "all":
            return [sheets[names.index(chosen)]]
        note = Note(NoteCode.SHEETS_TOGETHER, {"file": file, "sheets": ", ".join(names)})
        return [replace(sheets[0], notes=(*sheets[0].notes, note)), *sheets[1:]]
    if twice := _same_orders(sheets):
        chosen = own.decide(QuestionCode.SHEETS, str(twice.body.table.sheet), choices, None, sheets=names)
        return sheets if chosen == "all" else [sheets[names.index(chosen)]]
    chosen = own.ask(QuestionCode.SHEETS, choices, None, sheets=names)
    return sheets if chosen == "all" else [sheets[names.index(chosen)]]


def _same_orders(sheets: Sequence[OrdersTable]) -> OrdersTable | None:
    """The sheet that says most, where each holds the very same orders; None where one has an order more, or another."""
    if not all({"order_id", "amount"} <= {*table.frame.columns} for table in sheets):
        return None
    first, *rest = [_whole_orders(table) for table in sheets]
    same = first.height > 0 and all(first.equals(other) for other in rest)
    return max(sheets, key=lambda table: len(table.columns)) if same else None


def _whole_orders(table: OrdersTable) -> pl.DataFrame:
    """One row per order number in use: customer, day, and what was paid in all."""
    used = _scaled(table).filter(table.frame["reason"].is_null()).drop_nulls("order_id")
    sums = used.group_by("order_id").agg(pl.col("customer_id", "ordered_on").first(), pl.col("amount").sum())
    return sums.sort("order_id")


def _core(table: OrdersTable) -> dict[str, str]:
    """The columns that make an order what it is: field -> header. What else a sheet has does not matter."""
    return {field: table.columns[field] for field in _CORE if field in table.columns}


def _share_rows(sheets: Sequence[OrdersTable]) -> bool:
    rows = [_by_name(table).unique() for table in sheets]
    return pl.concat(rows, how="diagonal").is_duplicated().any()


def _by_name(table: OrdersTable) -> pl.DataFrame:
    body = table.body
    return body.cells.select(
        pl.col(str(body.position(header))).alias(field) for field, header in _core(table).items()
    ).drop_nulls("ordered_on")


def _without_known(table: OrdersTable, earlier: Sequence[OrdersTable], answers: Answers) -> OrdersTable:
    table = _without_other_exports(table, earlier)
    known = [_told_of(other) for other in earlier if _elsewhere(table, other)]
    if not known or only_refunds(table):
        return table
    table = _named_otherwise(table, earlier)
    numbered = "order_id" in table.frame.columns and all("order_id" in frame.columns for frame in known)
    keys = (
        _by_number(table, known)
        if numbered
        else [key for key in _ROW if all(key in frame.columns for frame in (table.frame, *known))]
    )
    before = pl.concat([frame.select(keys) for frame in known]).unique()
    again = _scaled(table).select(keys).with_row_index("at").join(before, on=keys, how="semi")["at"]
    again = again.filter(table.frame["reason"].gather(again).is_null()) if len(again) else again
    if not len(again):
        return table
    if not _once(table, earlier[-1], len(again), answers, numbered=numbered):
        return table
    double = pl.int_range(pl.len()).is_in(again.to_list())
    reason = table.frame.select(
        pl.when(double & pl.col("reason").is_null())
        .then(pl.lit(SetAside.IN_OTHER_FILE))
        .otherwise("reason")
        .alias("reason")
    )
    changed = _changed(table, again, known, keys) if numbered else 0
    noted = with_reasons(table, reason["reason"])
    if not changed:
        return noted
    note = Note(NoteCode.LATER_EXPORT, {"file": table.body.table.file, "other": earlier[-1].body.table.file,
                                        "rows": changed})  # fmt: skip
    return replace(noted, notes=(*noted.notes, note))


def _elsewhere(table: OrdersTable, other: OrdersTable) -> bool:
    return other.body.table.file != table.body.table.file and not only_refunds(other)


def only_refunds(table: OrdersTable) -> bool:
    """Whether the rows of a table are money given back for orders that stand elsewhere."""
    return "refunded" in table.columns and not {"amount", "unit_price"} & table.columns.keys()


def _told_of(table: OrdersTable) -> pl.DataFrame:
    """The rows in use, and where orders have numbers those whose state undoes them: a later export says so of them."""
    if "order_id" not in table.frame.columns:
        return _used(table)
    return _scaled(table).filter(pl.col("reason").is_null() | pl.col("reason").is_in(list(STATES.values())))


def _changed(table: OrdersTable, again: pl.Series, known: Sequence[pl.DataFrame], keys: Sequence[str]) -> int:
    """How many orders are of another amount, or undone, in the later export."""
    ours = _scaled(table)[again]
    worth = ["amount"] if all("amount" in frame.columns for frame in (ours, *known)) else []
    told = list(dict.fromkeys([*keys, *worth]))
    same = pl.concat([frame.filter(pl.col("reason").is_null()).select(told) for frame in known])
    return ours.select(told).unique().join(same, on=told, how="anti").height


def _by_number(table: OrdersTable, known: Sequence[pl.DataFrame]) -> list[str]:
    """What makes two rows one order: number, customer and day; money for customers who go by other names."""
    people = pl.concat([frame["customer_id"] for frame in known])
    money = all("amount" in frame.columns for frame in (table.frame, *known))
    if money and not _used(table)["customer_id"].is_in(people.implode()).any():
        return ["order_id", "ordered_on", "amount"]
    return ["order_id", "customer_id", "ordered_on"]


def _named_otherwise(table: OrdersTable, earlier: Sequence[OrdersTable]) -> OrdersTable:
    """Tells that one table names customers by e-mail and another one does not."""
    mails = [share(_used(one)["customer_id"], looks_like_email) > _MOSTLY for one in (table, *earlier)]
    others = [one for one, mail in zip(earlier, mails[1:], strict=True) if mail != mails[0]]
    if not others:
        return table
    by_mail, other = (table, others[0]) if mails[0] else (others[0], table)
    values = {"file": by_mail.body.table.file, "other": other.body.table.file}
    return replace(table, notes=(*table.notes, Note(NoteCode.NAMED_OTHERWISE, values)))


def _without_other_exports(table: OrdersTable, earlier: Sequence[OrdersTable]) -> OrdersTable:
    """Orders and their items as two exports of one platform: the number alone says that it is the same order."""
    others = [other for other in earlier if _of_one_shop(table, other)]
    if not others:
        return table
    numbers = pl.concat([_used(other)["order_id"] for other in others]).drop_nulls().unique()
    again = pl.col("order_id").is_in(numbers.implode()) & pl.col("reason").is_null()
    reason = table.frame.select(pl.when(again).then(pl.lit(SetAside.IN_OTHER_FILE)).otherwise("reason").alias("reason"))
    return with_reasons(table, reason["reason"])


def _of_one_shop(table: OrdersTable, other: OrdersTable) -> bool:
    brands = [
        t.platform.split(" ")[0] if t.platform and "order_id" in t.frame.columns else None for t in (table, other)
    ]
    return brands[0] is not None and brands[0] == brands[1] and table.platform != other.platform


def _used(table: OrdersTable) -> pl.DataFrame:
    return _scaled(table).filter(pl.col("reason").is_null())


def _scaled(table: OrdersTable) -> pl.DataFrame:
    """The rows with amounts of all tables at one number of decimals."""
    frame = table.frame
    return frame.with_columns(pl.col("amount") * 10 ** (MOST_DECIMALS - table.decimals)) if table.has_amounts else frame


def _once(table: OrdersTable, other: OrdersTable, rows: int, answers: Answers, *, numbered: bool) -> bool:
    file = table.body.table.file
    own = replace(answers.about(file, None), file=file)
    values = {"rows": rows, "other": other.body.table.file}
    if numbered:
        return own.decide(QuestionCode.SAME_ORDERS, "once", ("once", "all"), None, **values) == "once"
    return own.ask(QuestionCode.SAME_ORDERS, ("once", "all"), None, **values) == "once"
