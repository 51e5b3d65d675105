"""How the shop goes on if nothing changes, measured from its last four full periods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.retention.retention import retention_by_period
from retention_core.describe.subscriptions.churn import running_fees
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.rows import rows_as
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.group_history import GroupFlow, segment_flows, tier_flows

PERIODS = 4
SHRINK = 10


@dataclass(frozen=True)
class CustomerGroup:
    """A group of customers followed into the future.

    rank       of their tier or segment today, as `GroupFlow`; null: everybody
    start      customers at the end of the last finished period
    rate       share of them kept in a period
    gained     new and returned customers a period
    revenue    per customer and period, whole money; of contracts their fees; null without amounts
    seen       customers at the start of a period behind the rate, all periods together
    """

    rank: int | None
    start: float
    rate: float
    gained: float
    revenue: float | None
    seen: int = 0


@dataclass(frozen=True)
class KeptPeriod:
    """A row of `retention_by_period` in which it is known who was there before; revenue null without amounts."""

    last_day: date
    at_start: int
    kept: int
    gained: int
    at_end: int
    revenue: int | None


@dataclass(frozen=True)
class PastPeriod:
    """One period behind the baseline: customers at its start, kept and gained; revenue per customer, null without."""

    at_start: int
    kept: int
    gained: int
    revenue: float | None


@dataclass(frozen=True)
class BaselineCheck:
    """How far S r + n was from the truth in the periods past, beside 'as many as now'.

    error, error_as_now   mean distance from the customers who were there, as a share of them
    """

    periods: int
    error: float
    error_as_now: float


@dataclass(frozen=True)
class Baseline:
    """The shop as it is: everybody as one line, and today's tiers as lines of their own where the history allows.

    past       those periods, oldest first: what the lines are measured from
    tiers      empty with less than twelve months and one period of history
    """

    kind: PeriodKind
    everybody: CustomerGroup
    tiers: tuple[CustomerGroup, ...]
    past: tuple[PastPeriod, ...]
    back_test: BaselineCheck | None

    @property
    def has_money(self) -> bool:
        """Whether it is known what customers pay."""
        return self.everybody.revenue is not None

    def lines_of(self, ranks: tuple[int, ...] | None) -> list[CustomerGroup]:
        """The lines of some tiers or segments, empty where the history cannot tell them apart; null: everybody's."""
        return [self.everybody] if ranks is None else [line for line in self.tiers if line.rank in ranks]

    @property
    def periods(self) -> int:
        """How many full periods it is measured over."""
        return len(self.past)

    @property
    def counts(self) -> list[tuple[int, int]]:
        """Kept, and at the start, of each period."""
        return [(period.kept, period.at_start) for period in self.past]

    @property
    def kept(self) -> int:
        """Customers kept, all those periods together."""
        return sum(period.kept for period in self.past)

    @property
    def at_start(self) -> int:
        """Customers at the start, all those periods together."""
        return sum(period.at_start for period in self.past)


def baseline(study: Study) -> Baseline | None:
    """The shop as it is, measured over the last four full periods; None without a period that says who was kept."""
    told = study(retention_by_period).filter(pl.col("finished") & pl.col("at_start").is_not_null())
    rows = rows_as(KeptPeriod, told)
    last = rows[-PERIODS:]
    if not _anybody(last):
        return None
    if study(presence_source) is PresenceSource.CONTRACTS:
        last = _with_fees(study, last)
    unit = 10**study.workbook.decimals
    everybody = _everybody(last, unit)
    lines = tuple(_group_line(flow, everybody) for flow in study(tier_flows))
    past = tuple(_past(row, unit) for row in last)
    return Baseline(study(chosen_period).kind, everybody, lines, past, _back_test(rows))


def baseline_with_segments(study: Study) -> Baseline | None:
    """The shop as it is, with a line for each segment beside those of the tiers; None as `baseline`."""
    shop = study(baseline)
    if shop is None:
        return None
    lines = tuple(_group_line(flow, shop.everybody) for flow in study(segment_flows))
    return replace(shop, tiers=(*shop.tiers, *lines))


def _with_fees(study: Study, rows: Sequence[KeptPeriod]) -> list[KeptPeriod]:
    """Contracts sell their fees: what runs on a period's last day, for as many months as a period has."""
    fees, months = running_fees(study, [row.last_day for row in rows]), 12 / study(chosen_period).kind.per_year
    if fees is None:
        return [*rows]
    return [replace(row, revenue=round(fee * months)) for row, fee in zip(rows, fees, strict=True)]


def _past(row: KeptPeriod, unit: int) -> PastPeriod:
    sold = None if row.revenue is None or not row.at_end else row.revenue / unit / row.at_end
    return PastPeriod(row.at_start, row.kept, row.gained, sold)


def _everybody(rows: Sequence[KeptPeriod], unit: int) -> CustomerGroup:
    """All customers as one line: r = kept / at start, n = gained a period, revenue per customer there."""
    there, started = sum(row.at_end for row in rows), sum(row.at_start for row in rows)
    paid = [row.revenue for row in rows if row.revenue is not None]
    return CustomerGroup(
        None,
        rows[-1].at_end,
        sum(row.kept for row in rows) / started,
        sum(row.gained for row in rows) / len(rows),
        sum(paid) / unit / there if paid and there else None,
        started,
    )


def _group_line(flow: GroupFlow, everybody: CustomerGroup) -> CustomerGroup:
    """A group as a line: its own rate and revenue, drawn towards the whole shop's as if ten more had done as all do."""
    rate = (flow.kept + SHRINK * everybody.rate) / (flow.at_start + SHRINK)
    if flow.revenue is None or everybody.revenue is None:
        return CustomerGroup(flow.rank, flow.today, rate, 0.0, None, flow.at_start)
    revenue = (flow.revenue + SHRINK * everybody.revenue) / (flow.kept + SHRINK)
    return CustomerGroup(flow.rank, flow.today, rate, 0.0, revenue, flow.at_start)


def _anybody(rows: Sequence[KeptPeriod]) -> bool:
    return any(row.at_start for row in rows)


def _back_test(rows: Sequence[KeptPeriod]) -> BaselineCheck | None:
    """Each period foretold from the four before it."""
    before = [rows[max(0, place - PERIODS) : place] for place in range(len(rows))]
    told = [(row, _everybody(past, 1)) for row, past in zip(rows, before, strict=True) if _anybody(past)]
    truth = sum(row.at_end for row, _ in told)
    if not truth:
        return None
    error = sum(abs(row.at_start * line.rate + line.gained - row.at_end) for row, line in told)
    as_now = sum(abs(row.at_start - row.at_end) for row, _ in told)
    return BaselineCheck(len(told), error / truth, as_now / truth)
