"""Figures of the loyalty tiers, by their place: the best is called platinum here whatever the user calls it."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.tiers.tiers import LAPSED, TierRow, tier_members, tier_table, tiers

PLACES = {
    1: ("platinum", N_("Platinum: customers"), N_("Platinum: revenue"), N_("Platinum: earned"), N_("Platinum from")),
    2: ("gold", N_("Gold: customers"), N_("Gold: revenue"), N_("Gold: earned"), N_("Gold from")),
    3: ("silver", N_("Silver: customers"), N_("Silver: revenue"), N_("Silver: earned"), N_("Silver from")),
    4: ("bronze", N_("Bronze: customers"), N_("Bronze: revenue"), N_("Bronze: earned"), N_("Bronze from")),
    5: (
        *("fifth", N_("Fifth tier: customers"), N_("Fifth tier: revenue"), N_("Fifth tier: earned")),
        N_("Fifth tier from"),
    ),
    6: (
        *("sixth", N_("Sixth tier: customers"), N_("Sixth tier: revenue"), N_("Sixth tier: earned")),
        N_("Sixth tier from"),
    ),
    LAPSED: ("lapsed", N_("Lapsed: customers"), N_("Lapsed: revenue"), N_("Lapsed: earned"), N_("Lapsed from")),
}


def _row(study: Study, rank: int) -> TierRow | None:
    rows = study(tier_table).filter(pl.col("rank") == rank)
    return row_as(TierRow, rows) if rows.height else None


def _why_no_tier(study: Study, rank: int) -> WhyNull | None:
    """no_orders, nobody_spent, no_such_tier, tier_merged or tier_empty; None where the tier is there."""
    if study(horizon).first_day is None:
        return WhyNull.NO_ORDERS
    if rank == LAPSED or _row(study, rank):
        return None
    known = study(tiers)
    if not known.buyers:
        return WhyNull.NOBODY_SPENT
    if rank > len(known.rules.names):
        return WhyNull.NO_SUCH_TIER
    return WhyNull.TIER_EMPTY if rank == len(known.rules.names) else WhyNull.TIER_MERGED


def _members(study: Study, rank: int) -> pl.DataFrame:
    return study(tier_members).filter(pl.col("rank") == rank).drop("tier", "rank")


def _money(study: Study, minor: int | None) -> Value:
    return None if minor is None else study.workbook.money(minor)


def _figure(study: Study, rank: int, column: str) -> Figure:
    why, row = _why_no_tier(study, rank), _row(study, rank)
    if why or row is None:
        return unknown(why or WhyNull.NO_SUCH_TIER)
    inputs = _inputs(study, row)
    if column == "customers":
        return Figure(row.customers, inputs=inputs, customers=lambda study: _members(study, rank))
    if not study.workbook.has_amounts:
        return unknown(WhyNull.NO_AMOUNTS, **inputs)
    if inputs[column] is None:
        return unknown(WhyNull.LAPSED_HAS_NO_LINE if rank == LAPSED else WhyNull.NO_LINE, **inputs)
    return Figure(inputs[column], inputs=inputs)


def _inputs(study: Study, row: TierRow) -> dict[str, Value]:
    year = study(tiers)
    inputs: dict[str, Value] = {"customers": row.customers, "first_day": year.first, "last_day": year.last}
    if not study.workbook.has_amounts:
        return inputs
    amounts = {"revenue": row.revenue, "margin": row.margin, "from_amount": row.from_amount}
    return inputs | {name: _money(study, minor) for name, minor in amounts.items()}


def _reader(rank: int, column: str) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        return _figure(study, rank, column)

    return read


for _rank, (_name, _customers, _revenue, _earned, _from) in PLACES.items():
    figure(
        f"tiers.{_name}.customers",
        title=_customers,
        meaning=N_("Customers whose spend in the last twelve months, or those you set, puts them in this tier."),
        formula=N_("customers of the tier, by their spend from {first_day} to {last_day} = {customers}"),
        unit=Unit.COUNT,
    )(_reader(_rank, "customers"))
    figure(
        f"tiers.{_name}.revenue",
        title=_revenue,
        meaning=N_("What the customers of this tier paid in these months, less what was given back."),
        formula=N_("payments less refunds of {customers} customers from {first_day} to {last_day} = {revenue}"),
        unit=Unit.MONEY,
    )(_reader(_rank, "revenue"))
    figure(
        f"tiers.{_name}.margin",
        title=_earned,
        meaning=N_("What the customers of this tier earned in these months, after what the goods cost."),
        formula=N_("margin of {customers} customers from {first_day} to {last_day} = {margin}"),
        unit=Unit.MONEY,
    )(_reader(_rank, "margin"))
    figure(
        f"tiers.{_name}.from_amount",
        title=_from,
        meaning=N_("What a customer must have spent in these months to be in this tier."),
        formula=N_("spend from {first_day} to {last_day} of at least {from_amount}"),
        unit=Unit.MONEY,
    )(_reader(_rank, "from_amount"))
