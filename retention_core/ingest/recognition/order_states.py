"""The column of states of a table, and what each of its values means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.recognition.column_roles import named_roles
from retention_core.ingest.recognition.header_words import HeaderWords, read_headers, squeezed, tokens_of
from retention_core.ingest.recognition.state_meanings import (
    Meaning,
    is_still_open,
    is_waiting,
    order_meaning,
    subscription_meaning,
)

_MOST_VALUES, _KNOWN_SHARE, _LONGEST_STATE, _MOST_LOOKED_UP = 60, 0.3, 200, 10_000
_WORDS_OF_A_STATE = 3
_OPEN = frozenset({Meaning.NOT_A_SALE, Meaning.UNPAID})
_OF_ORDERS = frozenset({"order", "sale", "invoice", "payment", "transaction", "booking", "deal"})
_OF_TYPES, _MOST_TYPES = frozenset({"type", "document"}), 12
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^][]*\]")
_SAYS_NO_MORE = frozenset({Meaning.SALE, Meaning.UNKNOWN})
_OF_REMARKS = frozenset({"comment", "flag", "completed", "payment", "ship", "stage"})


@dataclass(frozen=True)
class StateReading:
    """A column of states.

    position    of the column
    meanings    value -> what it means for an order; `contract` what it means for a subscription
    rows        value -> rows of the sample with it
    """

    position: str
    meanings: Mapping[str, Meaning]
    contract: Mapping[str, Meaning]
    rows: Mapping[str, int]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Values that surely mean none of the known things, or that only ask for something, most rows first."""
        return tuple(value for value, meaning in self.meanings.items() if meaning in (Meaning.UNKNOWN, Meaning.ASKED))

    @property
    def none_final(self) -> bool:
        """Whether every order is still open or new: nothing says that any was sold."""
        return all(is_still_open(value) for value in self.meanings)

    @property
    def _of_contracts(self) -> bool:
        """Whether all values say something of contracts, and some what only contracts are: on trial, overdue."""
        told = {value: meaning for value, meaning in self.contract.items() if meaning is not Meaning.UNKNOWN}
        only = {meaning for value, meaning in told.items() if self.meanings[value] is Meaning.UNKNOWN}
        runs = Meaning.RUNNING in told.values()
        return runs and len(told) == len(self.contract) and (bool(only) or Meaning.TRIAL in told.values())

    @property
    def facts(self) -> dict[str, float]:
        """Whether no value says a sale, or some deals are won and others lost."""
        said = set(self.meanings.values())
        facts = {"g:states_open": float(bool(said) and said <= _OPEN)}
        won = any("won" in value.casefold() for value in self.meanings)
        facts["g:states_won"] = float(won and Meaning.SALE in said)
        facts["g:contract_states"] = float(self._of_contracts)
        return {name: value for name, value in facts.items() if value}


def read_states(cells: pl.DataFrame, positions: Sequence[int], words: Sequence[HeaderWords]) -> StateReading | None:
    """The state column whose values take most rows away, of those whose headers fit; None: none of few values."""
    read = [one for at in positions if (one := _read(cells, str(at), words[at])) is not None]
    return max(read, key=_telling, default=None)


def read_bare_states(cells: pl.DataFrame, words: Sequence[HeaderWords]) -> StateReading | None:
    """A column of remarks or the like whose few values all are states of orders, some of which came to nothing."""
    places = [at for at, word in enumerate(words) if word.concepts & _OF_REMARKS]
    read = [one for at in places if (one := _read(cells, str(at), words[at])) is not None]
    return next((one for one in read if _telling(one) == (True, 1.0)), None)


