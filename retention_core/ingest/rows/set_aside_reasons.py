"""Why rows of an orders table cannot be used, and the doubts about whole columns that follow from them."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.columns.distinct_values import shared
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.rows.failed_formulas import failed_formulas
from retention_core.ingest.rows.order_amounts import RowMoney
from retention_core.ingest.rows.order_cells import column_of
from retention_core.ingest.rows.order_status import status_reasons
from retention_core.ingest.table import row_structure as kinds_of_rows
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_words import TOTALS, equals_any, holds_total
from retention_core.ingest.words.currencies import currency_named, same_names
from retention_core.ingest.words.header_spelling import normalized
from retention_core.ingest.words.month_names import months
from retention_core.kernel.questions import Choice
from retention_core.kernel.reading_codes import DecisionCode, QuestionCode, SetAside

# An amount that is by chance the sum of so many rows above it is not met with.
_FEW = 10


STRUCTURAL = (
    SetAside.REPEATED_HEADER,
    SetAside.TEXT_LINE,
    SetAside.ANOTHER_TABLE,
    SetAside.DESCRIPTION,
    SetAside.SHIFTED,
)


WRITTEN_BUT_UNREADABLE = {
    SetAside.BAD_DAY: "ordered_on",
    SetAside.BAD_AMOUNT: "amount",
    SetAside.DAMAGED_CUSTOMER: "customer_id",
}


def reasoned(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.DataFrame:
    """One row per row of the frame, with reason: why it cannot be used (`SetAside`); null for the others."""
    frame = frame.with_columns(status_reasons(frame, body, columns, answers).alias("state"))
    money = pl.col("amount").is_null() if "amount" in frame.columns else pl.lit(value=False)
    cell = pl.col("money_cell") if "amount" in frame.columns else pl.lit(None)
    found = [
        (pl.col("state").is_not_null(), pl.col("state")),
        *failed_formulas(body, columns),
        (pl.col("ordered_on").is_null() & pl.col("no_real_day"), pl.lit(SetAside.PLACEHOLDER_DAY)),
        (pl.col("ordered_on").is_null() & pl.col("day_cell").is_not_null(), pl.lit(SetAside.BAD_DAY)),
        (pl.col("customer_id").is_null(), pl.lit(SetAside.NO_CUSTOMER)),
        (pl.col("damaged").fill_null(value=False), pl.lit(SetAside.DAMAGED_CUSTOMER)),
        (pl.col("ordered_on").is_null(), pl.lit(SetAside.NO_DAY)),
        (money & cell.is_not_null(), pl.lit(SetAside.BAD_AMOUNT)),
        (money, pl.lit(SetAside.NO_AMOUNT)),
    ]
    reason = pl.coalesce(pl.col("reason"), *(pl.when(wrong).then(why) for wrong, why in found))
    frame = frame.with_columns(reason.alias("reason")).drop("state")
    return _with_sums(frame, body, answers)


def without_rows_apart(frame: pl.DataFrame, body: TableBody, answers: Answers) -> pl.DataFrame:
    """One row per row of the frame; few rows at the end that are another table get that as their reason.

    They stand under a title of their own and are by nobody who bought before: asked about.
    """
    gaps = (body.rows.diff() > 1).fill_null(value=False).arg_true()
    titles = [at for at in gaps.to_list() if frame["reason"][at] == SetAside.TEXT_LINE and _is_title(body, at)]
    if not titles:
        return frame
    used = frame["reason"].is_null()
    below = used & (pl.int_range(frame.height, eager=True) > titles[-1])
    few = 0 < below.sum() * _FEW <= used.sum()
    if not few or frame["customer_id"].filter(below).is_in(frame["customer_id"].filter(used & ~below).implode()).any():
        return frame
    values = {"rows": int(below.sum()), "example": ", ".join(c for c in body.cells.row(titles[-1]) if c)[:60]}
    if answers.ask(QuestionCode.ROWS_APART, ("orders", "leave_out"), None, **values) == "orders":
        return frame
    apart = pl.when(below).then(pl.lit(SetAside.ANOTHER_TABLE)).otherwise("reason")
    return frame.with_columns(apart.alias("reason"))


def _is_title(body: TableBody, at: int) -> bool:
    """A line of words without a number: "2024" or "Week 12" begins more of the same."""
    said = [cell for cell in body.cells.row(at) if cell]
    return len(said) == 1 and not any(c.isdigit() for c in said[0]) and normalized(said[0]) not in months()


def _with_sums(frame: pl.DataFrame, body: TableBody, answers: Answers) -> pl.DataFrame:
    """Rows that hold the sum of the rows above, with a day or without a label, are totals."""
    if "amount" not in frame.columns:
        return frame
    called = kinds_of_rows.labels_of_total(body.cells, but=())
    nameless = pl.col("reason").is_in([SetAside.NO_CUSTOMER]) & pl.col("ordered_on").is_null()
    said = holds_total(frame["customer_id"])
    open_ = frame["reason"].is_null().arg_true()
    last = pl.int_range(pl.len()).is_in(open_.tail(1).to_list() if len(open_) > _FEW else [])
    suspect = frame.with_row_index("at").filter(nameless | ((called | said | last) & pl.col("reason").is_null()))
    counts = frame["reason"].is_null() | frame["reason"].is_in([SetAside.NO_CUSTOMER])
    before = (frame["amount"].fill_null(0) * counts.cast(pl.Int64)).cum_sum().shift(1, fill_value=0)
    totals = _summing_up(suspect["at"].to_list(), suspect["amount"].to_list(), before)
    if (
        totals
        and answers.decide(DecisionCode.SUM_ROWS, "totals", ("totals", "orders"), None, rows=len(totals)) == "orders"
    ):
        totals = []
    called_so = suspect.filter(~pl.col("at").is_in(totals) & pl.col("reason").is_null())
    named = called_so.filter(equals_any(called_so["customer_id"], TOTALS))
    if named.height and _are_totals(named, answers):
        totals += named["at"].to_list()
    chosen = pl.int_range(pl.len()).is_in(totals)
    return frame.with_columns(pl.when(chosen).then(pl.lit(SetAside.TOTAL)).otherwise("reason").alias("reason"))


def _are_totals(named: pl.DataFrame, answers: Answers) -> bool:
    """A customer called Total whose amount is no sum of the rows above is asked about."""
    values = {"rows": named.height, "example": named["customer_id"][0]}
    return answers.ask(QuestionCode.TOTAL_ROWS, ("totals", "orders"), "customer_id", **values) == "totals"


def _summing_up(places: list[int], amounts: list[int | None], before: pl.Series) -> list[int]:
    """The suspect rows whose amount is the sum of the orders above, or of those since the suspect row before.

    before    the sum of the orders above each row
    """
    found, since = [], 0
    for at, amount in zip(places, amounts, strict=True):
        starts = {start for start in (0, since) if at - start > 1}
        if amount and any(before[at] - before[start] == amount for start in starts):
            found.append(at)
        since = at + 1
    return found


def one_currency(
    frame: pl.DataFrame, body: TableBody, columns: Columns, money: RowMoney | None, answers: Answers
) -> tuple[pl.DataFrame, str | None]:
    """Amounts of one currency; several are asked about, and the others set aside."""
    if money is None:
        return frame, None
    column = column_of(body, columns, "currency") if "currency" in columns else money.signs
    if column is None:
        return frame, money.currency
    named = frame.with_columns(same_names(column.str.strip_chars()).alias("currency"))
    used = named.filter(pl.col("reason").is_null() & pl.col("currency").is_not_null())["currency"]
    counts = used.value_counts(sort=True, name="rows")
    if counts.height <= 1:
        return frame, currency_named(used[0]) if len(used) else money.currency
    choices = [Choice(code, {"rows": rows}) for code, rows in counts.iter_rows()]
    chosen = answers.ask(QuestionCode.CURRENCY, choices, "currency", currencies=[c.choice for c in choices])
    other = pl.col("reason").is_null() & (pl.col("currency") != chosen)
    set_aside = named.with_columns(
        pl.when(other).then(pl.lit(SetAside.OTHER_CURRENCY)).otherwise("reason").alias("reason")
    )
    return set_aside.drop("currency"), currency_named(chosen)


def without_doubles(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.DataFrame:
    """One row per row of the frame; identical rows under one order number get duplicate as their reason.

    Only where orders have one row each: known of some platforms, else asked about.
    """
    if "order_id" not in frame.columns:
        return _identical_once(frame, body, answers)
    once = bool(columns.platform and columns.platform.once)
    lines = shared(frame.select("order_id", "reason").with_row_index("at"), "order_id")
    lines = lines.filter(pl.col("reason").is_null())
    whole = lines.select("at", "order_id").hstack(body.cells[lines["at"]])
    again = whole.filter(~pl.struct(pl.exclude("at")).is_first_distinct())
    several_lines = whole.height - again.height > whole["order_id"].n_unique()
    if not again.height:
        return frame
    values = {"rows": again.height, "example": again["order_id"][0]}
    if _counted(answers, values, once=once, several_lines=several_lines) == "all":
        return frame
    double = pl.int_range(pl.len()).is_in(again["at"].to_list())
    return frame.with_columns(pl.when(double).then(pl.lit(SetAside.DUPLICATE)).otherwise("reason").alias("reason"))


def _counted(answers: Answers, values: Mapping[str, object], *, once: bool, several_lines: bool) -> str:
    """How often rows under one order number count: known of some platforms and of orders with several lines."""
    if once or several_lines:
        return answers.decide(QuestionCode.DUPLICATES, "once" if once else "all", ("once", "all"), "order_id", **values)
    return answers.ask(QuestionCode.DUPLICATES, ("once", "all"), "order_id", **values)


def _identical_once(frame: pl.DataFrame, body: TableBody, answers: Answers) -> pl.DataFrame:
    """Without order numbers identical rows count, unless the user says that they are one order."""
    if answers.choice(DecisionCode.IDENTICAL_ROWS) != "once":
        return frame
    cells = body.cells.hstack([frame["reason"].is_null().alias("open")])
    double = cells.select((pl.col("open") & ~pl.struct(pl.all()).is_first_distinct()).alias("double"))["double"]
    if double.any():
        decide_identical(answers, int(double.sum()))
    return frame.with_columns(pl.when(double).then(pl.lit(SetAside.DUPLICATE)).otherwise("reason").alias("reason"))


def decide_identical(answers: Answers, rows: int) -> None:
    """Tells how identical rows without an order number count, so that it can be overruled."""
    answers.decide(DecisionCode.IDENTICAL_ROWS, "all", ("once", "all"), None, rows=rows)


def check_unreadable(frame: pl.DataFrame, answers: Answers) -> None:
    """More than one in twenty rows with something written that cannot be read is a doubt about the column."""
    orders = frame.filter(~pl.col("reason").is_in([*STRUCTURAL, SetAside.TOTAL]).fill_null(value=False))
    for reason, name in WRITTEN_BUT_UNREADABLE.items():
        bad = orders.filter(pl.col("reason") == reason)
        if bad.height > UNREADABLE_SHARE * orders.height:
            cell = {"ordered_on": "day_cell", "amount": "money_cell"}.get(name, name)
            values = {"rows": bad.height, "of": orders.height, "example": bad[cell][0]}
            answers.ask(QuestionCode.UNREADABLE, ("set_aside",), name, **values)
