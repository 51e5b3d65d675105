"""Customers as the file names them: to the letter, but for damage that splits or merges people."""

import math
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.recognition.state_meanings import is_nobody
from retention_core.ingest.words.cell_kinds import EMAIL
from retention_core.ingest.words.cell_words import EMPTY_MARKS
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

_DAMAGED = r"^\d(?:[.,]\d+)?[eE]\+\d{2}$"
# Bits that numbers would have to share by chance to be what is left of longer ones.
_LONG, _NO_CHANCE = r"^\d{17,22}$", 8
_LONGEST_NOBODY = 40
_NUMBERS, _MANY = ("0", "-1"), 0.05
_MANY_NAMES = 5
_PHONE = r"^[0-9]{7,15}$"
_KEPT_AS_TEXT = r"^'(\p{L}{0,4}[-_#]?\d[^']*|[-+=@＝＋－＠].*)'?$"
_POINT_ZERO = r"^-?\d+\.0+$"


@dataclass(frozen=True)
class Ids:
    """A column of customers: null where there is nobody; `damaged` marks numbers that Excel has cut to 4.01E+18."""

    values: pl.Series
    damaged: pl.Series
    notes: tuple[Note, ...] = ()


def read_ids(cells: pl.Series, file: str, field: str = "customer_id", *, numbers: bool = False) -> Ids:
    """The customers of a column. `numbers`: its cells may have been numbers, of which Excel keeps 15 digits."""
    texts = cells.drop_nulls().unique(maintain_order=True)
    known = (
        texts.filter(~texts.is_in([text for text in texts.to_list() if _nobody(text, cells)])) if len(texts) else texts
    )
    clean = known.to_frame("text").with_columns(_clean(pl.col("text")).alias("clean"))
    clean, notes = _one_spelling(_without_point_zero(clean), file, field)
    values = _as_cleaned(cells, clean, different=len(texts)).alias(field)
    damaged = _cut(values) if numbers else pl.repeat(value=False, n=len(cells), eager=True)
    if clean["clean"].str.contains(_DAMAGED).any():
        damaged = damaged | values.str.contains(_DAMAGED).fill_null(value=False)
    return Ids(values, damaged, notes)


def _nobody(text: str, cells: pl.Series) -> bool:
    """Whether a cell stands for nobody; long ones are never looked up. 0 may be a number like others: many have it."""
    if len(text) > _LONGEST_NOBODY or not (is_nobody(text) or text.lower() in EMPTY_MARKS):
        return False
    return text not in _NUMBERS or float((cells == text).mean() or 0) >= _MANY  # type: ignore[arg-type]


def with_guests(ids: pl.Series, contacts: pl.Series, kind: str = "email") -> pl.Series:
    """Customers with those who have no number and a contact beside it: the number that it has elsewhere, or itself.

    kind    "email" or "phone". Only where numbers are there at all: a table of guests alone names its customers in
            another column.
    """
    plain = contacts.str.strip_chars().str.to_lowercase()
    same = plain if kind == "email" else plain.str.replace_all(r"[^0-9]", "")
    frame = pl.DataFrame({"id": ids, "contact": same})
    shape = EMAIL if kind == "email" else _PHONE
    guests = (pl.col("id").is_null() & pl.col("contact").str.contains(shape)).fill_null(value=False)
    if not frame.select(guests.any()).item():
        return ids
    known = frame.drop_nulls().filter(pl.col("contact").str.contains(shape))
    known = known.group_by("contact").agg(pl.col("id").first().alias("known"))
    joined = frame.join(known, on="contact", how="left", maintain_order="left")
    named = pl.when(guests).then(pl.coalesce("known", "contact")).otherwise("id")
    return joined.select(named.alias(ids.name))[ids.name]


def shared_emails(ids: pl.Series, names: pl.Series) -> list[str]:
    """E-mails that are customers and stand beside many names: those of a marketplace or a till, not of a person."""
    both = pl.DataFrame({"id": ids, "name": names.str.strip_chars().str.to_lowercase()}).drop_nulls()
    mails = both.filter(pl.col("id").str.contains(EMAIL)).unique().group_by("id").len()
    return mails.filter(pl.col("len") >= _MANY_NAMES).sort("id")["id"].to_list()


def by_name(ids: pl.Series, names: pl.Series, shared: list[str]) -> pl.Series:
    """The customers with those behind shared e-mails by their names."""
    frame = pl.DataFrame({"id": ids, "name": names})
    named = pl.when(pl.col("id").is_in(shared)).then(pl.coalesce("name", "id")).otherwise("id")
    return frame.select(named.alias(ids.name))[ids.name]


def _as_cleaned(cells: pl.Series, clean: pl.DataFrame, *, different: int) -> pl.Series:
    """The cells in their clean spelling; as they are where that is every one's own."""
    if clean.height == different and (clean["text"] == clean["clean"]).all():
        return cells
    return cells.replace_strict(clean["text"], clean["clean"], default=None, return_dtype=pl.String)


def _cut(values: pl.Series) -> pl.Series:
    """Long numbers that all are what a number with 15 digits can hold: several customers may have become one."""
    long = values.str.contains(_LONG).fill_null(value=False)
    different = [int(text) for text in values.filter(long).unique().to_list()]
    chance = sum(math.log2(math.ulp(number)) for number in different)
    return long & (chance >= _NO_CHANCE and all(int(float(number)) == number for number in different))


def _clean(text: pl.Expr) -> pl.Expr:
    """Without the apostrophe that keeps a number, or what could be a formula, as text; .t Hart keeps its own."""
    return text.str.replace(_KEPT_AS_TEXT, "${1}").str.replace_all("\u200b|\ufeff", "")


def _without_point_zero(clean: pl.DataFrame) -> pl.DataFrame:
    """17850.0 is 17850: a number that went through a column with gaps."""
    plain = pl.col("clean").str.replace(r"\.0+$", "")
    return clean.with_columns(
        pl.when(pl.col("clean").str.contains(_POINT_ZERO)).then(plain).otherwise(pl.col("clean")).alias("clean")
    )


def _one_spelling(clean: pl.DataFrame, file: str, field: str) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """E-mails that differ in case, and letters composed in two ways, are one customer; the first spelling stays."""
    email = pl.col("clean").str.contains(EMAIL)
    key = pl.when(email).then(pl.col("clean").str.to_lowercase()).otherwise(pl.col("clean")).str.normalize("NFC")
    keyed = clean.with_columns(key.alias("key"))
    spelled = keyed.with_columns(pl.col("clean").first().over("key"))
    merged = clean["clean"].n_unique() - spelled["clean"].n_unique()
    notes = (Note(NoteCode.ONE_SPELLING, {"file": file, "field": field, "merged": merged}),) if merged else ()
    return spelled.drop("key"), notes
