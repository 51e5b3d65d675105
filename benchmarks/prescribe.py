"""What to do, for 1.5 million customers: `python benchmarks/prescribe.py [--rows 10_000_000] [--turns 5]`.

The log of make_orders.py is drawn in memory, with names, addresses and what was bought. Prints how long each part
takes, in a fresh study each turn, medians: tiers, segments with the map and cut points, movement between two dates, who
is slipping away, the playbook with its due list, what is bought next, one customer; then the two things a hand waits
for: editing a line of the tiers, and a search among all customers. Against it, in turn: the quintile scores of the same
customers in pandas (qcut of recency, frequency and spend), which is the least that others do for segments.

Aims: tiers, segments, key accounts and the playbook in under 2 s; an edited line in under 0.2 s; a search in under 0.5.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pandas as pd
import polars as pl
from make_orders import CATEGORIES
from periods import drawn_workbook, seconds

from retention_core.describe.presence.customers import customer_summary
from retention_core.describe.retention.retention import retention_by_period
from retention_core.kernel.settings import TierRules
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from retention_core.prescribe.customers.at_risk import at_risk
from retention_core.prescribe.customers.customer_profile import customers_like, profile
from retention_core.prescribe.playbook.due_this_week import due_this_week
from retention_core.prescribe.playbook.ranked_plays import playbook
from retention_core.prescribe.playbook.retention_mistakes import health
from retention_core.prescribe.plays.cross_sell import bought_next
from retention_core.prescribe.plays.next_tier import just_below
from retention_core.prescribe.segments.group_movement import flows, grouped
from retention_core.prescribe.segments.segments import ORDER, segment_cells, segment_cut_points, segment_table, segments
from retention_core.prescribe.tiers.tier_draft import tried
from retention_core.prescribe.tiers.tiers import rules_in_use, tier_members, tier_table

PARTS: dict[str, tuple[Callable[[Study], object], ...]] = {
    "tiers, members, just below": (tier_table, tier_members, just_below),
    "segments, map, cut points": (segments, segment_table, segment_cells, segment_cut_points),
    "playbook and due this week": (playbook, due_this_week),
    "the five usual mistakes": (health,),
    "slipping away, with the model": (at_risk,),
    "what is bought next": (bought_next,),
}
TOGETHER = tuple(PARTS)[:4]


def peopled(rows: int) -> Workbook:
    """The drawn workbook with a name and an address for each customer, and what each order bought."""
    book, rng = drawn_workbook(rows), np.random.default_rng(2)
    number = pl.int_range(0, book.customers.height, eager=True).cast(pl.String)
    people = book.customers.with_columns(name="Customer " + number, email="c" + number + "@example.com")
    bought = rng.choice(len(CATEGORIES), book.orders.height, p=list(CATEGORIES.values()))
    category = pl.Series("category", list(CATEGORIES), dtype=pl.String).gather(bought)
    return replace(book, customers=people, orders=book.orders.with_columns(category))


def fresh(study: Study) -> Study:
    """The same workbook with nothing computed but periods and the summary of customers, which all pages need first."""
    other = Study(study.workbook)
    other(retention_by_period)
    other(customer_summary)
    return other


def part(study: Study, derived: tuple[Callable[[Study], object], ...]) -> float:
    """Seconds for some derived tables, what they share with others made anew."""
    own = fresh(study)
    return seconds(lambda: [own(derive) for derive in derived])


def together(study: Study) -> float:
    """Seconds for tiers, segments, playbook and health in one study, as the pages use them."""
    own = fresh(study)
    return seconds(lambda: [own(derive) for name in TOGETHER for derive in PARTS[name]])


def moved(study: Study) -> float:
    """Seconds for who moved between segments in a year."""
    own, then = fresh(study), study.workbook.orders["ordered_on"].to_list()[-1] - timedelta(days=365)
    order = tuple(map(str, ORDER))
    return seconds(lambda: flows(grouped(own, segments, "segment", then), order))


def edited(study: Study, turn: int) -> float:
    """Seconds from a new line to its counts, revenue and margin."""
    rules = study(rules_in_use)
    lines = tuple(line + turn + 1 for line in rules.thresholds or ())
    return seconds(lambda: study(tried, TierRules(rules.names, rules.shares, lines)))


def quintiles(table: pd.DataFrame) -> pd.DataFrame:
    """R, F and M by quintiles of rank, as most guides do it."""
    five = [1, 2, 3, 4, 5]
    return pd.DataFrame(
        {name: pd.qcut(table[name].rank(method="first"), 5, labels=five) for name in ("last", "visits", "spend")}
    )


def main() -> None:
    """Prints medians of all parts."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--rows", type=int, default=10_000_000)
    command.add_argument("--turns", type=int, default=5)
    asked = command.parse_args()
    study = Study(peopled(asked.rows))
    print(f"{study.workbook.orders.height:,} orders, {study.workbook.customers.height:,} customers")
    print(f"load {os.getloadavg()[0]:.1f}; once for a file: {seconds(lambda: fresh(study)):.2f} s")

    def median(work: Callable[[int], float]) -> float:
        return statistics.median(work(turn) for turn in range(asked.turns))

    for name, derived in PARTS.items():
        print(f"{name:<40} {median(lambda _, derived=derived: part(study, derived)):.3f} s")
    print(f"{'who moved between segments in a year':<40} {median(lambda _: moved(study)):.3f} s")
    whole = median(lambda _: together(study))
    print(f"{'tiers, segments, playbook, mistakes':<40} {whole:.3f} s (aim: under 2)")
    first = seconds(lambda: study(tried, TierRules()))
    turns = count()
    print(f"{'first look at a line of the tiers':<40} {first:.3f} s")
    print(f"{'an edited line':<40} {median(lambda _: edited(study, next(turns))):.4f} s (aim: under 0.2)")
    words = ["999", "customer 1234567", "C77", "nobody", "example.com"]
    found = [seconds(lambda word=word: customers_like(study, word)) for word in words]
    print(f"{'a search among all customers, slowest':<40} {max(found):.3f} s (aim: under 0.5)")
    print(f"{'one customer':<40} {median(lambda turn: seconds(lambda: profile(study, turn))):.3f} s")
    seen = study(customer_summary)
    table = pd.DataFrame(
        {
            "last": seen["last_day"].to_physical().to_numpy(),
            "visits": seen["purchase_days"].to_numpy(),
            "spend": seen["spend"].to_numpy(),
        }
    )
    theirs = median(lambda _: seconds(lambda: quintiles(table)))
    ours = median(lambda _: part(study, PARTS["segments, map, cut points"]))
    print(f"{'quintiles in pandas':<40} {theirs:.3f} s, {theirs / ours:.1f} times ours")


if __name__ == "__main__":
    main()
