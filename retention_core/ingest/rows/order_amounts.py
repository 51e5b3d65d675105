"""What each row of an orders table is worth: amounts as written, less what was given back, or quantity times price."""

from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.columns.amount_units import in_its_unit
from retention_core.ingest.columns.amounts import Amounts, read_amounts
from retention_core.ingest.columns.discounts import after_discount
from retention_core.ingest.columns.exact_arithmetic import Scaled, difference, product
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.columns.whole_currencies import mark_of_whole_currency
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.recognition.order_states import document_meanings
from retention_core.ingest.recognition.state_meanings import Meaning
from retention_core.ingest.rows.order_cells import among_orders, column_of
from retention_core.ingest.rows.refund_columns import is_another_column_before, paid_and_back, refunds_still_in
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number
from retention_core.ingest.words.cell_words import REFUND, equals_any
from retention_core.ingest.words.currencies import WITHOUT_CENTS
from retention_core.kernel.errors import Asking
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode, QuestionCode

_TAKEN, _SIGNS, _FEW = ("take_off", "leave"), ("below_zero", "as_written"), 0.5
_PIECES = (
    r"(?i)^x?\s*(-?\d+(?:[.,]\d+)?)\s*"
    r"(?:x|×|pcs?|pieces?|units?|items?|stk|st|stück|db|szt|ks|pz|uds?|un|pçs?|個|点|件|个)\.?$"
)


@dataclass(frozen=True)
class RowMoney:
    """Int64 minor units at `decimals` per row, the cells they come from, and the signs of money beside them.

    given_back    what a column says was given back of each row, already taken off; None: no column says it
    """

    minor: pl.Series
    decimals: int
    currency: str | None
    cells: pl.Series
    signs: pl.Series | None
    notes: tuple[Note, ...]
    given_back: pl.Series | None = None


def row_money(body: TableBody, columns: Columns, answers: Answers, reason: pl.Series) -> RowMoney | None:
    """Exact amounts of the rows, however the file writes them; None without any."""
    return _given_back(_written(body, columns, answers, reason), body, columns, answers)


def _written(body: TableBody, columns: Columns, answers: Answers, reason: pl.Series) -> RowMoney | None:
    if "amount" in columns:
        amounts = _read(body, columns, "amount", answers, reason)
        return _after_refunds(body, columns, answers, reason, amounts)
    if "unit_price" in columns and "quantity" in columns:
        return _price_times_quantity(body, columns, answers, reason)
    return _only_given_back(body, columns, answers, reason) if "refunded" in columns else None


def _only_given_back(body: TableBody, columns: Columns, answers: Answers, reason: pl.Series) -> RowMoney:
    """A table of refunds: what was given back is the only money of its rows, and below zero."""
    back = _read(body, columns, "refunded", answers, reason)
    minor = (-back.minor.abs()).alias("amount")
    return RowMoney(minor, back.decimals, back.currency, column_of(body, columns, "refunded"), back.signs, back.notes)


def _given_back(money: RowMoney | None, body: TableBody, columns: Columns, answers: Answers) -> RowMoney | None:
    """Rows called refunds whose amounts are written without a minus are asked about, but for documents of their own."""
    if money is None or "sale_kind" not in columns or columns.platform:
        return money
    called = _called_refunds(body, columns)
    back = called & (money.minor > 0).fill_null(value=False)
    if not back.any() or ((money.minor < 0) & called).any():
        return money
    values = {
        "rows": int(back.sum()),
        "column": body.header(columns["sale_kind"]),
        "example": body.cells[columns["sale_kind"]].filter(back)[0],
    }
    surely = _documents_of_their_own(body, columns, called)
    told = (
        answers.decide(QuestionCode.REFUND_ROWS, "below_zero", _SIGNS, "amount", **values)
        if surely
        else (answers.ask(QuestionCode.REFUND_ROWS, _SIGNS, "amount", **values))
    )
    if told == "as_written":
        return money
    return replace(money, minor=money.minor.zip_with(~back, -money.minor).alias("amount"))


