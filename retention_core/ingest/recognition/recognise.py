"""The front of recognition: headers and cells in, the weighed explanation of the table out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import polars as pl

from retention_core.ingest.recognition.column_profile import ColumnProfile, profiles_of, sampled
from retention_core.ingest.recognition.column_roles import VETO, Reason, all_log_odds, reasons
from retention_core.ingest.recognition.header_words import HeaderWords, concepts_of, known_words, read_headers
from retention_core.ingest.recognition.kind_fields import FIELD_ROLES, NEEDED, TELLS_A_SALE
from retention_core.ingest.recognition.order_states import StateReading, read_states, read_types
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
    headers: Sequence[str | None],
    cells: pl.DataFrame,
    context: Sequence[str] = (),
    scale: Mapping[str, float] | None = None,
) -> Recognition:
    """What a table is and which column is which, from its headers, a fixed sample of its cells, and its titles."""
    table = _looked_at(headers, cells, context)
    return _explained(kind_scores(table.found, scale), table)


def features_of_table(headers: Sequence[str | None], cells: pl.DataFrame) -> Mapping[str, float]:
    """What kinds are weighed by; for the fit of the multipliers."""
    return _looked_at(headers, cells, ()).found


@dataclass(frozen=True)
class _Table:
    """A table looked at: words of its headers, profiles, log-odds of roles, states, and what kinds are weighed by."""

    words: tuple[HeaderWords, ...]
    profiles: tuple[ColumnProfile, ...]
    odds: Mapping[str, list[float]]
    states: StateReading | None
    found: Mapping[str, float]


def _looked_at(headers: Sequence[str | None], cells: pl.DataFrame, context: Sequence[str]) -> _Table:
    sample = sampled(cells)
    words, profiles = read_headers(headers), profiles_of(sample)
    odds = with_relations(all_log_odds(words, profiles), sample, profiles)
    if any("deal" in one.concepts for one in words):
        odds["ordered_on"] = [_of_deal(*both) for both in zip(odds["ordered_on"], words, strict=True)]
    best = {role: max(values, default=VETO) for role, values in odds.items()}
    found = table_features(words, profiles, best, row_facts(sample, profiles, odds)) | _title_features(context)
    states = read_states(sample, best_columns(odds["status"], 3, 0.5), words)
    found |= (states.facts if states else {}) | read_types(sample, words)
    return _Table(words, profiles, odds, states, found)


def _of_deal(odds: float, words: HeaderWords) -> float:
    """A deal is sold on the day it was closed, not on the day it was entered."""
    closed, entered = "completed" in words.concepts, "created" in words.concepts
    return odds + (3 if closed else -3 if entered else 0)


def _title_features(context: Sequence[str]) -> dict[str, float]:
    words = [word for title in context for word in known_words(title)[0]]
    return {f"title:{concept}": 1.0 for word in words for concept in concepts_of(word, "en")}


def _explained(scores: Sequence[KindScore], table: _Table) -> Recognition:
    shares: dict[str, float] = {}
    for one in scores:
        shares[one.template.kind] = shares.get(one.template.kind, 0.0) + one.share
    kind, second = sorted(shares, key=lambda name: -shares[name])[:2]
    top = next(one for one in scores if one.template.kind == kind)
    fields = _with_states(_fields(kind, table), table.states)
    action, about = _decided(kind, shares, fields, table)
    return Recognition(
        kind, top.template.name, shares[kind], (second, shares[second]), fields, _candidates(table.odds), table.states,
        action, about, top.evidence[:6], table.words,
    )  # fmt: skip


def _decided(
    kind: str, shares: Mapping[str, float], fields: Mapping[str, FieldChoice], table: _Table
) -> tuple[Action, str | None]:
    """The action with what only the table tells: money that nothing reads, days in parts, quotes and deals."""
    action, about = _action(kind, shares, fields, table)
    if about == "no_ordered_on" and _day_in_parts(table):
        return Action.ASK, "day_in_parts"
    if action is not Action.USE or kind != "orders":
        return action, about
    amount = fields.get("amount")
    priced = {"unit_price", "quantity"} <= fields.keys()
    if (amount is None or amount.odds < USE_ODDS) and not priced and _unread_money(table):
        return Action.ASK, "amount"
    deals = table.states is not None and any("deal" in one.concepts for one in table.words)
    if deals or table.found.keys() & {"g:states_open", "g:types_mixed"}:
        return Action.ASK, "states"
    return action, about


def _fields(kind: str, table: _Table) -> dict[str, FieldChoice]:
    """The best free column of every field of a kind, the telling fields first."""
    odds = table.odds
    chosen: dict[str, FieldChoice] = {}
    for name, role in FIELD_ROLES[kind].items():
        taken = {int(one.position) for one in chosen.values()}
        free = [at for at in best_columns(odds[role], 6, -0.5) if at not in taken]
        if not free:
            continue
        first, rest = free[0], free[1:]
        margin = odds[role][first] - odds[role][rest[0]] if rest else None
        why = reasons(role, table.words[first], table.profiles[first])
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
        role: tuple(
            (0 if values[at] >= 3 else 1 if values[at] >= 1 else 2, str(at)) for at in best_columns(values, 4, -0.5)
        )
        for role, values in odds.items()
    }


def _action(
    kind: str, shares: Mapping[str, float], fields: Mapping[str, FieldChoice], table: _Table
) -> tuple[Action, str | None]:
    """Use, ask or refuse; the code of what is asked or missing."""
    missing = [name for name in NEEDED[kind] if name not in fields or fields[name].odds < USE_ODDS]
    unsure = [name for name in missing if name in fields and fields[name].odds > ASK_ODDS]
    if kind not in TELLS_A_SALE:
        sold = _fields("orders", table)
        could = all(name in sold and sold[name].odds > USE_ODDS for name in NEEDED["orders"])
        return (
            (Action.ASK, "kind") if could and shares.get("orders", 0) > ASK_SHARE else (Action.REFUSE, f"only_{kind}")
        )
    if missing and missing != unsure:
        return Action.REFUSE, f"no_{next(name for name in missing if name not in unsure)}"
    if unsure:
        return Action.ASK, unsure[0]
    if shares[kind] < USE_SHARE.get(kind, USE_SHARE_ELSE):
        return Action.ASK, "kind"
    states = table.states
    if kind == "orders" and states is not None and (states.unknown or states.none_final):
        return Action.ASK, "states"
    return Action.USE, None


def _unread_money(table: _Table) -> bool:
    """Whether some column looks like money that no reading takes, and is not surely a fee, tax or the like."""
    each = zip(table.words, table.profiles, table.odds["amount"], strict=True)
    return any(_money(word, one) and value > _SURELY_NO_AMOUNT for word, one, value in each)


def _money(words: HeaderWords, profile: ColumnProfile) -> bool:
    if profile.filled < 0.5 or profile.share("number") < 0.5:
        return False
    return profile.share("decimal") + profile.share("money") > 0.4 or "amount" in words.concepts


def _day_in_parts(table: _Table) -> bool:
    """Whether year, month and day stand in three columns."""
    both = zip(table.words, table.profiles, strict=True)
    parts = [word.concepts & _PARTS_OF_DAYS for word, one in both if one.share("whole") > 0.9]
    return set().union(*parts) >= _PARTS_OF_DAYS


_SURELY_NO_AMOUNT = -8
_PARTS_OF_DAYS = frozenset({"year", "month", "date"})
# Thresholds by kind: from this share of belief on a table is used without a question (benchmarks/fit_recognition.py).
USE_SHARE: Mapping[str, float] = {"orders": 0.88}
USE_SHARE_ELSE, ASK_SHARE = 0.6, 0.3
USE_ODDS, ASK_ODDS = 0.5, -0.5
