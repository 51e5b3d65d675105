"""How files were read, in a line."""

from retention_core.i18n import speech
from retention_core.ingest import File, read_files
from ui.upload.reading_result import read_as

ENGLISH = b"customer,date,amount\nAnn,2024-01-05,5\nBob,2024-01-06,6\n"
GERMAN = b"Kunde,Datum,Betrag\nCy,2024-02-05,5\nDan,2024-02-06,6\n"


def test_one_way_of_writing_is_told_header_by_header() -> None:
    said = read_as(read_files([File("a.csv", content=ENGLISH)]), speech("en"))
    assert said.startswith("Read as:") and "customer = " in said


def test_of_files_with_other_headers_only_the_names_are_told() -> None:
    reading = read_files([File("a.csv", content=ENGLISH), File("b.csv", content=GERMAN)])
    assert read_as(reading, speech("en")) == "Read together: a.csv; b.csv."
