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


def with_states(
    frame: pl.DataFrame, body: TableBody, columns: Mapping[str, str], answers: Answers
) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """The contracts with `churned` where a column of states says it, those without a paid time set aside.

    A contract that is said to have ended and has no end day has left on a day that nobody knows.
    """
    frame = _ends_first(frame)
    at = _state_column(body, columns)
    if at is None or "churned" in columns:
        return frame, columns
    meanings = _meanings(body, at)
    frame = frame.with_columns(_said(body.cells[at], meanings, Meaning.ENDED).alias("churned"))
    for meaning, reason in _APART.items():
        frame = _aside(frame, _which(body.cells[at], meanings, meaning), reason)
    paused = _which(body.cells[at], meanings, Meaning.PAUSED) & frame["reason"].is_null()
    if paused.any() and _paused_stop(body, at, paused, answers):
        frame = _aside(frame, paused, SetAside.PAUSED)
    return frame, {**columns, "churned": at}


def _ends_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Contracts that end before they begin are set aside."""
    if not {"started_on", "ended_on"} <= set(frame.columns):
        return frame
    return _aside(frame, (frame["ended_on"] < frame["started_on"]).fill_null(value=False), SetAside.ENDS_FIRST)


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


def _which(cells: pl.Series, meanings: Mapping[str, Meaning], meaning: Meaning) -> pl.Series:
    return cells.is_in([value for value, means in meanings.items() if means is meaning]).fill_null(value=False)


def _said(cells: pl.Series, meanings: Mapping[str, Meaning], meaning: Meaning) -> pl.Series:
    """Whether a state has a meaning; null where its own is not known."""
    known = {value: means is meaning for value, means in meanings.items() if means is not Meaning.UNKNOWN}
    return cells.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Boolean)


def _paused_stop(body: TableBody, at: str, paused: pl.Series, answers: Answers) -> bool:
    values = {"rows": int(paused.sum()), "column": body.header(at), "example": body.cells[at].filter(paused)[0]}
    return answers.ask(QuestionCode.PAUSED, ("running", "set_aside"), None, **values) == "set_aside"


def _aside(frame: pl.DataFrame, which: pl.Series, reason: SetAside) -> pl.DataFrame:
    told = pl.when(pl.col("reason").is_null() & pl.lit(which)).then(pl.lit(reason.value)).otherwise("reason")
    return frame.with_columns(told.alias("reason"))
