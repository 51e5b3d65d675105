"""Numbers customers once, in sorted id order, the fast way: a prefix and a number need no sorting."""

import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.ingest.columns.customer_ids import read_ids
from retention_core.ingest.inputs.cells import trimmed

_NUMBERED = re.compile(r"^(\D*)(\d{1,15})$")
_ROOM_PER_ROW = 8


class NotPlain(Exception):  # noqa: N818 - not an error: the careful way takes over
    """Something in the file needs the careful way."""


@dataclass(frozen=True)
class Coded:
    """The code of every row, and the customers: one row each, in sorted id order."""

    codes: pl.Series
    customers: pl.DataFrame


def prefix_of(sample: pl.Series) -> str | None:
    """What stands before the number in every id of a sample; None: the ids are no prefix and number."""
    found = {
        match.group(1) if (match := _NUMBERED.match(text)) else None for text in sample.drop_nulls().unique().to_list()
    }
    return found.pop() if len(found) == 1 else None


def customer_key(sample: pl.Series, column: str) -> tuple[pl.Expr, str]:
    """What to read of the customer column: the number behind the prefix, or the text itself."""
    prefix = prefix_of(sample)
    if prefix is None:
        return pl.col(column), "text"
    return pl.when(pl.col(column).str.starts_with(prefix)).then(pl.col(column).str.slice(len(prefix))).cast(
        pl.Int64
    ), "number"


def coded(read: dict[str, pl.Series], sample: pl.Series) -> Coded:
    """Codes and customers of the rows; NotPlain where ids need a closer look."""
    if "number" not in read:
        return _coded_texts(read.pop("text"))
    prefix = prefix_of(sample) or ""
    numbers, lengths = read.pop("number"), read.pop("length")
    if numbers.null_count() or numbers.min() < 0 or numbers.max() > _ROOM_PER_ROW * len(numbers) + 10_000_000:  # type: ignore[operator]
        raise NotPlain
    if not prefix and numbers.min() == 0:  # 0 may be nobody
        raise NotPlain
    width = _width(lengths - len(prefix.encode()), numbers)
    return _coded_numbers(numbers.to_numpy(), prefix, width)


def _width(digits: pl.Series, numbers: pl.Series) -> int | None:
    """The common number of digits; None: each number is written without leading zeros."""
    if digits.min() == digits.max():
        return int(digits.max())  # type: ignore[arg-type]
    needed = numbers.cast(pl.Float64).clip(1).log10().floor().cast(pl.UInt8) + 1
    if not (needed == digits).all():
        raise NotPlain
    return None


def _coded_numbers(numbers: np.ndarray, prefix: str, width: int | None) -> Coded:
    present = np.zeros(int(numbers.max()) + 1, dtype=bool)
    present[numbers] = True
    distinct = np.flatnonzero(present)
    texts = pl.Series(distinct).cast(pl.String)
    ids = (pl.Series([prefix]) + (texts.str.zfill(width) if width else texts)).alias("customer_id")
    rank = np.arange(distinct.size, dtype=np.uint32)
    if width is None:
        order = ids.arg_sort().to_numpy()
        rank[order] = np.arange(distinct.size, dtype=np.uint32)
        ids = ids.gather(order)
    code_of = np.zeros(present.size, dtype=np.uint32)
    code_of[distinct] = rank
    return Coded(pl.Series("customer_code", code_of[numbers]), ids.to_frame())


def _coded_texts(texts: pl.Series) -> Coded:
    if texts.null_count():
        raise NotPlain
    if texts.is_in(["0", "-1"]).any():  # they may be nobody
        raise NotPlain
    ids = texts.to_frame("customer_id").lazy().unique().sort("customer_id").collect(engine="streaming")
    _check_plain(ids["customer_id"])
    numbered = ids.with_row_index("customer_code")
    rows = texts.to_frame("customer_id").lazy()
    joined = rows.join(numbered.lazy(), on="customer_id", how="left", maintain_order="left").select("customer_code")
    return Coded(joined.collect(engine="streaming")["customer_code"], ids)


def _check_plain(ids: pl.Series) -> None:
    """Ids that the careful way would change (blanks around, two spellings, damage) go that way."""
    same = ids.to_frame("id").select((trimmed("id") == pl.col("id")).all()).item()
    read = read_ids(ids, "")
    if not same or read.damaged.any() or not read.values.equals(ids.rename("customer_id"), null_equal=True):
        raise NotPlain
