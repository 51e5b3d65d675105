"""The front of recognition: headers and cells in, the weighed explanation of the table out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import polars as pl

from retention_core.ingest.recognition.column_profile import ColumnProfile, profiles_of, sampled
from retention_core.ingest.recognition.column_roles import VETO, Reason, all_log_odds, reasons
from retention_core.ingest.recognition.header_words import HeaderWords, concepts_of, known_words, read_headers
from retention_core.ingest.recognition.kind_fields import FIELD_ROLES, NEEDED, TELLS_A_SALE
from retention_core.ingest.recognition.order_states import StateReading, read_states
from retention_core.ingest.recognition.relations import best_columns, row_facts, with_relations
from retention_core.ingest.recognition.table_kinds import KindScore, kind_scores, table_features


class Action(StrEnum):
    """What to do with a table: use it and tell, ask one question, or refuse it with what is missing."""

    USE = "use"
    ASK = "ask"
    REFUSE = "refuse"


@dataclass(frozen=True)
class FieldChoice:
    """Which column is a field of the table.

    position    String name of the column, as in the cells; the others are those that come close, best first
    odds        log-odds that it is
    margin      distance to the best column that would give other numbers; None: none comes close
    """

    field: str
    position: str
    odds: float
    margin: float | None
    others: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Recognition:
    """A table explained: what it is, which column is which, how sure, and what else it could be.

    kind        as the pipeline reads it; `template` is finer: a bank statement is "bank" of kind "other"
    share       belief in the kind, 0 to 1; `runner_up` is the best explanation of another kind with its belief
    about       code of the question or of the refusal; None where the table is used
    candidates  field -> (tier, position), best first: tier 0 sure, 1 likely, 2 possible
    """

    kind: str
    template: str
    share: float
    runner_up: tuple[str, float]
    fields: Mapping[str, FieldChoice]
    candidates: Mapping[str, tuple[tuple[int, str], ...]]
    states: StateReading | None
    action: Action
    about: str | None
    evidence: tuple[tuple[str, float], ...]
    words: tuple[HeaderWords, ...] = field(default=(), repr=False)


def recognise(
    headers: Sequence[str | None], cells: pl.DataFrame, context: Sequence[str] = (), scale: Mapping[str, float] | None = None
) -> Recognition:
    """What a table is and which column is which, from its headers, a fixed sample of its cells, and its titles."""
    sample = sampled(cells)
    words, profiles = read_headers(headers), profiles_of(sample)
    odds = with_relations(all_log_odds(words, profiles), sample, profiles)
    if any("deal" in one.concepts for one in words):
        odds["ordered_on"] = [_of_deal(*both) for both in zip(odds["ordered_on"], words, strict=True)]
    best = {role: max(values, default=VETO) for role, values in odds.items()}
    facts = row_facts(sample, profiles, odds)
    found = table_features(words, profiles, best, facts) | _title_features(context)
    states = read_states(sample, best_columns(odds["status"], 3, 0.5), words)
    found |= states.facts if states else {}
    scores = kind_scores(found, scale)
    return _explained(scores, odds, words, profiles, states, facts)


def _of_deal(odds: float, words: HeaderWords) -> float:
    """A deal is sold on the day it was closed, not on the day it was entered."""
    closed, entered = "completed" in words.concepts, "created" in words.concepts
    return odds + (3 if closed else -3 if entered else 0)


def _title_features(context: Sequence[str]) -> dict[str, float]:
    words = [word for title in context for word in known_words(title)[0]]
    return {f"title:{concept}": 1.0 for word in words for concept in concepts_of(word, "en")}


def _explained(
    scores: Sequence[KindScore],
    odds: Mapping[str, Sequence[float]],
    words: tuple[HeaderWords, ...],
    profiles: Sequence[ColumnProfile],
    states: StateReading | None,
    facts: Mapping[str, float],
) -> Recognition:
    shares: dict[str, float] = {}
    for one in scores:
        shares[one.template.kind] = shares.get(one.template.kind, 0.0) + one.share
    ranked = sorted(shares, key=lambda kind: -shares[kind])
    kind = ranked[0]
    top = next(one for one in scores if one.template.kind == kind)
    fields = _with_states(_fields(kind, odds, words, profiles), states)
    sold = _fields("orders", odds, words, profiles)
    amount = fields.get("amount")
    unread = (amount is None or amount.odds < USE_ODDS) and _unread_money(odds, words, profiles)
    action, about = _action(kind, shares, fields, states, sold)
    if action is Action.USE and kind == "orders" and unread and not {"unit_price", "quantity"} <= fields.keys():
        action, about = Action.ASK, "amount"
    if about == "no_ordered_on" and _day_in_parts(words, profiles):
        action, about = Action.ASK, "day_in_parts"
    if action is Action.USE and kind == "orders" and states is not None and any("deal" in one.concepts for one in words):
        action, about = Action.ASK, "states"
    return Recognition(
        kind, top.template.name, shares[kind], (ranked[1], shares[ranked[1]]), fields, _candidates(odds), states,
        action, about, top.evidence[:6], words,
    )  # fmt: skip


def _fields(
    kind: str,
    odds: Mapping[str, Sequence[float]],
    words: tuple[HeaderWords, ...],
    profiles: Sequence[ColumnProfile],
) -> dict[str, FieldChoice]:
    """The best free column of every field of a kind, the telling fields first."""
    chosen: dict[str, FieldChoice] = {}
    for name, role in FIELD_ROLES[kind].items():
        taken = {int(one.position) for one in chosen.values()}
        free = [at for at in best_columns(odds[role], 6, -0.5) if at not in taken]
        if not free:
            continue
        first, rest = free[0], free[1:]
        margin = odds[role][first] - odds[role][rest[0]] if rest else None
        why = reasons(role, words[first], profiles[first])
        chosen[name] = FieldChoice(name, str(first), odds[role][first], margin, tuple(map(str, rest)), why)
    return chosen


def _with_states(fields: dict[str, FieldChoice], states: StateReading | None) -> dict[str, FieldChoice]:
    """The fields with the column of states that was read; none where no column holds states."""
    if states is None or "status" not in fields:
        return {name: one for name, one in fields.items() if name != "status"}
    return fields | {"status": replace(fields["status"], position=states.position)}


def _candidates(odds: Mapping[str, Sequence[float]]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Per role the columns that may be it: tier 0 from odds of 3, 1 from 1, 2 from -0.5."""
    return {
        role: tuple((0 if values[at] >= 3 else 1 if values[at] >= 1 else 2, str(at)) for at in best_columns(values, 4, -0.5))
        for role, values in odds.items()
    }


