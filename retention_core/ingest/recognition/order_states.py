"""The column of states of a table, and what each of its values means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.recognition.state_meanings import Meaning, order_meaning, subscription_meaning

_MOST_VALUES = 60
_OPEN = frozenset({Meaning.NOT_A_SALE, Meaning.UNPAID})


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
    def facts(self) -> dict[str, float]:
        """Whether no value says a sale, or some deals are won and others lost."""
        said = set(self.meanings.values())
        facts = {"g:states_open": float(bool(said) and said <= _OPEN)}
        won = any("won" in value.casefold() for value in self.meanings)
        facts["g:states_won"] = float(won and Meaning.SALE in said)
        return {name: value for name, value in facts.items() if value}


def read_states(cells: pl.DataFrame, positions: Sequence[int]) -> StateReading | None:
    """The state column whose values take most rows away, of those whose headers fit; None: none of few values."""
    read = [one for at in positions if (one := _read(cells, str(at))) is not None]
    return max(read, key=_telling, default=None)


def _read(cells: pl.DataFrame, position: str) -> StateReading | None:
    counts = cells[position].drop_nulls().value_counts(sort=True, name="rows")
    if not 0 < counts.height <= _MOST_VALUES:
        return None
    rows = dict(counts.iter_rows())
    orders = {value: order_meaning(value) for value in rows}
    return StateReading(position, orders, {value: subscription_meaning(value) for value in rows}, rows)


def _telling(states: StateReading) -> tuple[bool, float]:
    """A column that tells sales from others outranks one that says the same of all; known words outrank unknown ones."""
    said = set(states.meanings.values()) - {Meaning.UNKNOWN}
    known = sum(rows for value, rows in states.rows.items() if states.meanings[value] is not Meaning.UNKNOWN)
    return bool(said - {Meaning.SALE}), known / sum(states.rows.values())
