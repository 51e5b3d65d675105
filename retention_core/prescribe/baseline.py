"""How the shop goes on if nothing changes, measured from its last four full periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from retention_core.describe.choice import chosen_period
from retention_core.describe.retention import retention_by_period
from retention_core.prescribe.tier_history import TierFlow, tier_flows
from retention_core.settings import PeriodKind
from retention_core.study import Study

PERIODS = 4
SHRINK = 10


@dataclass(frozen=True)
class Line:
    """A group of customers followed into the future.

    rank       of their tier today; null: everybody
    start      customers at the end of the last finished period
    rate       share of them kept in a period
    gained     new and returned customers a period
    revenue    per customer and period, whole money; null without amounts
    """

    rank: int | None
    start: float
    rate: float
    gained: float
    revenue: float | None


@dataclass(frozen=True)
class BackTest:
    """How far S r + n was from the truth in the periods past, beside 'as many as now'.

    error, error_as_now   mean distance from the customers who were there, as a share of them
    """

    periods: int
    error: float
    error_as_now: float


@dataclass(frozen=True)
class Baseline:
    """The shop as it is: everybody as one line, and today's tiers as lines of their own where the history allows.

    history    (kept, at start) of each of them: the counts behind the rate
    tiers      empty with less than twelve months and one period of history
    """

    kind: PeriodKind
    everybody: Line
    tiers: tuple[Line, ...]
    history: tuple[tuple[int, int], ...]
    back_test: BackTest | None

    @property
    def periods(self) -> int:
        """How many full periods it is measured over."""
        return len(self.history)

    @property
    def kept(self) -> int:
        """Customers kept, all those periods together."""
        return sum(kept for kept, _ in self.history)

    @property
    def at_start(self) -> int:
        """Customers at the start, all those periods together."""
        return sum(at_start for _, at_start in self.history)


def baseline(study: Study) -> Baseline | None:
    """The shop as it is, measured over the last four full periods; None without a period that says who was kept."""
    rows = study(retention_by_period).filter(pl.col("finished") & pl.col("at_start").is_not_null()).rows(named=True)
    last = rows[-PERIODS:]
    if not _anybody(last):
        return None
    everybody = _everybody(last, 10**study.workbook.decimals)
    lines = tuple(_tier_line(flow, everybody) for flow in study(tier_flows))
    history = tuple((row["kept"], row["at_start"]) for row in last)
    return Baseline(study(chosen_period).kind, everybody, lines, history, _back_test(rows))


def _everybody(rows: Sequence[Mapping[str, Any]], unit: int) -> Line:
    """All customers as one line: r = kept / at start, n = gained a period, revenue per customer there."""
    there = sum(row["at_end"] for row in rows)
    sold = None if rows[-1]["revenue"] is None else sum(row["revenue"] for row in rows) / unit
    return Line(
        None,
        rows[-1]["at_end"],
        sum(row["kept"] for row in rows) / sum(row["at_start"] for row in rows),
        sum(row["gained"] for row in rows) / len(rows),
        sold / there if sold is not None and there else None,
    )


def _tier_line(flow: TierFlow, everybody: Line) -> Line:
    """A tier as a line: its own rate and revenue, drawn towards the whole shop's as if ten more had done as all do."""
    rate = (flow.kept + SHRINK * everybody.rate) / (flow.at_start + SHRINK)
    if flow.revenue is None or everybody.revenue is None:
        return Line(flow.rank, flow.today, rate, 0.0, None)
    revenue = (flow.revenue + SHRINK * everybody.revenue) / (flow.kept + SHRINK)
    return Line(flow.rank, flow.today, rate, 0.0, revenue)


def _anybody(rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(row["at_start"] for row in rows)


def _back_test(rows: Sequence[Mapping[str, Any]]) -> BackTest | None:
    """Each period foretold from the four before it."""
    before = [rows[max(0, place - PERIODS) : place] for place in range(len(rows))]
    told = [(row, _everybody(past, 1)) for row, past in zip(rows, before, strict=True) if _anybody(past)]
    truth = sum(row["at_end"] for row, _ in told)
    if not truth:
        return None
    error = sum(abs(row["at_start"] * line.rate + line.gained - row["at_end"]) for row, line in told)
    as_now = sum(abs(row["at_start"] - row["at_end"]) for row, _ in told)
    return BackTest(len(told), error / truth, as_now / truth)
