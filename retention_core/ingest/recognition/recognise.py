"""The front of recognition: headers and cells in, the weighed explanation of the table out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from retention_core.ingest.platforms.known_platforms import platform_columns, platform_of
from retention_core.ingest.recognition.assignment import assigned
from retention_core.ingest.recognition.column_profile import ColumnProfile, profiles_of, sampled
from retention_core.ingest.recognition.column_roles import VETO, all_log_odds
from retention_core.ingest.recognition.header_words import HeaderWords, concepts_of, known_words, read_headers
from retention_core.ingest.recognition.kind_fields import ELSE_ROLES, FIELD_ROLES, NEEDED, TELLS_A_SALE
from retention_core.ingest.recognition.near_misses import balance_facts, told_by_cells, work_facts
from retention_core.ingest.recognition.order_states import StateReading, read_bare_states, read_states, read_types
from retention_core.ingest.recognition.relations import Odds, best_columns, row_facts, with_relations
from retention_core.ingest.recognition.rivals import other_people, rivals_of
from retention_core.ingest.recognition.table_kinds import KindScore, kind_scores, table_features

# Log-odds from which a column is used, may be asked about, is worth a look.
USE_ODDS, ASK_ODDS, MAY_BE = 0.5, -0.5, -0.1


class Action(StrEnum):
    """What to do with a table: use it and tell, ask one question, or refuse it with what is missing."""

    USE = "use"
    ASK = "ask"
    REFUSE = "refuse"


@dataclass(frozen=True)
class FieldChoice:
    """Which column is a field of the table.

    position    String name of the column, as in the cells; the others may be it too, best first
    odds        log-odds that it is
    rivals      those of the others that come close, would give other numbers, and differ by nothing that is known
    """

    field: str
    position: str
    odds: float
    others: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the column is used without a question."""
        return self.odds >= USE_ODDS and not self.rivals


@dataclass(frozen=True)
class LookedAt:
    """A table looked at: words of its headers, profiles, log-odds of roles, states, and what kinds are weighed by."""

    words: tuple[HeaderWords, ...]
    profiles: tuple[ColumnProfile, ...]
    sample: pl.DataFrame
    odds: Mapping[str, Sequence[float]]
    states: StateReading | None
    found: Mapping[str, float]


@dataclass(frozen=True)
class Recognition:
    """A table explained: what it is, which column is which, how sure, and what else it could be.

    kind        as the pipeline reads it; `template` is finer: a bank statement is "bank" of kind "other"
    evidence    how much speaks for the template itself, in log-odds; below 0 it is only the least unlikely
    share       belief in the kind, 0 to 1; `runner_up` is the best explanation of another kind with its belief
    about       code of the question or of the refusal; None where the table is used
    """

    kind: str
    template: str
    evidence: float
    share: float
    runner_up: tuple[str, float]
    fields: Mapping[str, FieldChoice]
    action: Action
    about: str | None
    table: LookedAt

    @property
    def states(self) -> StateReading | None:
        """The column of states of orders with what each value means; None: there is none."""
        return self.table.states

    def ranked(self, role: str, least: float = MAY_BE) -> tuple[str, ...]:
        """Columns that may have a role, best first."""
        odds = self.table.odds[role]
        return tuple(map(str, best_columns(odds, len(odds), least)))

    def best(self, role: str, least: float = 0.5) -> str | None:
        """The column that has a role; None: none surely has."""
        return next(iter(self.ranked(role, least)), None)

    def odds(self, role: str, position: str) -> float:
        """How much speaks for a role of a column."""
        return self.table.odds[role][int(position)]

    def concepts(self, position: str) -> frozenset[str]:
        """What the words of a header stand for."""
        return self.table.words[int(position)].concepts

    @property
    def all_concepts(self) -> frozenset[str]:
        """What the words of all headers stand for."""
        return frozenset().union(*(words.concepts for words in self.table.words))

    def shape(self, position: str, shape: str) -> float:
        """The share of a column's cells that look like something."""
        return self.table.profiles[int(position)].share(shape)

    def fields_as(self, kind: str, taken: Collection[str] = (), but: Collection[str] = ()) -> dict[str, FieldChoice]:
        """Which column is which, read as a table of some kind.

        taken   columns that are something else already
        but     fields that are known already
        """
        return fields_as(kind, self.table, taken, but)

    def unread_money(self, taken: Collection[str] = ()) -> tuple[str, ...]:
        """Columns that look like money, and are not surely a fee, tax or the like."""
        return tuple(at for at in _unread_money(self.table) if at not in taken)


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


