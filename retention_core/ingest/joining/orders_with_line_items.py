"""Orders joined with their lines: each order is told what was bought, and its money counts once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.rows.costs import COST
from retention_core.ingest.rows.line_items import LINE_TEXTS, LinesTable, read_lines, with_line_reasons
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.recognised_table import RecognisedTable, keys
from retention_core.kernel.quantities import MOST_DECIMALS, Money
from retention_core.kernel.questions import Choice, Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode, SetAside

_ONE_ORDER = ("customer_id", "ordered_on")
_FAR_APART = 1.5


@dataclass(frozen=True)
class Joined:
    """The orders with what their lines say, and the lines with every row accounted for."""

    orders: list[OrdersTable]
    lines: list[LinesTable]


def with_line_items(orders: Sequence[OrdersTable], laid: Sequence[RecognisedTable], answers: Answers) -> Joined:
    """Joins by order number. Amounts of the orders stand; orders without amounts get the sum of their lines."""
    heads = [table for table in orders if "order_id" in table.frame.columns]
    if not laid or not heads:
        return Joined(list(orders), [])
    priced = all(table.has_amounts for table in heads)
    laid = [one for one in laid if not priced or any(one.best(name) for name in LINE_TEXTS)]
    lines: list[LinesTable] = []
    numbers = _numbers(heads)
    for one in laid:
        lines.append(with_line_reasons(read_lines(one, money_counts=not priced), numbers, lines))
    money = _with_money(lines, answers) if not priced else _comparable(lines)
    if priced and money:
        money, lines = _compared(heads, money, lines, answers)
    elif money:
        lines = _noting(lines, money[0], NoteCode.LINES_SUMMED, other=heads[0].body.table.called)
    told = [_with_texts(table, lines) if "order_id" in table.frame.columns else table for table in orders]
    if money:
        told = [_with_amounts(table, money, answers) if "order_id" in table.frame.columns else table for table in told]
    return Joined(told, lines)


def _numbers(heads: Sequence[OrdersTable]) -> pl.DataFrame:
    """One row per order number: key, why (null: used) the order is set aside, or that several orders share it."""
    rows = pl.concat(
        [table.frame.select(keys(table.frame["order_id"]), "reason", *_ONE_ORDER) for table in heads]
    ).filter(pl.col("key").is_not_null())
    used = pl.col("reason").is_null()
    several = pl.struct(*_ONE_ORDER).filter(used).n_unique() > 1
    why = (
        pl.when(several)
        .then(pl.lit(SetAside.ORDER_ID_TWICE))
        .when(~used.any())
        .then(pl.col("reason").drop_nulls().first())
    )
    return rows.group_by("key").agg(why.alias("why"))


def _with_money(lines: Sequence[LinesTable], answers: Answers) -> list[LinesTable]:
    """The lines whose amounts count: where tables of different columns have some that differ, it is asked."""
    groups: dict[tuple[str, ...], list[LinesTable]] = {}
    for table in lines:
        if table.has_amounts:
            groups.setdefault(table.body.headers, []).append(table)
    several = list(groups.values())
    sums = [_by_order(group).sort("key") for group in several]
    if len(several) < 2 or all(other.equals(sums[0]) for other in sums[1:]):
        return several[0] if several else []
    file = several[0][0].body.table.file
    choices = [Choice(_name(group[0])) for group in several]
    own = replace(answers.about(file, None), file=file)
    chosen = own.ask(QuestionCode.LINES_MONEY, choices, "amount", columns=[choice.choice for choice in choices])
    return next(group for group in several if _name(group[0]) == chosen)


def _comparable(lines: Sequence[LinesTable]) -> list[LinesTable]:
    first = next((table for table in lines if table.has_amounts), None)
    return [table for table in lines if first and table.has_amounts and table.body.headers == first.body.headers]


def _name(table: LinesTable) -> str:
    return table.body.table.sheet or table.body.table.file


def _by_order(lines: Sequence[LinesTable]) -> pl.DataFrame:
    """One row per order number: key, amount of its lines at the most decimals."""
    parts = [
        table.frame.filter("counts").select("key", pl.col("amount") * 10 ** (MOST_DECIMALS - table.decimals))
        for table in lines
    ]
    return pl.concat(parts).group_by("key").agg(pl.col("amount").sum())


def _compared(
    heads: Sequence[OrdersTable], money: list[LinesTable], lines: list[LinesTable], answers: Answers
) -> tuple[list[LinesTable], list[LinesTable]]:
    """Whether lines add up to their orders: told; far apart in all, it is asked which of them is the money."""
    stated = pl.concat([_used_totals(table) for table in heads]).group_by("key").agg(pl.col("total").sum())
    both = stated.join(_by_order(money), on="key", how="inner")
    differ = both.filter(pl.col("total") != pl.col("amount")).height
    decimals = max(table.decimals for table in (*heads, *money))
    scale = 10 ** (MOST_DECIMALS - decimals)
    total, summed = (Money(int(both[name].sum()) // scale, decimals) for name in ("total", "amount"))
    files = {"file": money[0].body.table.file, "other": heads[0].body.table.called}
    counts = {"rows": differ, "of": both.height, "amount": total, "sum": summed}
    if not differ:
        return [], _noting(lines, money[0], NoteCode.LINES_AGREE, **files, **counts)
    if _far_apart(total, summed):
        own = replace(answers.about(files["file"], None), file=files["file"])
        if own.ask(QuestionCode.LINES_OR_ORDERS, ("orders", "lines"), "amount", **files, **counts) == "lines":
            return money, lines
    return [], _noting(lines, money[0], NoteCode.LINES_DIFFER, **files, **counts)


def _far_apart(total: Money, summed: Money) -> bool:
    small, large = sorted((abs(total.minor), abs(summed.minor)))
    return large > small * _FAR_APART or total.minor * summed.minor < 0


def _used_totals(table: OrdersTable) -> pl.DataFrame:
    scaled = pl.col("amount") * 10 ** (MOST_DECIMALS - table.decimals)
    keyed = table.frame.with_columns(keys(table.frame["order_id"]))
    return keyed.filter(pl.col("reason").is_null() & pl.col("key").is_not_null()).select("key", scaled.alias("total"))


def _noting(lines: list[LinesTable], one: LinesTable, code: NoteCode, **values: object) -> list[LinesTable]:
    note = Note(code, {**values, "file": one.body.table.called})
    return [replace(table, notes=(*table.notes, note)) if table is one else table for table in lines]


def _with_texts(table: OrdersTable, lines: Sequence[LinesTable]) -> OrdersTable:
    """Product and category of an order's first line, where the order itself names none."""
    frame = table.frame.with_columns(keys(table.frame["order_id"]))
    for name in LINE_TEXTS:
        said = [
            part.frame.filter(pl.col("reason").is_null()).select("key", name) for part in lines if name in part.frame
        ]
        if not said:
            continue
        first = pl.concat(said).drop_nulls().unique("key", keep="first").rename({name: "of_line"})
        frame = frame.join(first, on="key", how="left", maintain_order="left")
        own = [name] if name in table.frame.columns else []
        frame = frame.with_columns(pl.coalesce(*own, "of_line").alias(name)).drop("of_line")
    return replace(table, frame=frame.drop("key"))