def _read(cells: pl.DataFrame, position: str, words: HeaderWords) -> StateReading | None:
    counts = cells[position].drop_nulls().value_counts(sort=True, name="rows")
    if not 0 < counts.height <= _MOST_VALUES:
        return None
    rows = dict(counts.iter_rows())
    orders = {value: _of_order(value, _concepts(words)) for value in rows}
    known = sum(number for value, number in rows.items() if orders[value] is not Meaning.UNKNOWN)
    undone = any(map(_undone, orders, orders.values()))
    if known < _KNOWN_SHARE * sum(rows.values()) and not undone and not words.concepts & _OF_ORDERS:
        return None
    return StateReading(position, orders, {value: subscription_meaning(value) for value in rows}, rows)


def _concepts(words: HeaderWords) -> frozenset[str]:
    """What a column of states is of: shops call the state of a payment financial, too."""
    return words.concepts | ({"payment"} if "financial" in words.text.casefold() else set())


def _undone(value: str, meaning: Meaning) -> bool:
    """Whether a value says in few words that an order came to nothing; more words are a remark, and no state."""
    return meaning not in _SAYS_NO_MORE and len(tokens_of(value)) <= _WORDS_OF_A_STATE


def _of_order(value: str, concepts: frozenset[str]) -> Meaning:
    """An open payment is not paid, a closed invoice is; an open order is on its way."""
    if "payment" in concepts and (is_still_open(value) or is_waiting(value)):
        return Meaning.UNPAID
    if "invoice" in concepts and squeezed(value) == "closed":
        return Meaning.SALE
    return order_meaning(value)


def _telling(states: StateReading) -> tuple[bool, float]:
    """A column that tells sales from others outranks one that says the same of all; known words outrank unknown."""
    said = set(states.meanings.values()) - {Meaning.UNKNOWN}
    known = sum(rows for value, rows in states.rows.items() if states.meanings[value] is not Meaning.UNKNOWN)
    return bool(said - {Meaning.SALE}), known / sum(states.rows.values())


def order_meanings(cells: pl.Series, header: str | None) -> dict[str, Meaning]:
    """What every different value of a column of states means for an order; long texts are no states."""
    values = cells.drop_nulls().unique(maintain_order=True)
    short = values.filter(values.str.len_bytes() < _LONGEST_STATE).head(_MOST_LOOKED_UP)
    concepts = _concepts(read_headers((header,))[0])
    return {value: _of_order(value, concepts) for value in short.to_list()}


def without_brackets(name: str) -> str:
    """The name of a kind of document without what explains it."""
    return _IN_BRACKETS.sub("", name).strip() or name


def document_meanings(cells: pl.Series, header: str | None) -> dict[str, Meaning]:
    """What every different kind of document means; what stands in brackets behind its name only explains it."""
    values = cells.drop_nulls().unique(maintain_order=True)
    names = {value: without_brackets(value) for value in values.to_list()}
    told = order_meanings(pl.Series("name", list(names.values()), dtype=pl.String), header)
    return {value: told[name] for value, name in names.items() if name in told}


def may_be_states(header: str) -> bool:
    """Whether a header may stand for the states of orders."""
    return "status" in named_roles((header,))[0]


def holds_states(cells: pl.Series) -> bool:
    """Whether cells say of some orders that they came to nothing, or that somebody wishes so."""
    values = cells.drop_nulls().unique()
    return 0 < len(values) <= _MOST_VALUES and any(order_meaning(value) not in _SAYS_NO_MORE for value in values)


def read_types(cells: pl.DataFrame, words: Sequence[HeaderWords]) -> dict[str, float]:
    """What a column of kinds of documents says: quotes only, or quotes among sales."""
    said: set[Meaning] = set()
    for at, word in enumerate(words):
        if word.concepts & _OF_TYPES and 0 < cells[str(at)].n_unique() <= min(_MOST_TYPES, cells.height / 2):
            said |= {order_meaning(without_brackets(value)) for value in cells[str(at)].drop_nulls().unique().to_list()}
    if Meaning.NOT_A_SALE not in said:
        return {}
    return {"g:states_open": 1.0} if said == {Meaning.NOT_A_SALE} else {"g:types_mixed": 1.0}