def _looked_at(headers: Sequence[str | None], cells: pl.DataFrame, context: Sequence[str]) -> LookedAt:
    sample = sampled(cells)
    profiles = profiles_of(sample)
    words = told_by_cells(read_headers(headers), profiles)
    odds = with_relations(all_log_odds(words, profiles), words, sample, profiles)
    platform = _known_export(odds, headers, cells)
    if any("deal" in one.concepts for one in words):
        odds["ordered_on"] = [_of_deal(*both) for both in zip(odds["ordered_on"], words, strict=True)]
    best = {role: max(values, default=VETO) for role, values in odds.items()}
    facts = row_facts(sample, words, profiles, odds) | work_facts(sample, words, profiles, odds)
    facts |= balance_facts(words, profiles)
    found = table_features(words, profiles, best, facts) | _title_features(context)
    states = read_states(sample, best_columns(odds["status"], 3, 0.5), words) or read_bare_states(sample, words)
    found |= (states.facts if states else {}) | read_types(sample, words) | platform
    return LookedAt(words, profiles, sample, odds, states, found)


def _known_export(odds: Odds, headers: Sequence[str | None], cells: pl.DataFrame) -> dict[str, float]:
    """The export of a known platform: its columns are what the platform writes in them, and its rows are orders."""
    platform = platform_of(tuple(headers))
    if platform is None:
        return {}
    for field, position in platform_columns(platform, tuple(headers), cells).items():
        if field in odds and odds[field][int(position)] > VETO:
            odds[field][int(position)] += _KNOWN_EXPORT
    return {"g:known_export": 1.0}


def _of_deal(odds: float, words: HeaderWords) -> float:
    """A deal is sold on the day it was closed, not on the day it was entered."""
    closed, entered = "completed" in words.concepts, "created" in words.concepts
    return odds + (3 if closed else -3 if entered else 0)


def _title_features(context: Sequence[str]) -> dict[str, float]:
    words = [word for title in context for word in known_words(title)[0]]
    return {f"title:{concept}": 1.0 for word in words for concept in concepts_of(word, "en")}


def _explained(scores: Sequence[KindScore], table: LookedAt) -> Recognition:
    shares: dict[str, float] = {}
    for one in scores:
        shares[one.template.kind] = shares.get(one.template.kind, 0.0) + one.share
    kind, second = sorted(shares, key=lambda name: -shares[name])[:2]
    top = next(one for one in scores if one.template.kind == kind)
    fields = fields_as(kind, table)
    action, about = _decided(kind, shares, fields, table)
    runner_up = (second, shares[second])
    return Recognition(kind, top.template.name, top.score, shares[kind], runner_up, fields, action, about, table)


def _decided(
    kind: str, shares: Mapping[str, float], fields: Mapping[str, FieldChoice], table: LookedAt
) -> tuple[Action, str | None]:
    """The action with what only the table tells: money that nothing reads, days in parts, quotes and deals."""
    action, about = _action(kind, shares, fields, table)
    if about == "no_ordered_on" and day_in_parts(table):
        return Action.ASK, "day_in_parts"
    if action is not Action.USE or kind != "orders":
        return action, about
    amount = fields.get("amount")
    priced = {"unit_price", "quantity"} <= fields.keys()
    if (amount is None or amount.odds < USE_ODDS) and not priced and _unread_money(table):
        return Action.ASK, "amount"
    if amount is not None and amount.rivals:
        return Action.ASK, "amount"
    deals = table.states is not None and any("deal" in one.concepts for one in table.words)
    typed = "sale_kind" in fields and fields["sale_kind"].odds >= USE_ODDS
    if deals or "g:states_open" in table.found or ("g:types_mixed" in table.found and not typed):
        return Action.ASK, "states"
    return action, about


def fields_as(
    kind: str, table: LookedAt, taken: Collection[str] = (), but: Collection[str] = ()
) -> dict[str, FieldChoice]:
    """The best free column of every field of a kind, the telling fields first."""
    free = [at for at in range(len(table.words)) if str(at) not in taken]
    roles = {name: _role(kind, name, free, table.odds) for name in FIELD_ROLES[kind] if name not in but}
    placed = assigned({name: table.odds[role] for name, role in roles.items()}, free, ASK_ODDS)
    used = {name: at for name, at in placed.items() if table.odds[roles[name]][at] >= USE_ODDS}
    chosen = {name: _choice(name, roles[name], at, table, _open(free, used, name)) for name, at in placed.items()}
    return _with_states(chosen, table.states, taken)


