"""What a figure is, and how a module makes one known.

A figure is the unit of meaning: a number that knows its name, its formula, what went into it, how sure it is, and who
is behind it. Pages, report, export and command line all take it from here; none computes or formats its own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from string import Formatter

import polars as pl

from retention_core.kernel.quantities import Money, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

Value = int | float | str | date | Money | None


@dataclass(frozen=True)
class Figure:
    """One number with everything needed to explain it.

    value      null: not known, and `why_null` is the reason
    low, high  range, in the unit of the value; null where none applies
    bound      at_most or at_least, where the value is only that; null: it is exact
    inputs     the figures put into the formula, by the names the formula uses
    others     names of other common definitions, to show beside it
    customers  makes the table of customers behind it: customer_code first, one row each; null: none. It is given the
               study anew, since a figure outlives a change of settings that it did not read
    """

    value: Value
    name: str = ""
    unit: Unit = Unit.COUNT
    low: Value = None
    high: Value = None
    bound: str | None = None
    inputs: Mapping[str, Value] = field(default_factory=dict)
    why_null: WhyNull | None = None
    others: tuple[str, ...] = ()
    customers: Callable[[Study], pl.DataFrame] | None = None


Compute = Callable[[Study], Figure]
Trend = Callable[[Study], pl.DataFrame]


@dataclass(frozen=True)
class Meaning:
    """What stands behind a name: `title`, one-sentence `meaning` and `formula` are messages to translate.

    The formula names its inputs in braces: "kept / customers at start = {kept} / {at_start}".
    over_time makes the figure's history, one row per period: first_day, value, finished; None: it has none.
    """

    name: str
    title: str
    meaning: str
    formula: str
    unit: Unit
    others: tuple[str, ...]
    compute: Compute
    home: str
    over_time: Trend | None = None


_MEANINGS: dict[str, Meaning] = {}


def figure(
    name: str,
    *,
    title: str,
    meaning: str,
    formula: str,
    unit: Unit,
    others: tuple[str, ...] = (),
    over_time: Trend | None = None,
) -> Callable[[Compute], Compute]:
    """Registers the function below it as the one that computes the figure `name`."""

    def register(make: Compute) -> Compute:
        def named(study: Study) -> Figure:
            return as_meant(_MEANINGS[name], make(study))

        if name in _MEANINGS:
            raise ValueError(f"two figures are called {name}")
        _MEANINGS[name] = Meaning(name, title, meaning, formula, unit, others, named, make.__module__, over_time)
        return named

    return register


def as_meant(meaning: Meaning, found: Figure) -> Figure:
    """A figure with the name, unit and other definitions of its meaning; formula inputs that it lacks are null."""
    inputs = dict.fromkeys(formula_inputs(meaning.formula)) | dict(found.inputs)
    return replace(found, name=meaning.name, unit=meaning.unit, others=meaning.others, inputs=inputs)


def formula_inputs(formula: str) -> list[str]:
    """The names in braces of a formula."""
    return [name for _, name, _, _ in Formatter().parse(formula) if name]


def registered(name: str) -> Meaning:
    """The meaning of a figure whose module is loaded, as a module's own are; KeyError for any other."""
    return _MEANINGS[name]


def registered_by(module: str) -> Iterator[Meaning]:
    """The figures that a module registered, in their order in it."""
    return (meaning for meaning in _MEANINGS.values() if meaning.home == module)


def unknown(why: WhyNull, **inputs: Value) -> Figure:
    """A figure that cannot be known, with the reason and what is known of its inputs."""
    return Figure(None, why_null=why, inputs=inputs)


def to_json_value(value: Value) -> int | float | str | None:
    """A value without its kind: money as exact decimal text, a day as 2026-01-31."""
    if isinstance(value, Money):
        return str(value.decimal())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return float(value)
    return str(value) if isinstance(value, str) else value
