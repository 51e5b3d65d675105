"""What was given back of single lines of orders whose total stands on each line: it comes off the total once."""

import polars as pl

from retention_core.kernel.reading_codes import SetAside

_LEAST_ORDERS = 2
_LOWERS = (SetAside.CANCELLED, SetAside.REFUNDED)


def before_refunds(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per line, with amounts before anything was given back; lines given back whole are in use again.

    A whole line's refund is no whole order's: which orders came to nothing shows when all lines are added up.
    """
    whole = (pl.col("reason") == SetAside.REFUNDED) & (pl.col("given_back") > 0) & (pl.col("amount") >= 0)
    return frame.with_columns(
        pl.when(whole).then(None).otherwise("reason").alias("reason"),
        (pl.col("amount") + pl.col("given_back")).alias("amount"),
    )


def less_refunds(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per line; totals stand on the first, less what was given back of all lines; orders left with nothing out.

    Lines that were cancelled are out of use, but what was given back for them was part of the total.
    """
    back = _of_orders(frame)
    joined = frame.join(back, on="order_id", how="left", maintain_order="left")
    used = pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    first = used & pl.int_range(pl.len()).is_in(_first_rows(frame).to_list())
    left = joined.with_columns(
        pl.when(first).then(pl.col("amount") - pl.col("back").fill_null(0)).otherwise("amount").alias("amount")
    )
    rest = pl.col("amount").filter(first).sum().over("order_id")
    nothing = used & (pl.col("back") > 0) & (rest <= 0)
    return left.with_columns(
        pl.when(nothing).then(pl.lit(SetAside.REFUNDED)).otherwise("reason").alias("reason")
    ).select(frame.columns)


def _first_rows(frame: pl.DataFrame) -> pl.Series:
    used = frame.with_row_index("at").filter(pl.col("reason").is_null() & pl.col("order_id").is_not_null())
    return used.filter(pl.col("order_id").is_first_distinct())["at"]


def _of_orders(frame: pl.DataFrame) -> pl.DataFrame:
    """Order number -> what was given back of it: of its lines together, or once where it stands on each of them."""
    lowers = pl.col("reason").is_null() | pl.col("reason").is_in(list(_LOWERS))
    lines = frame.filter(lowers & pl.col("order_id").is_not_null())
    by_order = lines.group_by("order_id").agg(
        pl.col("given_back").sum().alias("back"),
        pl.col("given_back").max().alias("once"),
        pl.col("given_back").n_unique().alias("different"),
        pl.col("amount").max().alias("total"),
        pl.len().alias("lines"),
    )
    several = by_order.filter((pl.col("back") > 0) & (pl.col("lines") > 1))
    repeats = not several.is_empty() and bool((several["different"] == 1).all())
    repeats &= several.height >= _LEAST_ORDERS or bool((several["back"] > several["total"]).all())
    return by_order.select("order_id", pl.col("once" if repeats else "back").alias("back"))