def _role(kind: str, field: str, free: Sequence[int], odds: Mapping[str, Sequence[float]]) -> str:
    """The role that a field is chosen by: its own, or the one that may do where no column has that."""
    own = FIELD_ROLES[kind][field]
    instead = ELSE_ROLES.get(kind, {}).get(field)
    return own if instead is None or any(odds[own][at] >= USE_ODDS for at in free) else instead


def _open(free: Sequence[int], used: Mapping[str, int], name: str) -> list[int]:
    """The columns that no other field surely has."""
    gone = {at for other, at in used.items() if other != name}
    return [at for at in free if at not in gone]


def _choice(name: str, role: str, first: int, table: LookedAt, free: Sequence[int]) -> FieldChoice:
    odds = table.odds[role]
    rest = [at for at in best_columns(odds, len(odds), ASK_ODDS) if at in free and at != first]
    rivals = rivals_of(role, [first, *rest], odds, table.words, table.sample)
    if role == "customer_id" and not rivals:
        rivals = other_people(first, table.words, table.profiles, table.sample)
    return FieldChoice(name, str(first), odds[first], tuple(map(str, rest)), tuple(map(str, rivals)))


def _with_states(
    fields: dict[str, FieldChoice], states: StateReading | None, taken: Collection[str]
) -> dict[str, FieldChoice]:
    """The fields with the column of states that was read; none where no column holds states."""
    others = {name: one for name, one in fields.items() if name != "status"}
    if states is None or states.position in {*taken, *(one.position for one in others.values() if one.odds > 1)}:
        return others
    return others | {"status": FieldChoice("status", states.position, USE_ODDS)}


def _action(
    kind: str, shares: Mapping[str, float], fields: Mapping[str, FieldChoice], table: LookedAt
) -> tuple[Action, str | None]:
    """Use, ask or refuse; the code of what is asked or missing."""
    missing = [name for name in NEEDED[kind] if name not in fields or fields[name].odds < USE_ODDS]
    unsure = [name for name in missing if name in fields and fields[name].odds > ASK_ODDS]
    if kind not in TELLS_A_SALE:
        sold = fields_as("orders", table)
        could = all(name in sold and sold[name].odds > USE_ODDS for name in NEEDED["orders"])
        return (
            (Action.ASK, "kind") if could and shares.get("orders", 0) > ASK_SHARE else (Action.REFUSE, f"only_{kind}")
        )
    if missing and missing != unsure:
        return Action.REFUSE, f"no_{next(name for name in missing if name not in unsure)}"
    open_ = ["kind"] if not unsure and shares[kind] < USE_SHARE.get(kind, USE_SHARE_ELSE) else []
    close = [name for name in NEEDED[kind] if name in fields and fields[name].rivals]
    states = table.states
    unsettled = kind == "orders" and states is not None and (states.unknown or states.none_final)
    about = next(iter([*unsure, *open_, *close, *(["states"] if unsettled else [])]), None)
    return (Action.ASK if about else Action.USE), about


def _unread_money(table: LookedAt) -> list[str]:
    each = zip(table.words, table.profiles, table.odds["amount"], strict=True)
    return [str(at) for at, (word, one, odds) in enumerate(each) if odds > _SURELY_NO_AMOUNT and _money(word, one)]


def _money(words: HeaderWords, profile: ColumnProfile) -> bool:
    if profile.filled < 0.5 or profile.share("number") < 0.5 or words.concepts & _OTHER_MONEY:
        return False
    if "time" in words.concepts and profile.share("time") > 0.9:
        return False
    return profile.share("decimal") + profile.share("money") > 0.4 or "amount" in words.concepts


def day_in_parts(table: LookedAt) -> bool:
    """Whether year, month and day stand in three columns."""
    both = zip(table.words, table.profiles, strict=True)
    parts = [word.concepts & _PARTS_OF_DAYS for word, one in both if one.share("whole") > 0.9]
    return set().union(*parts) >= _PARTS_OF_DAYS


_SURELY_NO_AMOUNT, _KNOWN_EXPORT = -8, 8.0
# Money that is no price paid for an order; it is never offered as that.
_OTHER_MONEY = frozenset(
    {"refund", "return", "tax", "ship", "fee", "tip", "discount", "balance", "profit", "credit_note", "income"}
)
_PARTS_OF_DAYS = frozenset({"year", "month", "date"})
# Thresholds by kind: from this share of belief on a table is used without a question (benchmarks/fit_recognition.py).
USE_SHARE: Mapping[str, float] = {"orders": 0.78}
USE_SHARE_ELSE, ASK_SHARE = 0.6, 0.3
