"""Tables made ready to look at: units, decimals, codes in words, headers. Nothing here decides what a number is."""

from collections.abc import Callable, Hashable, Mapping, Sequence

import polars as pl

from ui.session import session


def headed(table: pl.DataFrame, headers: Mapping[str, str]) -> pl.DataFrame:
    """The table with its headers in words."""
    say = session.speech().say
    return table.rename({name: say(words) for name, words in headers.items() if name in table.columns})


def in_exact_money(table: pl.DataFrame, decimals: int, *columns: str) -> pl.DataFrame:
    """Columns of minor units as exact decimal numbers, so that a downloaded column adds up to the last digit."""
    unit = pl.lit(10**decimals).cast(pl.Decimal(38, 0))
    return table.with_columns(pl.col(name).cast(pl.Decimal(38, decimals)) / unit for name in columns)


def in_whole_money(table: pl.DataFrame, decimals: int, *columns: str) -> pl.DataFrame:
    """Columns of minor units, calculated ones too, as whole money: what charts draw."""
    return table.with_columns(pl.col(name) / 10**decimals for name in columns)


def rounded(table: pl.DataFrame, places: int, *columns: str) -> pl.DataFrame:
    """Columns to so many places; without any named, all that are no whole numbers."""
    return table.with_columns(pl.col(list(columns) if columns else [pl.Float64]).round(places))


def in_whole_numbers(table: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Columns rounded to whole numbers; those that the table lacks are passed over."""
    return table.with_columns(pl.col(name).round(0).cast(pl.Int64) for name in columns if name in table.columns)


def in_percent(table: pl.DataFrame, places: int, *columns: str) -> pl.DataFrame:
    """Columns of shares as percent to so many places: 0.7 as 70, a whole number where there are none."""
    percent = pl.col(*columns).mul(100).round(places)
    return table.with_columns(percent if places else percent.cast(pl.Int64))


def in_words(table: pl.DataFrame, words: Mapping[str, str], *columns: str) -> pl.DataFrame:
    """Columns of codes with their words in place of them; codes without words, and nulls, are null."""
    codes = pl.col(*columns).replace_strict(words, default=None, return_dtype=pl.String)
    return table.with_columns(codes) if words else table.with_columns(pl.lit(None, pl.String).alias(n) for n in columns)


def with_some_words(table: pl.DataFrame, words: Mapping[str, str]) -> pl.DataFrame:
    """Texts of all columns with their words in place of them; texts without words stay as they are."""
    return table.with_columns(pl.col(pl.String).replace(words))


def with_words(table: pl.DataFrame, name: str, said: Sequence[str | None]) -> pl.DataFrame:
    """The table with a column of words, one for each row, in place of one of that name or behind the others."""
    return table.with_columns(pl.Series(name, said, dtype=pl.String))


def named(table: pl.DataFrame, name: str, said: Sequence[str]) -> pl.DataFrame:
    """The same with the column of words in front."""
    return table.select(pl.Series(name, said, dtype=pl.String), pl.exclude(name))


def with_sentences(rows: pl.DataFrame, name: str, columns: Sequence[str], say: Callable[..., Hashable]) -> pl.DataFrame:
    """The rows with a sentence in place of the columns that it is made of; alike ones are worded once."""
    different = rows.select(columns).unique()
    said = [say(*row) for row in different.rows()]
    worded = different.with_columns(pl.Series(name, said, dtype=pl.String))
    return rows.join(worded, on=columns, how="left", nulls_equal=True, maintain_order="left").drop(columns)
