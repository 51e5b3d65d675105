"""What the numbers would be with another length of period."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from retention_core.describe.cycle.period_calendar import full_periods
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention_period import last_finished
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

SCHEMA = {
    "kind": pl.String,
    "chosen": pl.Boolean,
    "wished": pl.Boolean,
    "full_periods": pl.Int64,
    "enough": pl.Boolean,
    "first_day": pl.Date,
    "at_start": pl.Int64,
    "kept": pl.Int64,
    "retention_rate": pl.Float64,
}


@dataclass(frozen=True)
class ComparedPeriod:
    """One row of `period_comparison`, which says what each field means and where it is null."""

    kind: str
    chosen: bool
    wished: bool
    full_periods: int
    enough: bool | None
    first_day: date | None
    at_start: int | None
    kept: int | None
    retention_rate: float | None


def period_comparison(study: Study) -> pl.DataFrame:
    """One row per length of period, shortest first, each with its own last full period.

    kind                        week to year
    chosen, wished              in use; the one that fits the purchase cycle
    full_periods                how many the data knows
    enough                      holds about three purchase cycles; null where no cycle is known
    first_day                   of its last full period; null: there is none
    at_start, kept, retention_rate   of that period, as in `retention_by_period`
    """
    rows = [_with(study, kind) for kind in PeriodKind]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _with(study: Study, kind: PeriodKind) -> tuple:
    own, other = study(chosen_period), study.with_overrides(period=kind)
    choice = other(chosen_period)
    known = choice.values["cycle_days"] is not None
    enough = "shorter_than_three_cycles" not in choice.warnings if known else None
    last = (study if kind is own.kind else other)(last_finished)
    told = (last.first_day, last.at_start, last.kept, last.retention_rate) if last else (None,) * 4
    return str(kind), kind is own.kind, kind is own.wished, full_periods(kind, study(horizon)), enough, *told