def _called_refunds(body: TableBody, columns: Columns) -> pl.Series:
    kinds = column_of(body, columns, "sale_kind")
    meanings = document_meanings(kinds, body.header(columns["sale_kind"]))
    back = kinds.is_in([value for value, means in meanings.items() if means is Meaning.REFUNDED])
    return equals_any(kinds, REFUND) | back.fill_null(value=False)


def _documents_of_their_own(body: TableBody, columns: Columns, called: pl.Series) -> bool:
    """Whether a column of kinds of documents says so of few of them, each under a number of its own."""
    if "document" not in body.seen.concepts(columns["sale_kind"]) or "order_id" not in columns:
        return False
    numbers = column_of(body, columns, "order_id")
    sold = numbers.filter(~called)
    return float(called.mean() or 0) < _FEW and not numbers.filter(called).is_in(sold.implode()).any()  # type: ignore[arg-type]


def _read(body: TableBody, columns: Columns, name: str, answers: Answers, reason: pl.Series) -> Amounts:
    cells = among_orders(column_of(body, columns, name), reason)
    amounts = read_amounts(cells, answers, name, hint=lambda: _mark_hint(body, columns, name, reason))
    whole = name == "quantity" or (columns.platform and columns.platform.cents)
    return amounts if whole else in_its_unit(amounts, body.header(columns[name]), answers, name)


def _mark_hint(body: TableBody, columns: Columns, name: str, reason: pl.Series) -> str | None:
    """The decimal mark that other columns of numbers, or a currency without cents, leave no doubt about."""
    cells = among_orders(column_of(body, columns, name), reason)
    return certain_mark(body, reason, columns[name]) or mark_of_whole_currency(cells, body, columns)


def certain_mark(body: TableBody, reason: pl.Series, besides: str | None = None) -> str | None:
    """The decimal mark that columns of numbers leave no doubt about, the one at `besides` left out."""
    marks = set()
    for at in body.cells.columns:
        cells = body.cells[at]
        if at in {besides, *body.added} or share(cells, looks_like_day) > 0.5:
            continue
        if share(cells, looks_like_number) > 0.9:
            marks.add(_certain_mark(among_orders(body.cells[at], reason)))
    marks.discard(None)
    return marks.pop() if len(marks) == 1 else None


def _certain_mark(cells: pl.Series) -> str | None:

    try:
        return read_amounts(cells, Answers(), "hint").mark
    except Asking:
        return None


def _after_refunds(
    body: TableBody, columns: Columns, answers: Answers, reason: pl.Series, amounts: Amounts
) -> RowMoney:
    cells = column_of(body, columns, "amount")
    scaled = Scaled(amounts.minor, amounts.decimals)
    notes = amounts.notes
    back = _read(body, columns, "refunded", answers, reason) if "refunded" in columns else None
    given_back = back.minor.abs().fill_null(0) if back is not None else None
    if "adjusted" in columns:
        before, scaled = scaled, adjusted(scaled, _read(body, columns, "adjusted", answers, reason))
        given_back = difference(before, scaled).minor.clip(lower_bound=0) if back is None else given_back
    if (
        back is not None
        and given_back is not None
        and _taken_off(paid_and_back(amounts, back), body, columns, answers, reason)
    ):
        scaled = difference(scaled, Scaled(given_back, back.decimals))
        notes = (
            *notes,
            Note(NoteCode.REFUNDS_TAKEN_OFF, {"file": body.table.file, "column": body.header(columns["refunded"])}),
        )
    if columns.platform and columns.platform.cents and _in_cents(body, columns, answers):
        whole = _in_whole_units(body, columns)
        given_back = given_back.zip_with(~whole, given_back * 100) if given_back is not None else None
        scaled = Scaled(scaled.minor.zip_with(~whole, scaled.minor * 100), scaled.decimals + 2)
        notes = (*notes, Note(NoteCode.CENTS, {"file": body.table.file, "column": body.header(columns["amount"])}))
    minor = scaled.minor.alias("amount")
    return RowMoney(minor, scaled.decimals, amounts.currency, cells, amounts.signs, notes, given_back)


