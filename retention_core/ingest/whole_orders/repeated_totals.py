"""Orders whose total stands on each of their lines: adding the lines up would count it several times."""

from collections.abc import Sequence

import polars as pl

from retention_core.ingest.columns.distinct_values import shared
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.whole_orders.money_of_lines import lines_have_own_money
from retention_core.ingest.whole_orders.refunds_of_lines import before_refunds, less_refunds
from retention_core.kernel.reading_codes import QuestionCode

_LEAST_ORDERS = 2
_KEY = ("order_id", "customer_id", "ordered_on")


def once_per_order(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.DataFrame:
    """One row per row of the frame; a repeated amount stays on the first line of its order and is 0 on the others.

    Only where the platform, the prices of the lines, or the user say that the total of an order repeats.
    """
    if "order_id" not in frame.columns or "amount" not in columns:
        return frame
    known = columns.platform is not None and columns.platform.repeats
    if not known and "line_id" in frame.columns:
        frame = _without_items(frame)
    elif not known and columns.platform:
        return frame
    before = frame if known else _before_refunds(frame)
    several = _several(before)
    if known:
        return _on_first_row(frame, _KEY) if _is_repeated(several, answers, known=True) else frame
    if several.height < _LEAST_ORDERS or several["different"].max() != 1:
        return frame
    known = _prices_differ(frame, body, columns) or lines_have_own_money(before, body, columns)
    if not _is_repeated(several, answers, known=known):
        return frame
    once = _on_first_row(before, _KEY)
    return once if before is frame else less_refunds(once)


def _before_refunds(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the totals before refunds, where only refunds of single lines make the lines of orders differ."""
    if "given_back" not in frame.columns or _several(frame)["different"].max() in (None, 1):
        return frame
    before = before_refunds(frame)
    return before if _several(before)["different"].max() == 1 else frame


def _prices_differ(frame: pl.DataFrame, body: TableBody, columns: Columns) -> bool:
    """Whether lines of one order have several prices and yet one amount, which then cannot be that of each line."""
    used = frame["reason"].is_null() & frame["order_id"].is_not_null()
    prices = [at for at in body.seen.ranked("unit_price", 0.0) if at != columns["amount"]]
    for at in prices:
        lines = pl.DataFrame({"order": frame["order_id"], "price": body.cells[at]})
        by_order = lines.filter(used & pl.col("price").is_not_null()).group_by("order").agg(pl.col("price").n_unique())
        if (by_order["price"] > 1).sum() >= _LEAST_ORDERS:
            return True
    return False


def _several(frame: pl.DataFrame) -> pl.DataFrame:
    """Orders with several lines in use: lines, how many different amounts, and the first one."""
    lines = pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    counted = pl.len().alias("lines"), pl.col("amount").n_unique().alias("different"), pl.col("amount").first()
    by_order = shared(frame.filter(lines), "order_id").group_by(_KEY).agg(*counted)
    return by_order.filter((pl.col("lines") > 1) & (pl.col("amount") != 0))


def _on_first_row(frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    used = frame.with_row_index("at").filter(pl.col("reason").is_null() & pl.col("order_id").is_not_null())
    further = pl.int_range(pl.len()).is_in(used.filter(~pl.struct(*key).is_first_distinct())["at"].to_list())
    return frame.with_columns(pl.when(further).then(0).otherwise("amount").alias("amount"))


def _without_items(frame: pl.DataFrame) -> pl.DataFrame:
    """An order whose first row names no item has its total there: the rows of its items add nothing to it."""
    number = pl.col("order_id")
    total = pl.col("line_id").is_null().first().over(number) & number.is_not_null()
    item = total & pl.col("line_id").is_not_null()
    return frame.with_columns(pl.when(item).then(0).otherwise("amount").alias("amount"))


def _is_repeated(several: pl.DataFrame, answers: Answers, *, known: bool) -> bool:
    if several.is_empty():
        return True
    values = {"rows": int(several["lines"].sum()), "orders": several.height, "example": several["order_id"][0]}
    choices = ("per_order", "per_line")
    if known:
        return answers.decide(QuestionCode.AMOUNT_REPEATS, "per_order", choices, "amount", **values) == "per_order"
    return answers.ask(QuestionCode.AMOUNT_REPEATS, choices, "amount", **values) == "per_order"