def _check_lines(table: OrdersTable, used: pl.DataFrame, lines: LinesTable, answers: Answers) -> None:
    """More than one in twenty orders without a line is a doubt: the lines of a time may be missing."""
    alone = used.filter(pl.col("amount").is_null())
    if alone.height > UNREADABLE_SHARE * used.height:
        file = table.body.table.file
        example = alone["order_id"].drop_nulls().head(1).to_list()
        values = {"rows": alone.height, "of": used.height, "other": lines.body.table.called}
        own = replace(answers.about(file, None), file=file)
        own.ask(QuestionCode.WITHOUT_LINES, ("set_aside",), "amount", **values, example=example[0] if example else "")


def _with_amounts(table: OrdersTable, money: Sequence[LinesTable], answers: Answers) -> OrdersTable:
    """The orders with the sums of their lines; further rows of one order are worth nothing more."""
    decimals = max(part.decimals for part in money)
    sums = _by_order(money).with_columns(pl.col("amount") // 10 ** (MOST_DECIMALS - decimals))
    frame = table.frame.drop("amount", COST, strict=False).with_columns(keys(table.frame["order_id"]))
    frame = frame.join(sums, on="key", how="left", maintain_order="left")
    used = pl.col("reason").is_null()
    _check_lines(table, frame.filter(used), money[0], answers)
    again = used & ~pl.struct("key", *_ONE_ORDER, used).is_first_distinct() & pl.col("key").is_not_null()
    frame = frame.with_columns(pl.when(again).then(0).otherwise("amount").alias("amount"))
    unpaid = (
        pl.when(pl.col("amount").is_null()).then(pl.coalesce("reason", pl.lit(SetAside.NO_LINES))).otherwise("reason")
    )
    currencies = {part.currency for part in money} - {None}
    currency = currencies.pop() if len(currencies) == 1 else table.currency
    notes = tuple(note for note in table.notes if note.code not in {NoteCode.NO_AMOUNTS, NoteCode.EMPTY_AMOUNTS})
    frame = frame.with_columns(unpaid.alias("reason")).drop("key")
    return replace(table, frame=frame, decimals=decimals, currency=currency, notes=notes)
