"""What the state of a contract says: running, ended on a day that is not known, on trial, paused, never begun."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.recognition.recognise import USE_ODDS
from retention_core.ingest.recognition.state_meanings import Meaning, subscription_meaning
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_words import NO, YES, equals_any
from retention_core.kernel.reading_codes import QuestionCode, SetAside

_MOST_STATES, _ACTIVE = 30, "active"
_SHARE_KNOWN = 0.5
_APART = {Meaning.NEVER: SetAside.NEVER_BEGAN, Meaning.TRIAL: SetAside.TRIAL}
_GOES_ON = (Meaning.RUNNING, Meaning.TRIAL, Meaning.PAUSED, Meaning.SCHEDULED)
_OF_AN_END = frozenset({"end", "expiry"})


def with_states(
    frame: pl.DataFrame, body: TableBody, columns: Mapping[str, str], answers: Answers
) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """The contracts with `churned` where a column of states says it, those without a paid time set aside.

    A contract that is said to have ended and has no end day has left on a day that nobody knows. One that is said to
    run, whatever day of notice it has, has no end but a later one that is written. No column `notice_on` is left.
    """
    at = None if "churned" in columns else _state_column(body, columns)
    meanings = {} if at is None else _meanings(body, at)
    frame = frame.with_columns(_state(body, at, meanings))
    frame = _with_ends(frame, _is_notice(body, columns))
    if at is not None:
        frame = frame.with_columns(_left(frame).alias("churned"))
        frame = _without_others(frame, body, at, answers)
        columns = {**columns, "churned": at}
    return _ends_first(frame).drop("state", "notice_on", strict=False), columns


def _state(body: TableBody, at: str | None, meanings: Mapping[str, Meaning]) -> pl.Series:
    """What each row's state means; null where that is not known."""
    if at is None:
        return pl.Series("state", [None] * body.cells.height, dtype=pl.String)
    known = {value: means.value for value, means in meanings.items() if means is not Meaning.UNKNOWN}
    cells = body.cells[at]
    return cells.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String).alias("state")


def _is_notice(body: TableBody, columns: Mapping[str, str]) -> bool:
    """Whether the only column of ends is rather of the days on which notice was given."""
    concepts = body.seen.concepts(columns["ended_on"]) if "ended_on" in columns else frozenset()
    return "cancel" in concepts and not concepts & _OF_AN_END


def _with_ends(frame: pl.DataFrame, notice: bool) -> pl.DataFrame:  # noqa: FBT001 - one fact about the column
    """The ends: the day written as the end, else that of the notice, but for contracts that are said to go on.

    notice   the column of ends holds days of notice only
    """
    goes_on = pl.col("state").is_in(_GOES_ON).fill_null(value=False)
    if "notice_on" in frame.columns:
        written = pl.col("ended_on") if "ended_on" in frame.columns else pl.lit(None, dtype=pl.Date)
        frame = frame.with_columns(pl.coalesce(written, pl.when(~goes_on).then("notice_on")).alias("ended_on"))
    if "ended_on" not in frame.columns:
        return frame
    over = pl.lit(notice) | (pl.col("ended_on") < _last_known(frame))
    return frame.with_columns(pl.when(~(goes_on & over.fill_null(value=notice))).then("ended_on").alias("ended_on"))


def _last_known(frame: pl.DataFrame) -> pl.Expr:
    """The last day of which the list surely knows: a contract began, or ended that is said to be over."""
    days = [pl.col("started_on").max()] if "started_on" in frame.columns else []
    return pl.max_horizontal(*days, pl.col("ended_on").filter(pl.col("state") == Meaning.ENDED).max())


def _left(frame: pl.DataFrame) -> pl.Expr:
    """Whether somebody has left; of those who gave notice whose end is not still to come. Null: not known."""
    over = pl.lit(value=True)
    if "ended_on" in frame.columns:
        over = (pl.col("ended_on") <= _last_known(frame)).fill_null(value=True)
    state = pl.col("state")
    left = pl.when(state == Meaning.NOTICE).then(over).otherwise(state == Meaning.ENDED)
    return pl.when(state.is_not_null()).then(left)


def _without_others(frame: pl.DataFrame, body: TableBody, at: str, answers: Answers) -> pl.DataFrame:
    """Contracts that never began or are on trial are set aside; those that are paused where the user says so."""
    for meaning, reason in _APART.items():
        frame = _aside(frame, frame["state"] == meaning, reason)
    paused = (frame["state"] == Meaning.PAUSED).fill_null(value=False) & frame["reason"].is_null()
    if paused.any() and _paused_stop(body, at, paused, answers):
        return _aside(frame, paused, SetAside.PAUSED)
    return frame


def _ends_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Contracts that end before they begin are set aside."""
    if not {"started_on", "ended_on"} <= set(frame.columns):
        return frame
    return _aside(frame, frame["ended_on"] < frame["started_on"], SetAside.ENDS_FIRST)


def _state_column(body: TableBody, columns: Mapping[str, str]) -> str | None:
    """The column of states: a few values most of which are known; None: there is none."""
    taken = {*columns.values()}
    likely = [at for at in body.seen.ranked("status", USE_ODDS) if at not in taken]
    flags = [at for at in body.cells.columns if at not in taken and _ACTIVE in body.seen.concepts(at)]
    return next((at for at in (*flags, *likely) if _known(body, at) >= _SHARE_KNOWN), None)


def _known(body: TableBody, at: str) -> float:
    if not 0 < body.cells[at].drop_nulls().n_unique() <= _MOST_STATES:
        return 0.0
    known = [value for value, meaning in _meanings(body, at).items() if meaning is not Meaning.UNKNOWN]
    return float(body.cells[at].drop_nulls().is_in(known).mean() or 0)  # type: ignore[arg-type]


def _meanings(body: TableBody, at: str) -> dict[str, Meaning]:
    """What each value means; under "active" yes is running and no has ended."""
    values = body.cells[at].drop_nulls().unique(maintain_order=True)
    told = {value: subscription_meaning(value) for value in values.to_list()}
    if _ACTIVE not in body.seen.concepts(at):
        return told
    yes, no = values.filter(equals_any(values, YES)), values.filter(equals_any(values, NO))
    return told | dict.fromkeys(yes.to_list(), Meaning.RUNNING) | dict.fromkeys(no.to_list(), Meaning.ENDED)


def _paused_stop(body: TableBody, at: str, paused: pl.Series, answers: Answers) -> bool:
    values = {"rows": int(paused.sum()), "column": body.header(at), "example": body.cells[at].filter(paused)[0]}
    return answers.ask(QuestionCode.PAUSED, ("running", "set_aside"), None, **values) == "set_aside"


def _aside(frame: pl.DataFrame, which: pl.Series, reason: SetAside) -> pl.DataFrame:
    here = pl.col("reason").is_null() & pl.lit(which.fill_null(value=False))
    return frame.with_columns(pl.when(here).then(pl.lit(reason.value)).otherwise("reason").alias("reason"))
