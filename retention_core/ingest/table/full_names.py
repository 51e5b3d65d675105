"""First and last names in two columns are one name, where nothing else says who bought."""

from dataclasses import replace

import polars as pl

from retention_core.ingest.table.header_location import TableBody

_SOMEBODY = 0.5


def with_full_names(body: TableBody) -> TableBody:
    """The table with a column of whole names behind the others, where customers have no number, e-mail or account."""
    first, last = body.seen.best("first_name"), body.seen.best("last_name")
    if not first or not last or any(at not in {first, last} for at in body.seen.ranked("customer_id", _SOMEBODY)):
        return body
    parts = [pl.col(first), pl.col(last)]
    whole = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    cells = body.cells.with_columns(
        pl.when(pl.any_horizontal(part.is_not_null() for part in parts)).then(whole).alias(str(body.cells.width))
    )
    header = f"{body.header(first)} + {body.header(last)}"
    return replace(body, cells=cells, headers=(*body.headers, header), named=(*body.named, "customer name"))
