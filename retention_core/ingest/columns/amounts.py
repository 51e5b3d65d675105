"""A column of amounts. The decimal mark is decided over all of it; each cell is read exactly or not at all."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl

from retention_core.ingest.inputs.answers import Answers, Hint, no_hint
from retention_core.ingest.inputs.limits import LARGEST_AMOUNT
from retention_core.ingest.words.currencies import ALONGSIDE, SIGNS, WITHOUT_HUNDREDTHS, code_of
from retention_core.ingest.words.date_formats import DIGITS
from retention_core.kernel.quantities import MOST_DECIMALS
from retention_core.kernel.questions import Choice, Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode

POINT, COMMA = "point", "comma"
_MARK = {POINT: ".", COMMA: ","}
_WORD = r"([^\d\s.,'()+\-][^\d\s()+\-]{0,5})"
_CELL = (
    rf"^([(\-+]*)\s*{_WORD}?\s*([(\-+]*)\s*([0-9][0-9.,' ]*|[.,][0-9]+)(e[+-]?[0-9]+)?\s*([)+\-]*)"
    rf"\s*(?:{_WORD}\s*)?([)+\-]*)\s*(cr|dr)?\.?\s*([)+\-]*)$"
)
_HYPHENS = r"[\u2010-\u2015\u2212]"


@dataclass(frozen=True)
class Amounts:
    """A column read as amounts: Int64 minor units at `decimals`, null where empty or unreadable."""

    minor: pl.Series
    decimals: int
    mark: str | None = None
    currency: str | None = None
    notes: tuple[Note, ...] = ()
    signs: pl.Series | None = None


def read_amounts(cells: pl.Series, answers: Answers, field: str, *, hint: Hint = no_hint) -> Amounts:
    """The amounts of a column; asks where the column leaves the decimal mark open."""
    texts = cells.drop_nulls().value_counts(name="n").rename({cells.name: "text"})
    parts = _parts(texts)
    parts = _each_by_itself(_with_credit(parts, answers, field))
    mark = _mark(parts, answers, field, hint)
    read, decimals, rounded = _minor(_canonical(parts, mark or POINT))
    minor = cells.replace_strict(read["text"], read["minor"], default=None, return_dtype=pl.Int64).alias(field)
    signs = _signs(cells, parts) if parts["sign"].n_unique() > 1 or parts["sign"].null_count() < parts.height else None
    return Amounts(minor, decimals, mark, _currency(parts), _notes(mark, rounded, decimals, field, answers), signs)


def _tidy(text: pl.Expr) -> pl.Expr:
    # Small raised digits stand for hundredths on price tags: they must not join the digits before them.
    plain = text.str.replace_all(r"(\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]", "$1?").str.normalize("NFKC")
    plain = plain.str.replace_many(list(DIGITS), list("0123456789" * 4)).str.replace_all(_HYPHENS, "-")
    plain = plain.str.replace_many(
        ["’", "‘", "´", "`", "٫", "٬", "，", "．", "[", "]", "<", ">"],
        ["'", "'", "'", "'", ".", ",", ",", ".", "(", ")", "(", ")"],
    )
    plain = plain.str.replace_all(r"[\s\u200e\u200f\u061c]+", " ").str.strip_chars().str.to_lowercase()
    plain = plain.str.replace(r"^(?:[▲△▼▽]|minus\s)\s*", "-").str.replace(r"^'", "")
    plain = plain.str.replace(r"([a-z]{1,3}) \$", "${1}$$")
    return plain.str.replace(r"(\d)[.,]-{1,2}(\s|\p{L}|$)", "$1$2")


def _parts(texts: pl.DataFrame) -> pl.DataFrame:
    """One row per written form: sign, number and what surrounds it; `number` is null where it is no amount."""
    names = ("open1", "word1", "open2", "number", "power", "close1", "word2", "close2", "side", "close3")
    split = texts.with_columns(_tidy(pl.col("text")).alias("tidy"))
    found = split.with_columns(pl.col("tidy").str.extract_groups(_CELL).alias("g")).unnest("g")
    found = found.rename({str(at + 1): name for at, name in enumerate(names)})
    minus = pl.concat_str(pl.col("open1", "open2", "close1", "close2", "close3").fill_null(""))
    side = pl.coalesce("side", pl.when(pl.col("word2").is_in(["cr", "dr"])).then(pl.col("word2")))
    sign = pl.coalesce("word1", pl.when(~pl.col("word2").is_in(["cr", "dr"])).then(pl.col("word2")))
    known = sign.is_null() | sign.is_in(list(SIGNS)) | sign.str.contains(r"^\p{Sc}$")
    both = pl.concat_list("word1", "word2").list.join(" ")
    good = known & (pl.col("word1").is_null() | (sign == pl.coalesce("word2", sign)) | both.is_in(list(ALONGSIDE)))
    sign = pl.when(both.is_in(list(ALONGSIDE))).then("word2").otherwise(sign)
    return found.select(
        "text", "n",
        pl.when(good).then(pl.col("number").str.strip_chars(" ")).alias("number"),
        pl.col("power").str.strip_chars_start("e").cast(pl.Int64, strict=False).alias("power"),
        (minus.str.contains("-", literal=True) != minus.str.contains("(", literal=True)).alias("minus"),
        sign.alias("sign"), side.alias("side"),
    )  # fmt: skip


def _with_credit(parts: pl.DataFrame, answers: Answers, field: str) -> pl.DataFrame:
    """CR and DR behind amounts mean opposite things in different books: asked about."""
    sided = parts.filter(pl.col("side").is_not_null())
    if not sided.height:
        return parts
    chosen = answers.ask(
        QuestionCode.CREDIT_DEBIT,
        ("credit_in", "debit_in"),
        field,
        rows=int(sided["n"].sum()),
        example=sided["text"][0],
    )
    out = "dr" if chosen == "credit_in" else "cr"
    return parts.with_columns((pl.col("minus") != (pl.col("side") == out).fill_null(value=False)).alias("minus"))


def _each_by_itself(parts: pl.DataFrame) -> pl.DataFrame:
    """Numbers of two marks, each with two decimals (7.00 beside 12,00), are clear one by one: all get the point."""
    told = parts.with_columns(_evidence().alias("way"))
    marked = told.filter(pl.col("number").is_not_null() & pl.col("way").is_not_null())
    hundredths = marked.select(pl.col("number").str.contains(r"^\d+[.,]\d\d$").all()).item()
    if not hundredths or set(marked["way"]) != {POINT, COMMA}:
        return parts
    point = pl.col("number").str.replace(",", ".", literal=True)
    return told.with_columns(pl.when(pl.col("way") == COMMA).then(point).otherwise("number").alias("number")).drop(
        "way"
    )


def _mark(parts: pl.DataFrame, answers: Answers, field: str, hint: Hint) -> str | None:
    """The decimal mark of a column; None: no cell has one."""
    ways = parts.filter(pl.col("number").is_not_null()).select("text", "n", _evidence().alias("way"))
    votes = {way: int(n) for way, n in ways.group_by("way").agg(pl.col("n").sum()).iter_rows() if way}
    point, comma = votes.get(POINT, 0), votes.get(COMMA, 0)
    if (point or comma) and min(point, comma) * 100 <= max(point, comma):
        return decided_mark(POINT if point > comma else COMMA, answers, field)
    open_ = votes.get("open", 0)
    if not (point or comma or open_):
        return None
    if not (point or comma) and parts["sign"].is_in(list(WITHOUT_HUNDREDTHS)).fill_null(value=False).all():
        return COMMA if ways.filter(pl.col("way") == "open")["text"].str.contains(r"[.．]\d").all() else POINT
    if not (point or comma) and (hinted := hint()):
        return decided_mark(hinted, answers, field)
    return _asked_mark(ways, answers, field)


def decided_mark(found: str, answers: Answers, field: str) -> str:
    """The decimal mark as it was found, or as the user says."""
    return answers.decide(QuestionCode.DECIMAL_MARK, found, tuple(_MARK), field)


def _asked_mark(ways: pl.DataFrame, answers: Answers, field: str) -> str:
    shown = ways.filter(pl.col("way") == "open").sort("n", descending=True)
    shown = shown if shown.height else ways.filter(pl.col("way").is_not_null())
    return answers.ask(
        QuestionCode.DECIMAL_MARK,
        tuple(Choice(m) for m in _MARK),
        field,
        example=shown["text"][0],
        rows=int(shown["n"].sum()),
    )


def _evidence() -> pl.Expr:
    """What a number says about the decimal mark: point, comma, open (1.234), or nothing (1234)."""
    number = pl.col("number").str.replace_all(r"[' ]", "")
    dots, commas = number.str.count_matches(".", literal=True), number.str.count_matches(",", literal=True)
    after = (
        number.str.len_chars().cast(pl.Int64)
        - 1
        - pl.max_horizontal(
            number.str.find(".", literal=True).fill_null(0), number.str.find(",", literal=True).fill_null(0)
        ).cast(pl.Int64)
    )
    grouped = number.str.contains(r"^[1-9]\d{0,2}[.,]\d{3}$")
    spaced = pl.col("number").str.contains(r"[' ]")
    both = (dots > 0) & (commas > 0)
    last_dot = number.str.contains(r"\.\d*$")
    one = (dots + commas) == 1
    return (
        pl.when((dots + commas) == 0).then(None)
        .when(both).then(pl.when(last_dot).then(pl.lit(POINT)).otherwise(pl.lit(COMMA)))
        .when(~one).then(pl.when(commas > 0).then(pl.lit(POINT)).otherwise(pl.lit(COMMA)))
        .when(grouped & ~spaced & (after == 3) & pl.col("power").is_null()).then(pl.lit("open"))
        .otherwise(pl.when(dots == 1).then(pl.lit(POINT)).otherwise(pl.lit(COMMA)))
    )  # fmt: skip


def _canonical(parts: pl.DataFrame, mark: str) -> pl.DataFrame:
    """Numbers with a point for decimals and nothing else; null where grouping is not as people write it."""
    point = _MARK[mark]
    group = "," if point == "." else "."
    escaped = rf"\{point}"
    shape = (
        rf"^(?:\d+|\d{{1,3}}(?:\{group}\d{{2,3}})*\{group}\d{{3}}|\d{{1,3}}(?:[' ]\d{{2,3}})*[' ]\d{{3}}"
        rf"|\d{{1,4}}(?:[' ]\d{{4}})+)?(?:{escaped}\d*)?$"
    )
    number = pl.col("number")
    plain = number.str.replace_all(rf"[{group}' ]", "").str.replace(point, ".", literal=True)
    fits = number.str.contains(shape) & number.str.contains(r"\d")
    return parts.with_columns(pl.when(fits).then(plain).alias("plain"))


def _minor(parts: pl.DataFrame) -> tuple[pl.DataFrame, int, int]:
    """Int64 minor units at the column's own number of decimals, and in how many rows more than six were rounded."""
    exact = (
        parts.with_columns(
            pl.struct("plain", "power")
            .map_elements(_decimal, return_dtype=pl.Struct({"units": pl.Int64, "rounded": pl.Boolean}))
            .alias("d")
        ).unnest("d")
        if _intricate(parts)
        else parts.with_columns(_units(), pl.lit(value=False).alias("rounded"))
    )
    decimals = _decimals(exact["units"])
    step = 10 ** (MOST_DECIMALS - decimals)
    units = pl.when("minus").then(-pl.col("units")).otherwise(pl.col("units")) // step
    rounded = int(exact.filter(pl.col("rounded"))["n"].sum() or 0)
    return exact.select("text", units.alias("minor")), decimals, rounded