def _action(
    kind: str,
    shares: Mapping[str, float],
    fields: Mapping[str, FieldChoice],
    states: StateReading | None,
    sold: Mapping[str, FieldChoice],
) -> tuple[Action, str | None]:
    """Use, ask or refuse; the code of what is asked or missing."""
    missing = [name for name in NEEDED[kind] if name not in fields or fields[name].odds < USE_ODDS]
    unsure = [name for name in missing if name in fields and fields[name].odds > ASK_ODDS]
    if kind not in TELLS_A_SALE:
        could = all(name in sold and sold[name].odds > USE_ODDS for name in NEEDED["orders"])
        return (Action.ASK, "kind") if could and shares.get("orders", 0) > ASK_SHARE else (Action.REFUSE, f"only_{kind}")
    if missing and missing != unsure:
        return Action.REFUSE, f"no_{next(name for name in missing if name not in unsure)}"
    if unsure:
        return Action.ASK, unsure[0]
    if shares[kind] < USE_SHARE:
        return Action.ASK, "kind"
    if kind == "orders" and states is not None and (states.unknown or states.none_final):
        return Action.ASK, "states"
    return Action.USE, None


def _unread_money(
    odds: Mapping[str, Sequence[float]], words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]
) -> bool:
    """Whether some column looks like money that no reading takes, and is not surely a fee, tax or the like."""
    each = zip(words, profiles, odds["amount"], strict=True)
    return any(_money(word, one) and value > _SURELY_NO_AMOUNT for word, one, value in each)


def _money(words: HeaderWords, profile: ColumnProfile) -> bool:
    if profile.filled < 0.5 or profile.share("number") < 0.5:
        return False
    return profile.share("decimal") + profile.share("money") > 0.4 or "amount" in words.concepts


def _day_in_parts(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> bool:
    """Whether year, month and day stand in three columns."""
    parts = [word.concepts & {"year", "month", "date"} for word, one in zip(words, profiles, strict=True) if one.share("whole") > 0.9]
    return {"year", "month", "date"} <= set().union(*parts)


_SURELY_NO_AMOUNT = -8
USE_SHARE, ASK_SHARE = 0.6, 0.3
USE_ODDS, ASK_ODDS = 0.5, -0.5
