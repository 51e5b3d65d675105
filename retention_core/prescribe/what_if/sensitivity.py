"""Which lever matters most: the extra profit at the low and the high end of each, all others as they are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from retention_core.describe.statistics.confidence_ranges import share_range_with_spread
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.profit_bridge import extra_profit

PART = 0.2
POINTS = {"margin": 0.10, "discount_rate": 0.05}


@dataclass(frozen=True)
class Swing:
    """One lever, or one measured number, moved down and up.

    name                          of the field of the lever, or rate, spent or gained of the shop
    low, high                     its two ends, in its own unit
    profit_low, profit_high       the extra profit at each
    measured                      the ends are the 95% range of what is measured; else a fifth, or some points, each way
    """

    name: str
    low: float
    high: float
    profit_low: float
    profit_high: float
    measured: bool = False

    @property
    def width(self) -> float:
        """How far the extra profit moves."""
        return abs(self.profit_high - self.profit_low)


def tornado(baseline: Baseline, lever: Lever) -> list[Swing]:
    """Every lever that is on, and every measured number, the one that moves the extra profit most first."""
    found = [*_of_shop(baseline, lever), *_of_lever(baseline, lever)]
    return sorted(found, key=lambda swing: (-swing.width, swing.name))


def _of_shop(baseline: Baseline, lever: Lever) -> Iterator[Swing]:
    """Retention within its range; spend and customers gained a fifth down and up."""
    told = share_range_with_spread(baseline.kept, baseline.at_start, baseline.counts)
    if told:
        factors = [end / baseline.everybody.rate if baseline.everybody.rate else 1.0 for end in told]
        ends = [extra_profit(_shop(baseline, rate=factor), lever) for factor in factors]
        yield Swing("rate", told[0], told[1], ends[0], ends[1], measured=True)
    for name, now in (("spent", baseline.everybody.revenue or 0.0), ("gained", baseline.everybody.gained)):
        ends = [extra_profit(_shop(baseline, **{name: 1 + part}), lever) for part in (-PART, PART)]
        yield Swing(name, now * (1 - PART), now * (1 + PART), ends[0], ends[1])


def _of_lever(baseline: Baseline, lever: Lever) -> Iterator[Swing]:
    """The levers that are on, a fifth of theirs down and up; margin and discount rate by points."""
    for name, points in POINTS.items():
        now = getattr(lever, name)
        yield _swing(baseline, lever, name, max(0.0, now - points), min(1.0, now + points))
    for name in ("lift", "spend", "frequency", "new_customers", "cost_per_period", "cost_per_member", "cost_share"):
        if now := getattr(lever, name):
            yield _swing(baseline, lever, name, now * (1 - PART), now * (1 + PART))
    if lever.contract_share:
        most = min(1.0, lever.contract_share * (1 + PART))
        yield _swing(baseline, lever, "contract_share", lever.contract_share * (1 - PART), most)


def _swing(baseline: Baseline, lever: Lever, name: str, low: float, high: float) -> Swing:
    ends = [extra_profit(baseline, replace(lever, **{name: end})) for end in (low, high)]  # type: ignore[arg-type]
    return Swing(name, low, high, ends[0], ends[1])


def _shop(baseline: Baseline, *, rate: float = 1.0, spent: float = 1.0, gained: float = 1.0) -> Baseline:
    """The shop with its measured numbers so many times what they are, in every line; nobody is kept more than once."""

    def moved(line: CustomerGroup) -> CustomerGroup:
        sold = None if line.revenue is None else line.revenue * spent
        return replace(line, rate=min(1.0, line.rate * rate), gained=line.gained * gained, revenue=sold)

    return replace(baseline, everybody=moved(baseline.everybody), tiers=tuple(map(moved, baseline.tiers)))
