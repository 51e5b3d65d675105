"""First and last names in two columns are one name, where nothing else says who bought."""

from dataclasses import replace

import polars as pl

from retention_core.ingest.table.column_recognition import by_headers
from retention_core.ingest.table.header_location import TableBody

_NAMES_ONLY = 3


def with_full_names(body: TableBody) -> TableBody:
    """The table with a column of whole names behind the others, where customers have no number, e-mail or account."""
    found = by_headers(body)
    first, last = found["first_name"], found["last_name"]
    if not first or not last or any(tier < _NAMES_ONLY for tier, _ in found["customer_id"]):
        return body
    if any(at not in {first[0][1], last[0][1]} for tier, at in found["customer_id"] if tier == _NAMES_ONLY):
        return body
    parts = [pl.col(first[0][1]), pl.col(last[0][1])]
    whole = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    cells = body.cells.with_columns(
        pl.when(pl.any_horizontal(part.is_not_null() for part in parts)).then(whole).alias(str(body.cells.width))
    )
    header = f"{body.header(first[0][1])} + {body.header(last[0][1])}"
    return replace(body, cells=cells, headers=(*body.headers, header), named=(*body.named, "customer name"))
