"""Whether values differ from each other, the cheap way first: most order numbers only ever grow."""

import polars as pl


def all_different(ids: pl.Series) -> bool:
    """Whether no two rows hold the same; a row that holds nothing is like another one."""
    return not ids.null_count() and (growing(ids) or ids.n_unique() == len(ids))


def growing(ids: pl.Series) -> bool:
    """Whether the ids are numbers, each above the one before: 007 and 7 are no two such."""
    if ids.head(1).cast(pl.Int64, strict=False).null_count():
        return False
    numbers = ids.cast(pl.Int64, strict=False)
    return not numbers.null_count() and bool((numbers.diff().slice(1) > 0).all())


def shared(frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """One row per row of the frame whose value of a field stands on another row too; nothing is no value."""
    filled = frame.filter(pl.col(field).is_not_null()) if frame[field].null_count() else frame
    return filled.clear() if all_different(filled[field]) else filled.filter(pl.col(field).is_duplicated())
