"""The purchase cycle chooses the period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from retention_core.describe.cycle.period_calendar import full_periods, last_day_of, period_of
from retention_core.describe.cycle.purchase_cycle import Cycle, purchase_cycle
from retention_core.describe.presence.observation_window import ObservationWindow, horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

ENOUGH_OF_THREE_CYCLES = 0.8
ENOUGH_RHYTHMS = 10
ENOUGH_PERIODS = 2


@dataclass(frozen=True)
class PeriodChoice:
    """Which period is used, and why.

    kind            the length of a period
    wished          the length that fits the purchase cycle, if the file were long enough
    why             chosen | contracts | three_cycles | slow_cycle | few_rhythms | file_too_short
    values          what the sentence needs
    possible_from   the day from which the wished kind has two full periods; null: it is in use
    warnings        shorter_than_three_cycles, few_rhythms, no_full_period
    """

    kind: PeriodKind
    wished: PeriodKind
    why: str
    values: Mapping[str, object] = field(default_factory=dict)
    possible_from: date | None = None
    warnings: tuple[str, ...] = ()


def chosen_period(study: Study) -> PeriodChoice:
    """The length of a period: what the user says, else the first kind that holds three purchase cycles.

    Where the file has fewer than two full periods of that kind, the longest shorter one that has. Contracts, which are
    paid by the month, are counted by the month.
    """
    cycle, known = study(purchase_cycle), study(horizon)
    by_contract = study(presence_source) is PresenceSource.CONTRACTS
    wished = PeriodKind.MONTH if by_contract else wished_kind(cycle)
    kind = study.settings.period or _in_reach(wished, known)
    return PeriodChoice(
        kind,
        wished,
        _why(study.settings.period, kind, wished, None if by_contract else cycle),
        {"kind": kind, "wished": wished, "cycle_days": cycle.median_days, "customers": cycle.customers_with_gap},
        _possible_from(wished, known) if kind is not wished and study.settings.period is None else None,
        tuple(_warnings(kind, None if by_contract else cycle, known)),
    )


def wished_kind(cycle: Cycle) -> PeriodKind:
    """The kind that fits a purchase cycle; a quarter where there are too few rhythms to tell."""
    if cycle.three_cycles_days is None or cycle.customers_with_gap < ENOUGH_RHYTHMS:
        return PeriodKind.QUARTER
    enough = ENOUGH_OF_THREE_CYCLES * cycle.three_cycles_days
    return next((kind for kind in PeriodKind if kind.cycle_days >= enough), PeriodKind.YEAR)


def _in_reach(wished: PeriodKind, known: ObservationWindow) -> PeriodKind:
    """The wished kind, or the longest shorter one with two full periods, else with one, else a week."""
    if known.first_day is None:
        return wished
    kinds = list(PeriodKind)
    longest_first = kinds[kinds.index(wished) :: -1]
    full = {kind: full_periods(kind, known) for kind in longest_first}
    for least in (ENOUGH_PERIODS, 1):
        for kind in longest_first:
            if full[kind] >= least:
                return kind
    return PeriodKind.WEEK


def _why(chosen: PeriodKind | None, kind: PeriodKind, wished: PeriodKind, cycle: Cycle | None) -> str:
    if chosen is not None:
        return "chosen"
    if kind is not wished:
        return "file_too_short"
    if cycle is None:
        return "contracts"
    if cycle.customers_with_gap < ENOUGH_RHYTHMS:
        return "few_rhythms"
    return "slow_cycle" if _too_short(kind, cycle) else "three_cycles"


def _possible_from(kind: PeriodKind, known: ObservationWindow) -> date | None:
    """The last day of the second full period of a kind."""
    if known.first_day is None:
        return None
    start = period_of(kind, known.known_from)
    if start < known.known_from:
        start = last_day_of(kind, start) + timedelta(days=1)
    return last_day_of(kind, last_day_of(kind, start) + timedelta(days=1))


def _warnings(kind: PeriodKind, cycle: Cycle | None, known: ObservationWindow) -> list[str]:
    rhythms = cycle.customers_with_gap if cycle else 0
    told = {
        "shorter_than_three_cycles": cycle is not None and rhythms >= ENOUGH_RHYTHMS and _too_short(kind, cycle),
        "few_rhythms": cycle is not None and rhythms < ENOUGH_RHYTHMS,
        "no_full_period": known.first_day is not None and not full_periods(kind, known),
    }
    return [code for code, true in told.items() if true]


def _too_short(kind: PeriodKind, cycle: Cycle) -> bool:
    return kind.cycle_days < ENOUGH_OF_THREE_CYCLES * (cycle.three_cycles_days or 0)
