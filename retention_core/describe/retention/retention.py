"""Who stays: customers kept, new, returned and lost in every period."""

import polars as pl

from retention_core.describe.cycle.period_calendar import Calendar, calendar
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.contracts import contract_presence, contracts
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.purchase_days import presence
from retention_core.describe.retention.period_presence import PeriodPresence, period_movements
from retention_core.describe.retention.sales import sales
from retention_core.describe.statistics.confidence_ranges import share_range_with_spread
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study

UNSURE_PERIODS = 3
NEEDS_START = ("kept", "returned", "gained", "lost", "regulars_at_start", "regulars_kept", "lost_one_time")
NEEDS_TWO_BEFORE = ("lost_before", "came_back")


def periods(study: Study) -> Calendar:
    """The periods of the chosen kind."""
    return calendar(study(chosen_period).kind, study(horizon))


def stretches(study: Study) -> PeriodPresence:
    """Presence cut into the periods of the chosen kind. Contracts: one day a period, its last, while one runs."""
    cut = study(periods)
    if study(presence_source) is PresenceSource.CONTRACTS:
        return PeriodPresence(contract_presence(study(contracts), cut.last), cut)
    return PeriodPresence(study(presence), cut)


def retention_by_period(study: Study) -> pl.DataFrame:
    """One row per period: how many customers were kept, new, came back or were lost, and what was sold.

    first_day, last_day            of the period; the last one ends on as_of
    finished                       the data knows the whole period
    exact_new                      false: new is at most, returned at least this many
    at_start, kept, new, returned, gained, lost, at_end
                                   customers; null where the period before is not fully known
    retention_rate, churn_rate     share of at_start; null where that is unknown or zero
    rate_low, rate_high            95% range of the retention rate, spread between periods included
    buyers, repeat_buyers          bought in the period; on two days or more
    returning_buyers               bought in the period and have more than one order up to its end
    regulars_at_start, regulars_kept
                                   at_start and kept among those with two purchase days or more before
    lost_one_time                  lost after a single purchase day
    lost_before, came_back         lost in the period before; of them back in this one
    orders, order_revenue          orders without refunds, and what they brought, minor units
    revenue, revenue_existing      all sales less refunds; the part of customers who bought before, minor units
    """
    cut, begins = study(periods), study.settings.begins_with_business
    counted = (
        period_movements(study(stretches))
        .with_columns(_bridge())
        .with_columns(lost_before=pl.col("lost").shift(1, fill_value=0))
    )
    table = pl.concat([_named(cut), counted, sales(study, cut)], how="horizontal")
    return _ranged(table.with_columns(_known(cut, begins_with_business=begins)).with_columns(_rates()).select(COLUMNS))


COLUMNS = [
    *("first_day", "last_day", "finished", "exact_new", "at_start", "kept", "new", "returned", "gained", "lost"),
    *("at_end", "retention_rate", "churn_rate", "buyers", "repeat_buyers", "returning_buyers", "regulars_at_start"),
    *("regulars_kept", "lost_one_time", "lost_before", "came_back"),
    *("orders", "order_revenue", "revenue", "revenue_existing"),
]


def known_rates(study: Study) -> pl.DataFrame:
    """The rows of `retention_by_period` that are finished and whose retention rate is known."""
    return study(retention_by_period).filter(pl.col("finished") & pl.col("retention_rate").is_not_null())


def _named(cut: Calendar) -> pl.DataFrame:
    days = {"first_day": pl.Series(cut.first).cast(pl.Date), "last_day": pl.Series(cut.last).cast(pl.Date)}
    return pl.DataFrame({**days, "finished": pl.Series(cut.finished, dtype=pl.Boolean)})


def _bridge() -> list[pl.Expr]:
    """at_start, returned, gained, lost from what was counted: S + new + returned - lost = E."""
    at_start = pl.col("at_end").shift(1, fill_value=0)
    return [
        at_start.alias("at_start"),
        (at_start - pl.col("kept")).alias("lost"),
        (pl.col("at_end") - pl.col("kept")).alias("gained"),
        (pl.col("at_end") - pl.col("kept") - pl.col("new")).alias("returned"),
        pl.col("at_end").alias("buyers"),
    ]


def _known(cut: Calendar, *, begins_with_business: bool) -> list[pl.Expr]:
    """exact_new, and nulls where a count would rest on a time before the file."""
    first = 0 if begins_with_business else cut.first_finished
    place = pl.int_range(pl.len())
    if first is None:
        return [
            pl.lit(value=False).alias("exact_new"),
            *_blanked(pl.lit(value=True), "at_start", *NEEDS_START, *NEEDS_TWO_BEFORE),
        ]
    exact = pl.lit(value=True) if begins_with_business else place >= first + UNSURE_PERIODS
    unknown = pl.lit(value=False) if begins_with_business else place <= first
    return [
        exact.alias("exact_new"),
        *_blanked(unknown, "at_start", *NEEDS_START),
        *_blanked(pl.lit(value=False) if begins_with_business else place <= first + 1, *NEEDS_TWO_BEFORE),
    ]


def _blanked(where: pl.Expr, *columns: str) -> list[pl.Expr]:
    return [pl.when(~where).then(pl.col(name)).alias(name) for name in columns]


def _rates() -> list[pl.Expr]:
    start = pl.when(pl.col("at_start") > 0).then(pl.col("at_start"))
    return [(pl.col("kept") / start).alias("retention_rate"), (pl.col("lost") / start).alias("churn_rate")]


def _ranged(table: pl.DataFrame) -> pl.DataFrame:
    """With rate_low and rate_high; the spread is learnt from all finished periods."""
    seen = table.filter(pl.col("finished") & (pl.col("at_start") > 0)).select("kept", "at_start").rows()
    pairs = table.select(pl.col("kept", "at_start").fill_null(0)).rows()
    ranges = [share_range_with_spread(kept, start, seen) or (None, None) for kept, start in pairs]
    low, high = zip(*ranges, strict=True) if ranges else ((), ())
    places = pl.Series("rate_low", low, dtype=pl.Float64), pl.Series("rate_high", high, dtype=pl.Float64)
    return table.with_columns(places)
