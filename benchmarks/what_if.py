"""The studio: `python benchmarks/what_if.py [--turns 20]`.

10,000 drawn shops followed for 60 months with and without a programme, all tiers and all levers on, with the bands of
every step; beside it what one move of a slider needs besides: the outcome in three readings, and the map of 33 x 33.
Aim: the draws under 50 ms. There is no peer that does this; pymc-marketing and lifetimes stop at a customer's value.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, PastPeriod
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.goal_seek import cost_map
from retention_core.prescribe.what_if.monte_carlo import outcome_ranges
from retention_core.prescribe.what_if.sensitivity import tornado
from retention_core.prescribe.what_if.what_if import outcome

TIERS = tuple(CustomerGroup(rank, 200.0 * rank, 0.9 - 0.1 * rank, 0.0, 50.0 / rank, 800 * rank) for rank in range(1, 5))
PAST = (
    PastPeriod(3000, 2050, 930, 21.0),
    PastPeriod(3010, 2120, 890, 19.0),
    PastPeriod(2990, 2110, 880, 20.0),
    PastPeriod(3000, 2120, 900, 20.5),
)
SHOP = Baseline(PeriodKind.MONTH, CustomerGroup(None, 3000.0, 0.7, 900.0, 20.0, 12_000), TIERS, PAST, None)
EVERYBODY = Lever(horizon_months=60)
ALL_TIERS = Lever(
    tiers=(1, 2, 3, 4), spend=0.05, frequency=0.03, cost_per_member=0.5, cost_share=0.01, horizon_months=60
)


def milliseconds(work: Callable[[], object], turns: int) -> float:
    """The median of some turns, after one that fills what is remembered."""
    work()
    taken = []
    for _ in range(turns):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def main() -> None:
    """Prints every part."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--turns", type=int, default=20)
    turns = ask.parse_args().turns
    parts: dict[str, Callable[[], object]] = {
        "draws, everybody (aim 50 ms)": lambda: outcome_ranges(SHOP, EVERYBODY),
        "draws, all tiers (aim 50 ms)": lambda: outcome_ranges(SHOP, ALL_TIERS),
        "outcome, three readings": lambda: outcome(SHOP, ALL_TIERS),
        "what matters most": lambda: tornado(SHOP, ALL_TIERS),
        "map of lift and cost": lambda: cost_map(SHOP, ALL_TIERS),
    }
    for name, work in parts.items():
        print(f"{name:32} {milliseconds(work, turns):7.1f} ms", flush=True)


if __name__ == "__main__":
    main()
