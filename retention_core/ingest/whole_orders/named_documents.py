"""Credit notes and corrections that name the invoice they lower: they belong to it, and are no orders of their own."""

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.reading_codes import SetAside

_MOST_NAMING, _MOSTLY, _LEAST_DIFFERENT = 0.4, 0.9, 2
_NO_NUMBERS = ("customer_id", "ordered_on", "amount", "quantity", "currency", "status", "name")


def with_named_documents(frame: pl.DataFrame, body: TableBody, columns: Columns) -> pl.DataFrame:
    """One row per row of the file; those below zero that name another row's number get that number.

    An order that is left with nothing is none, as where an order and its refund have one number.

    Which columns those are the cells tell: numbers that stand once, and a column, blank on most rows, that holds
    nothing but some of them.
    """
    if columns.platform or "amount" not in frame.columns or not (frame["amount"] < 0).any():
        return frame
    number, named = _numbers(body, columns)
    if number is None or named is None:
        return frame
    lowers = ((frame["amount"] < 0) & named.is_not_null()).fill_null(value=False)
    if not lowers.any():
        return frame
    return _without_nothing_left(frame.with_columns(number.zip_with(~lowers, named).alias("order_id")), lowers)


def _without_nothing_left(frame: pl.DataFrame, lowers: pl.Series) -> pl.DataFrame:
    """Invoices that were taken back whole are set aside with what took them back; the others keep the rest."""
    used = pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    rest = pl.col("amount").filter(used).sum().over("order_id")
    undone = used & (rest == 0) & pl.lit(lowers).any().over("order_id")
    reason = pl.when(undone).then(pl.lit(SetAside.REFUNDED)).otherwise("reason").alias("reason")
    return _on_its_day(frame, lowers).with_columns(frame.select(reason)["reason"])


def names_documents(body: TableBody, columns: Columns) -> bool:
    """Whether some rows may name another row's document, as far as the rows at hand and the headers tell."""
    return "credit_note" in body.seen.all_concepts or _numbers(body, columns, least=1)[0] is not None


def _on_its_day(frame: pl.DataFrame, lowers: pl.Series) -> pl.DataFrame:
    """What lowers an invoice does so on the invoice's day, as money in a column of refunds does."""
    of_order = frame.filter(~lowers & pl.col("reason").is_null() & pl.col("ordered_on").is_not_null())
    days = of_order.unique("order_id", keep="first").select("order_id", pl.col("ordered_on").alias("its_day"))
    joined = frame.join(days, on="order_id", how="left", maintain_order="left")
    its = pl.when(pl.lit(lowers)).then(pl.coalesce("its_day", "ordered_on")).otherwise("ordered_on")
    return joined.with_columns(its.alias("ordered_on")).drop("its_day")


def _numbers(
    body: TableBody, columns: Columns, least: int = _LEAST_DIFFERENT
) -> tuple[pl.Series | None, pl.Series | None]:
    """The column of documents' own numbers, and the one that names others."""
    taken = {columns[name] for name in _NO_NUMBERS if name in columns}
    free = [at for at in body.cells.columns if at not in taken]
    own = [at for at in free if _stands_once(body.cells[at])]
    pairs = ((one, other) for one in own for other in free if one != other)
    found = next(((one, other) for one, other in pairs if _names(body.cells[other], body.cells[one], least)), None)
    return (body.cells[found[0]], body.cells[found[1]]) if found else (None, None)


def _stands_once(cells: pl.Series) -> bool:
    filled = cells.drop_nulls()
    return len(filled) > _MOSTLY * len(cells) and filled.n_unique() > _MOSTLY * len(filled)


def _names(cells: pl.Series, numbers: pl.Series, least: int) -> bool:
    filled = cells.drop_nulls()
    if filled.n_unique() < least or len(filled) > _MOST_NAMING * len(cells):
        return False
    return float(filled.is_in(numbers.drop_nulls().implode()).mean() or 0) >= _MOSTLY  # type: ignore[arg-type]
