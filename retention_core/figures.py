"""What a figure is, and the list of all of them.

A figure is the unit of meaning: a number that knows its name, its formula, what went into it, how sure it is, and who
is behind it. Pages, report, export and command line all take it from here; none computes or formats its own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from retention_core.quantities import Money, Unit
from retention_core.study import Study

Value = int | float | str | date | Money | None


@dataclass(frozen=True)
class Figure:
    """One number with everything needed to explain it.

    value      null: not known, and `why_null` is the code of the reason
    low, high  95% range, in the unit of the value; null where none applies
    inputs     the figures put into the formula, by the names the formula uses
    others     names of other common definitions, to show beside it
    customers  makes the table of customers behind it: customer_code first, one row each; null: none
    """

    value: Value
    name: str = ""
    unit: Unit = Unit.COUNT
    low: Value = None
    high: Value = None
    inputs: Mapping[str, Value] = field(default_factory=dict)
    why_null: str | None = None
    others: tuple[str, ...] = ()
    customers: Callable[[], pl.DataFrame] | None = None


@dataclass(frozen=True)
class Meaning:
    """What stands behind a name: `title`, one-sentence `meaning` and `formula` are messages to translate.

    The formula names its inputs in braces: "kept / customers at start = {kept} / {at_start}".
    """

    name: str
    title: str
    meaning: str
    formula: str
    unit: Unit
    others: tuple[str, ...]
    compute: Callable[[Study], Figure]


_MEANINGS: dict[str, Meaning] = {}


def figure(
    name: str, *, title: str, meaning: str, formula: str, unit: Unit, others: tuple[str, ...] = ()
) -> Callable[[Callable[[Study], Figure]], Callable[[Study], Figure]]:
    """Registers the function below it as the one that computes the figure `name`."""

    def register(compute: Callable[[Study], Figure]) -> Callable[[Study], Figure]:
        def named(study: Study) -> Figure:
            return replace(compute(study), name=name, unit=unit, others=others)

        if name in _MEANINGS:
            raise ValueError(f"two figures are called {name}")
        _MEANINGS[name] = Meaning(name, title, meaning, formula, unit, others, named)
        return named

    return register


def meaning_of(name: str) -> Meaning:
    """The registered meaning of a figure; KeyError for an unknown name."""
    return _MEANINGS[name]


def all_meanings() -> Iterator[Meaning]:
    """Every registered figure, in the order of registration."""
    yield from _MEANINGS.values()


def compute(name: str, study: Study) -> Figure:
    """The figure `name` of a study."""
    return study(_MEANINGS[name].compute)


def unknown(why: str, **inputs: Value) -> Figure:
    """A figure that cannot be known, with the code of the reason and what is known of its inputs."""
    return Figure(None, why_null=why, inputs=inputs)
