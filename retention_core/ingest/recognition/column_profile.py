"""What the cells of a column look like, from a fixed sample: shapes, fill, distinct values, numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.ingest.words.cell_kinds import DAY, EMAIL, NUMBER
from retention_core.ingest.words.currencies import CODES

HEAD, TAIL, SPREAD = 2_000, 2_000, 6_000
_TWO, _NEARLY_ALL = 3, 0.95
SHAPES: Mapping[str, str] = {
    "day": DAY,
    "time": r"^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?$",
    "clock": r"\d{1,2}:\d{2}(?::\d{2})?",
    "number": NUMBER,
    "whole": r"^[-+]?\d+$",
    "negative": r"^\(?[-−–]\s?[\d\p{Sc}]",
    "decimal": r"\d[.,](?:[1-9]|\d{2,4})\D*$",
    "money": r"\p{Sc}|\b(?:EUR|USD|GBP|HUF|PLN|CZK|BRL|TRY|SEK|CHF|Ft|zł|Kč|kr|TL)\b",
    "currency": rf"(?i)^(?:{'|'.join(sorted(CODES))}|\p{{Sc}})$",
    "email": EMAIL,
    "phone": r"^\+?[\d(][\d\s().*/-]{5,}\d$",
    "uuid": r"(?i)^[0-9a-f]{8}-[0-9a-f]{4}-",
    "url": r"(?i)^(?:https?://|www\.)",
    "percent": r"^-?\d+(?:[.,]\d+)?\s?%$",
    "yesno": r"(?i)^(?:yes|no|y|n|true|false|t|f|0|1|ja|nein|nej|oui|non|si|sí|sim|não|igen|nem|tak|nie|ano|ne|nee|evet|hayır|да|нет|ya|tidak|có|không|是|否|はい|いいえ|예|아니오)$",  # noqa: E501
    "year": r"^(?:19|20)\d{2}$",
    "word": r"^\p{L}[\p{L}\p{M}' .&-]*$",
    "two_words": r"^\p{Lu}[\p{L}.'’-]*,? \p{L}",
    "letters": r"\p{L}",
    "code": r"^[A-Za-z]{0,4}[-_#. ]?\d+$",
    "serial": r"^(?:[234]\d{4}(?:\.\d+)?|(?:19|20)\d{10}(?:\d\d)?)$",
    "epoch": r"^1[0-9]{9}(?:[0-9]{3})?$",
    "month": r"(?i)^(?:(?:19|20)\d{2}[-/. ]?(?:0?[1-9]|1[0-2]|Q[1-4])|(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d{2}|\p{L}{3,10}[-/. ]'?(?:19|20)?\d{2})\.?$",  # noqa: E501
}


@dataclass(frozen=True)
class ColumnProfile:
    """What the sampled cells of a column look like.

    filled      share of rows with a cell                          0 to 1
    distinct    different values by filled cells                   0 to 1; 0 for an empty column
    values      number of different values
    shapes      share of filled cells with a shape, by its name    0 to 1
    length      mean length of filled cells                        signs
    rising      filled whole numbers grow from row to row          share of steps
    numbers     cells read roughly as numbers, nan where none; the rows of the sample
    """

    filled: float
    distinct: float
    values: int
    shapes: Mapping[str, float]
    length: float
    rising: float
    numbers: np.ndarray

    def share(self, shape: str) -> float:
        """Share of filled cells with a shape."""
        return self.shapes[shape]


def sampled(cells: pl.DataFrame) -> pl.DataFrame:
    """The fixed sample, rows of `cells`: the first and last 2,000, 6,000 evenly spread between; a small table whole."""
    if cells.height <= HEAD + TAIL + SPREAD:
        return cells
    between = np.linspace(HEAD, cells.height - TAIL - 1, SPREAD).astype(np.int64)
    rows = np.concatenate([np.arange(HEAD), between, np.arange(cells.height - TAIL, cells.height)])
    return cells[rows]


def profiles_of(cells: pl.DataFrame) -> tuple[ColumnProfile, ...]:
    """One profile per column of a sample."""
    if not cells.width:
        return ()
    told = _shapes(cells)
    return tuple(_profile(column, told.get(column.name)) for column in cells.iter_columns())


def _shapes(cells: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Per column: filled rows, different values, signs, and the share of each shape; each different cell once."""
    long = cells.unpivot(variable_name="column", value_name="cell").with_columns(pl.col("cell").str.strip_chars(" \t'"))
    counts = long.filter(pl.col("cell") != "").group_by("column", "cell").agg(pl.len().alias("rows"))
    looks = counts.with_columns(pl.col("cell").str.contains(pattern).alias(name) for name, pattern in SHAPES.items())
    looks = looks.with_columns((pl.col("decimal") & ~pl.col("day")).alias("decimal"))
    rows = pl.col("rows")
    told = looks.group_by("column").agg(
        rows.sum(),
        pl.len().alias("values"),
        ((pl.col("cell").str.len_chars() * rows).sum() / rows.sum()).alias("length"),
        *(((pl.col(name) * rows).sum() / rows.sum()).alias(name) for name in SHAPES),
    )
    return {row.pop("column"): row for row in told.iter_rows(named=True)}


def _profile(column: pl.Series, told: dict[str, float] | None) -> ColumnProfile:
    if told is None:
        nothing = np.full(len(column), np.nan)
        return ColumnProfile(0.0, 0.0, 0, dict.fromkeys(SHAPES, 0.0), 0.0, 0.0, nothing)
    numbers = _numbers(column) if told["number"] > 0.3 else np.full(len(column), np.nan)
    return ColumnProfile(
        filled=told["rows"] / len(column),
        distinct=told["values"] / told["rows"],
        values=int(told["values"]),
        shapes={name: told[name] for name in SHAPES} | {"yesno": told["yesno"] if _says_yes_or_no(told) else 0.0},
        length=told["length"],
        rising=_rising(numbers),
        numbers=numbers,
    )


def _says_yes_or_no(told: Mapping[str, float]) -> bool:
    """Whether cells are answers; nought on every row is a number like any other."""
    only_number = told["values"] == 1 and told["number"] == 1
    return told["values"] <= _TWO and told["yesno"] > _NEARLY_ALL and not only_number


def _numbers(column: pl.Series) -> np.ndarray:
    """Cells as floats, roughly: the last mark with one or two digits behind it (or four and more) parts decimals."""
    digits = pl.col("cell").str.replace_all(r"[^\d.,-]", "")
    comma = digits.str.contains(r",\d{1,2}$|,\d{4,}$")
    plain = (
        pl.when(comma)
        .then(digits.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .otherwise(digits.str.replace_all(",", "", literal=True))
    )
    frame = column.rename("cell").to_frame().select(plain.cast(pl.Float64, strict=False).alias("n"))
    return frame["n"].fill_null(float("nan")).to_numpy()


def _rising(numbers: np.ndarray) -> float:
    known = numbers[~np.isnan(numbers)]
    return float((np.diff(known) > 0).mean()) if len(known) > 2 else 0.0