def _taken_off(both: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers, reason: pl.Series) -> bool:
    """Whether what was given back is still in the amounts; where the rows do not tell, it is asked with both sums."""
    if columns.platform:
        net = is_another_column_before(both, body, columns, reason)
        return _refunds_count(body, columns, answers, "leave" if net else "take_off")
    if not both.filter(pl.col("back") > 0).height:
        return False
    still_in = refunds_still_in(both, body, columns, reason)
    values = {"column": body.header(columns["refunded"]), "rows": both.filter(pl.col("back") > 0).height}
    if still_in is None:
        return answers.ask(QuestionCode.REFUNDS_TAKEN_OFF, _TAKEN, "amount", **values) == "take_off"
    automatic = "take_off" if still_in else "leave"
    return answers.decide(QuestionCode.REFUNDS_TAKEN_OFF, automatic, _TAKEN, "amount", **values) == "take_off"


def _in_whole_units(body: TableBody, columns: Columns) -> pl.Series:
    """Rows in a currency without a smaller unit: platforms that count in hundredths count those whole."""
    if "currency" not in columns:
        return pl.repeat(value=False, n=body.cells.height, eager=True)
    return column_of(body, columns, "currency").str.to_uppercase().is_in(list(WITHOUT_CENTS)).fill_null(value=False)


def adjusted(amounts: Scaled, corrections: Amounts) -> Scaled:
    """Amounts replaced by the corrected one where one is written.

    Where each row has one, 0 says that nothing was corrected; where most cells are blank, that all was given back.
    """
    decimals = max(amounts.decimals, corrections.decimals)
    first, second = (m * 10 ** (decimals - d) for m, d in (
        (amounts.minor, amounts.decimals), (corrections.minor, corrections.decimals)))  # fmt: skip
    blank = second.null_count() * 2 > len(second)
    corrected = (second >= 0 if blank else second > 0).fill_null(value=False)
    return Scaled(first.zip_with(~corrected, second), decimals)


def without_pieces(body: TableBody, at: str) -> TableBody:
    """The table with quantities without the word for pieces: "2 pcs" is 2."""
    return replace(body, cells=body.cells.with_columns(pl.col(at).str.replace(_PIECES, "$1")))


def _refunds_count(body: TableBody, columns: Columns, answers: Answers, automatic: str) -> bool:
    column = body.header(columns["refunded"])
    return answers.decide(QuestionCode.REFUNDS_TAKEN_OFF, automatic, _TAKEN, "amount", column=column) == "take_off"


def _in_cents(body: TableBody, columns: Columns, answers: Answers) -> bool:
    column = body.header(columns["amount"])
    return (
        answers.decide(DecisionCode.CENTS, "hundredths", ("hundredths", "whole"), "amount", column=column)
        == "hundredths"
    )


def _price_times_quantity(body: TableBody, columns: Columns, answers: Answers, reason: pl.Series) -> RowMoney:
    price = _read(body, columns, "unit_price", answers, reason)
    quantity = _read(without_pieces(body, columns["quantity"]), columns, "quantity", answers, reason)
    total = product(Scaled(price.minor, price.decimals), Scaled(quantity.minor, quantity.decimals))
    total, discount_notes = after_discount(
        total, body, columns, answers, lambda: _read(body, columns, "discount", answers, reason)
    )
    both = pl.DataFrame({"p": column_of(body, columns, "unit_price"), "q": column_of(body, columns, "quantity")})
    cells = both.select(pl.when(pl.col("p").is_not_null() & pl.col("q").is_not_null()).then("p").alias("amount"))[
        "amount"
    ]
    names = {"price": body.header(columns["unit_price"]), "quantity": body.header(columns["quantity"])}
    own = () if columns["unit_price"] in body.added else price.notes
    notes = (*own, *quantity.notes, *discount_notes)
    notes = (*notes, Note(NoteCode.PRICE_TIMES_QUANTITY, {"file": body.table.file, **names}))
    return RowMoney(total.minor.alias("amount"), total.decimals, price.currency, cells, price.signs, notes)
