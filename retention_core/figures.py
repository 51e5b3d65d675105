"""What a figure is, and the list of all of them.

A figure is the unit of meaning: a number that knows its name, its formula, what went into it, how sure it is, and who
is behind it. Pages, report, export and command line all take it from here; none computes or formats its own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from string import Formatter

import polars as pl

from retention_core.quantities import Money, Unit
from retention_core.study import Study

Value = int | float | str | date | Money | None

HOMES = (
    "retention_core.describe.cycle_figures",
    "retention_core.describe.retention_figures",
    "retention_core.describe.repeat_figures",
    "retention_core.describe.active_customers_figures",
    "retention_core.describe.yearly_figures",
    "retention_core.describe.funnel_figures",
    "retention_core.describe.cohort_figures",
    "retention_core.describe.subscription_figures",
    "retention_core.describe.subscription_moves",
    "retention_core.describe.tenure_figures",
    "retention_core.describe.activity_figures",
    "retention_core.describe.money_figures",
    "retention_core.describe.money_split_figures",
    "retention_core.describe.money_flow_figures",
    "retention_core.describe.waterfall_figures",
    "retention_core.describe.refund_figures",
    "retention_core.describe.repeat_orders",
    "retention_core.describe.concentration_figures",
    "retention_core.describe.clv_figures",
    "retention_core.describe.cac_figures",
    "retention_core.describe.free_orders",
    "retention_core.predict.forecast_figures",
    "retention_core.predict.model_figures",
    "retention_core.prescribe.risk_figures",
    "retention_core.prescribe.tier_figures",
    "retention_core.prescribe.segment_figures",
    "retention_core.prescribe.poor_fit_figures",
    "retention_core.prescribe.what_if_figures",
    "retention_core.prescribe.worth_figures",
    "retention_core.prescribe.play_figures",
    "retention_core.prescribe.health_figures",
)


@dataclass(frozen=True)
class Figure:
    """One number with everything needed to explain it.

    value      null: not known, and `why_null` is the code of the reason
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
    why_null: str | None = None
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

    def register(compute: Compute) -> Compute:
        def named(study: Study) -> Figure:
            return as_meant(_MEANINGS[name], compute(study))

        if name in _MEANINGS:
            raise ValueError(f"two figures are called {name}")
        _MEANINGS[name] = Meaning(name, title, meaning, formula, unit, others, named, compute.__module__, over_time)
        return named

    return register


def as_meant(meaning: Meaning, found: Figure) -> Figure:
    """A figure with the name, unit and other definitions of its meaning; formula inputs that it lacks are null."""
    inputs = dict.fromkeys(formula_inputs(meaning.formula)) | dict(found.inputs)
    return replace(found, name=meaning.name, unit=meaning.unit, others=meaning.others, inputs=inputs)


def formula_inputs(formula: str) -> list[str]:
    """The names in braces of a formula."""
    return [name for _, name, _, _ in Formatter().parse(formula) if name]


def meaning_of(name: str) -> Meaning:
    """The registered meaning of a figure; KeyError for an unknown name."""
    return _registered()[name]


def all_meanings() -> Iterator[Meaning]:
    """Every registered figure, in the order of their homes, whichever was loaded first."""
    known = list(_registered().values())
    for home in HOMES:
        yield from (meaning for meaning in known if meaning.home == home)


def compute(name: str, study: Study) -> Figure:
    """The figure `name` of a study."""
    return study(meaning_of(name).compute)


def unknown(why: str, **inputs: Value) -> Figure:
    """A figure that cannot be known, with the code of the reason and what is known of its inputs."""
    return Figure(None, why_null=why, inputs=inputs)


def numbers(study: Study) -> tuple[dict[str, int | float | str | None], dict[str, str]]:
    """Every figure by its name, as plain values for other programs, and the reasons of those that are not known.

    Money is an exact decimal as text, a day is written 2026-01-31, a share is a part of 1, lengths of time are days.
    """
    figures = [compute(meaning.name, study) for meaning in all_meanings()]
    values = {figure.name: plain(figure.value) for figure in figures}
    return values, {figure.name: figure.why_null for figure in figures if figure.why_null}


def plain(value: Value) -> int | float | str | None:
    """A value without its kind: money as exact decimal text, a day as 2026-01-31."""
    if isinstance(value, Money):
        return str(value.decimal())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return float(value)
    return str(value) if isinstance(value, str) else value


def _registered() -> dict[str, Meaning]:
    """All figures. Their homes import this module, so they are loaded when first asked for."""
    for home in HOMES:
        import_module(home)
    return _MEANINGS
