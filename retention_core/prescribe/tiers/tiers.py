"""Loyalty tiers: customers sorted by what they spent in the last twelve months, or as many as the user sets."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.customer_value.margin import earned_between
from retention_core.describe.presence.customers import customer_summary, visits
from retention_core.describe.presence.last_year import TwelveMonths, twelve_months, twelve_months_until
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.statistics.ranking import most_first
from retention_core.kernel.day_numbers import CustomerCodes, Flags, day_of
from retention_core.kernel.settings import TierRules
from retention_core.kernel.study import Study
from retention_core.prescribe.tiers.tier_thresholds import FEWEST_BUYERS, checked, ranks, suggested_lines

NOTHING_LEFT, LAPSED = 7, 8
OTHERS = {NOTHING_LEFT: "nothing_left", LAPSED: "lapsed"}


@dataclass(frozen=True)
class Tier:
    """One tier in use: its place in the rules (1 is the best), its name, and from which spend it starts.

    from_amount   minor units, or purchase days without amounts; null for the lowest
    """

    rank: int
    name: str
    from_amount: int | None


@dataclass(frozen=True)
class Tiers:
    """The tiers in use. Tiers with equal lines are one, and a lowest tier without anybody is left out.

    buyers        customers with something left after refunds in the months up to as_of
    ranked_list   so few buyers that a ranked list says more than tiers
    first, last   the months, both days included
    """

    tiers: tuple[Tier, ...]
    rules: TierRules
    buyers: int
    ranked_list: bool
    first: date
    last: date


def tier_year(study: Study) -> TwelveMonths:
    """What every customer did in the months that tiers go by."""
    return twelve_months_until(study, study(horizon).as_of, (study.settings.tiers or TierRules()).months)


def suggested_rules(study: Study) -> TierRules:
    """The user's names and shares with the lines that give them: money rounded to two digits where that is harmless."""
    rules = checked(study.settings.tiers or TierRules())
    measure = study(tier_year).measure
    return replace(rules, thresholds=suggested_lines(measure[measure > 0], rules.shares))


def rules_in_use(study: Study) -> TierRules:
    """The lines that the user froze, else the suggested ones."""
    rules = study.settings.tiers
    return checked(rules) if rules and rules.thresholds is not None else study(suggested_rules)


def tiers(study: Study) -> Tiers:
    """The tiers in use, best first."""
    rules, measure = study(rules_in_use), study(tier_year).measure
    buying = measure[measure > 0]
    first, last = twelve_months(study(horizon).as_of, rules.months)
    few = len(buying) < FEWEST_BUYERS
    return Tiers(tiers_of(rules, buying), rules, len(buying), few, day_of(first), day_of(last))


def rank_by_customer(year: TwelveMonths, rules: TierRules) -> NDArray[np.uint8]:
    """The tier of every customer of the workbook; 0 for those without spend in the months."""
    measure, lines = year.measure, rules.thresholds or ()
    return np.where(measure > 0, ranks(measure, lines), 0).astype(np.uint8)


def tier_members(study: Study) -> pl.DataFrame:
    """One row per customer seen up to as_of, best tier first and in it who spent most.

    customer_code
    tier            its name; nothing_left: refunds took all they paid, or they only gave something back;
                    lapsed: no purchase in the months
    rank            1 is the best tier, 7 nothing_left, 8 lapsed
    spend           paid less given back in the months; absent without amounts            minor units
    margin          what they earned in them; absent without amounts                      minor units
    purchase_days   in the months                                                         count
    first_day, last_day   first and last purchase ever up to as_of; null: gave back only
    one_time        bought on a single day so far
    """
    year, everybody = study(tier_year), study(customer_summary)
    code = everybody["customer_code"].to_numpy()
    rank = _with_others(rank_by_customer(year, study(rules_in_use)), year, study(visits) > 0)[code]
    members = everybody.select(
        "customer_code",
        *_tier_columns(rank, study(rules_in_use)),
        *_money_columns(study, year, code),
        pl.Series("purchase_days", year.purchase_days[code]),
        "first_day",
        "last_day",
        pl.Series("one_time", study(visits)[code] == 1),
    )
    most = members["purchase_days" if year.spend is None else "spend"].to_numpy()
    return members[_best_first(rank, most)]


@dataclass(frozen=True)
class TierRow:
    """One row of `tier_table`, which says what each field means and where it is null."""

    tier: str
    rank: int
    customers: int
    customer_share: float | None
    revenue: int | None
    margin: int | None
    purchase_days: int
    revenue_share: float | None
    from_amount: int | None
    one_time_share: float | None


