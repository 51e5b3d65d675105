"""Your data: any spreadsheet to a Workbook that can be trusted, or one question, or a refusal that says why."""

from retention_core.ingest.book.row_ledger import clean_orders, set_aside_table, totals
from retention_core.ingest.inputs.answers import Answer, File
from retention_core.ingest.reading import read_files, with_unique_names
from retention_core.ingest.words.clean_fields import FIELDS, Fields

__all__ = [
    "FIELDS",
    "Answer",
    "Fields",
    "File",
    "clean_orders",
    "read_files",
    "set_aside_table",
    "totals",
    "with_unique_names",
]