def _intricate(parts: pl.DataFrame) -> bool:
    long = pl.col("plain").str.extract(r"\.(\d+)$").str.len_chars() > MOST_DECIMALS
    huge = pl.col("plain").str.extract(r"^(\d*)").str.len_chars() > 12
    return parts.select((long | huge | pl.col("power").is_not_null()).any()).item() or False


def _units() -> pl.Expr:
    whole = pl.col("plain").str.extract(r"^(\d*)").replace("", "0").cast(pl.Int64)
    part = pl.col("plain").str.extract(r"\.(\d*)$").fill_null("").str.pad_end(MOST_DECIMALS, "0").cast(pl.Int64)
    return (whole * 10**MOST_DECIMALS + part).alias("units")


def _decimal(cell: dict[str, object]) -> dict[str, object]:
    """Exact units of a long or scientific number; noise of binary fractions beyond nine digits is no decimal."""
    if cell["plain"] is None:
        return {"units": None, "rounded": False}
    power = int(cell["power"] or 0)  # type: ignore[call-overload]
    if abs(power) > 15:
        return {"units": None, "rounded": False}
    value = Decimal(str(cell["plain"]) or "0").scaleb(power)
    if value > LARGEST_AMOUNT:
        return {"units": None, "rounded": False}
    kept = value.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_EVEN)
    return {"units": int(kept.scaleb(MOST_DECIMALS)), "rounded": abs(kept - value) > Decimal("1e-9")}


def _decimals(units: pl.Series) -> int:
    return next((k for k in range(MOST_DECIMALS) if not (units % 10 ** (MOST_DECIMALS - k) != 0).any()), MOST_DECIMALS)


def _signs(cells: pl.Series, parts: pl.DataFrame) -> pl.Series:
    return cells.replace_strict(parts["text"], parts["sign"], default=None, return_dtype=pl.String).alias("sign")


def _currency(parts: pl.DataFrame) -> str | None:
    signs = parts["sign"].drop_nulls().unique().to_list()
    return code_of(signs[0]) if len(signs) == 1 else None


def _notes(mark: str | None, rounded: int, decimals: int, field: str, answers: Answers) -> tuple[Note, ...]:
    notes = [Note(NoteCode.DECIMAL_MARK, {"file": answers.file, "field": field, "mark": mark})] if mark else []
    if rounded:
        notes.append(
            Note(NoteCode.ROUNDED, {"file": answers.file, "field": field, "rows": rounded, "decimals": decimals})
        )
    return tuple(notes)