def tier_table(study: Study) -> pl.DataFrame:
    """One row per tier in use, then nothing_left (if anybody is) and lapsed.

    tier, rank          as in `tier_members`
    customers           how many
    customer_share      of the buyers in tiers; null for the others
    revenue         in the months; null without amounts                                   minor units
    margin          what of it was earned; null without amounts                           minor units
    purchase_days   in the months, of all of them                                         count
    revenue_share       of the revenue of the tiers; null for the others and without amounts
    from_amount         spend from which the tier starts; null for the lowest and the others  minor units
    one_time_share      part of its customers who bought on a single day so far
    """
    money = {"revenue": "spend", "margin": "margin"}
    sums = [
        (pl.col(column).sum() if study.workbook.has_amounts else pl.lit(None, pl.Int64)).alias(name)
        for name, column in money.items()
    ]
    counted = (
        study(tier_members)
        .group_by("rank")
        .agg(
            pl.len().cast(pl.Int64).alias("customers"),
            *sums,
            pl.col("purchase_days").sum().cast(pl.Int64),
            one_time_share=pl.col("one_time").mean(),
        )
    )
    rows = _rows(study(tiers)).join(counted, on="rank", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("customers", "purchase_days").fill_null(0))
    if study.workbook.has_amounts:
        rows = rows.with_columns(pl.col(*money).fill_null(0))
    return _shared(rows.filter((pl.col("customers") > 0) | (pl.col("rank") != NOTHING_LEFT)))


def tiers_of(rules: TierRules, buying: NDArray[np.int64]) -> tuple[Tier, ...]:
    """The rules' tiers without those that share a line with a better one, and without an empty lowest."""
    lines = rules.thresholds or ()
    used = [
        Tier(place + 1, rules.names[place], line)
        for place, line in enumerate(lines)
        if place == 0 or line != lines[place - 1]
    ]
    below = not lines or bool((buying < lines[-1]).any())
    return (*used, Tier(len(rules.names), rules.names[-1], None)) if below and len(buying) else tuple(used)


def _with_others(rank: NDArray[np.uint8], year: TwelveMonths, ever_bought: Flags) -> NDArray[np.uint8]:
    """Ranks with those outside the tiers told apart: nothing left after refunds, or no purchase any more.

    Who only ever gave something back, and did so in the twelve months, bought at some time before the file begins.
    """
    nothing_left = (year.purchase_days > 0) | (year.seen & ~ever_bought)
    return np.where(rank > 0, rank, np.where(nothing_left, NOTHING_LEFT, LAPSED)).astype(np.uint8)


def _best_first(rank: NDArray[np.uint8], most: NDArray[np.integer]) -> NDArray[np.intp]:
    """The order by rank, then by most, then as they stand."""
    by_most = most_first(most)
    return by_most[np.argsort(rank[by_most], kind="stable")]


def _money_columns(study: Study, year: TwelveMonths, code: CustomerCodes) -> list[pl.Series]:
    if year.spend is None:
        return []
    earned = earned_between(study, *twelve_months(study(horizon).as_of, study(rules_in_use).months))
    assert earned is not None
    return [pl.Series("spend", year.spend[code]), pl.Series("margin", earned[code])]


def _tier_columns(rank: NDArray[np.uint8], rules: TierRules) -> list[pl.Series]:
    names = dict(enumerate(rules.names, start=1)) | OTHERS
    by_rank = pl.Series("tier", [names.get(place) for place in range(LAPSED + 1)], dtype=pl.String)
    return [by_rank.gather(rank), pl.Series("rank", rank)]


def _rows(tiers: Tiers) -> pl.DataFrame:
    known = [(tier.name, tier.rank, tier.from_amount) for tier in tiers.tiers]
    others = [(name, rank, None) for rank, name in OTHERS.items()]
    schema = {"tier": pl.String, "rank": pl.UInt8, "from_amount": pl.Int64}
    return pl.DataFrame([*known, *others], schema=schema, orient="row")


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    in_tier = pl.col("rank") < NOTHING_LEFT
    shares = [
        pl.when(in_tier).then(pl.col(part) / pl.col(part).filter(in_tier).sum()).alias(share)
        for part, share in (("customers", "customer_share"), ("revenue", "revenue_share"))
    ]
    order = ["tier", "rank", "customers", "customer_share", "revenue", "revenue_share", "margin", "purchase_days"]
    order += ["from_amount", "one_time_share"]
    return rows.with_columns(shares).select(order)
