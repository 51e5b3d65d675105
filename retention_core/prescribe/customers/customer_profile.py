"""One customer: found by number, name or e-mail, and everything that is known of them."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.customer_value.margin import earned_so_far
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customers import customer_summary
from retention_core.describe.presence.last_year import last_year, twelve_months_until
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.day_numbers import day_number, month_end, months_back
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from retention_core.predict.forecast.customer_forecast import ahead_of, next_days
from retention_core.prescribe.customers.at_risk import EVEN, OVERDUE, own_rhythms
from retention_core.prescribe.segments.segments import ORDER, segments
from retention_core.prescribe.tiers.tiers import OTHERS, rank_by_customer, rules_in_use, tier_members

NAMED = ("customer_id", "name", "email", "phone")
MOST_FOUND = 100
QUARTERS = 8


@dataclass(frozen=True)
class Profile:
    """What is known of one customer on as_of.

    first_day, last_day   first and last purchase day; null: only ever gave something back. Without orders: of contracts
                          or activity; null where no day is told
    purchase_days         days with a purchase; contracts begun; active days
    spend, spend_in_year  paid less given back, in all and in twelve months, minor units; null without amounts
    margin                earned so far, after what the goods cost; null without amounts
    tier, segment         as everywhere; null: in none
    rhythm_days           the customer's own median gap; null with fewer than two gaps
    silent_days           since the last purchase; null without one
    overdue               active, and silent for over twice the own rhythm
    expected_on           when the next purchase would come by the own rhythm; null without one
    """

    code: int
    first_day: date | None
    last_day: date | None
    purchase_days: int
    spend: int | None
    spend_in_year: int | None
    margin: int | None
    tier: str | None
    segment: str | None
    rhythm_days: float | None
    silent_days: int | None
    overdue: bool
    expected_on: date | None


@dataclass(frozen=True)
class Member:
    """A row of `tier_members`: what it says of the days and the tier."""

    first_day: date | None
    last_day: date | None
    tier: str


@dataclass(frozen=True)
class Behaviour:
    """A row of `segments`: what it says of how often, how much, and where that puts a customer."""

    segment: str | None
    active: bool
    purchase_days: int
    spend: int | None


@dataclass(frozen=True)
class Visits:
    """A row of `customer_summary`: from when to when, and on how many days."""

    first_day: date | None
    last_day: date | None
    purchase_days: int


def customers_like(study: Study, text: str, most: int = MOST_FOUND) -> pl.DataFrame:
    """Customers whose number, name, e-mail or phone holds the text, whatever its capitals; whole matches first.

    One row per customer: customer_code, then as in workbook.customers. At most `most`; nobody for an empty text.
    """
    wanted, known = text.strip().lower(), study.workbook.customers.with_row_index("customer_code")
    if not wanted:
        return known.head(0)
    whole = pl.any_horizontal(cell == wanted for cell in _lowered(study.workbook)).fill_null(value=False)
    found = known.filter(holding(study.workbook, text))
    return found.sort(whole, "customer_code", descending=[True, False]).head(most)


def holding(book: Workbook, text: str) -> pl.Series:
    """Which customers, by code, have a number, name, e-mail or phone that holds the text, whatever its capitals."""
    wanted = text.strip().lower()
    holds = pl.any_horizontal(cell.str.contains(wanted, literal=True) for cell in _lowered(book))
    return book.customers.lazy().select(holds.fill_null(value=False).alias("holds")).collect()["holds"]


def _lowered(book: Workbook) -> list[pl.Expr]:
    columns = [name for name in NAMED if name in book.customers.columns]
    return [pl.col(name).cast(pl.String).str.to_lowercase() for name in columns]


def profile(study: Study, code: int) -> Profile | None:
    """Everything in one place; null for a customer who was not seen up to as_of."""
    if study(presence_source) is not PresenceSource.ORDERS:
        return _without_orders(study, code)
    seen = study(tier_members).filter(pl.col("customer_code") == code)
    if seen.is_empty():
        return None
    member, behaviour = row_as(Member, seen), _behaviour(study, code)
    rhythm, last, spend = _own_rhythm(study, code), member.last_day, study(last_year).spend
    earned = study(earned_so_far)
    silent = None if last is None else (study(horizon).as_of - last).days
    return Profile(
        code,
        member.first_day,
        last,
        behaviour.purchase_days,
        behaviour.spend,
        None if spend is None else int(spend[code]),
        None if earned is None else int(earned[code]),
        member.tier,
        behaviour.segment,
        rhythm,
        silent,
        behaviour.active and rhythm is not None and silent is not None and silent > OVERDUE * rhythm,
        None if rhythm is None or last is None else last + timedelta(days=round(rhythm)),
    )


def _behaviour(study: Study, code: int) -> Behaviour:
    """What the segments know of a customer; nothing of somebody without a purchase."""
    table = study(segments)
    theirs = table.filter(pl.col("customer_code") == code)
    if theirs.is_empty():
        return Behaviour(segment=None, active=False, purchase_days=0, spend=None)
    return row_as(Behaviour, theirs if "spend" in table.columns else theirs.with_columns(spend=None))


def _without_orders(study: Study, code: int) -> Profile | None:
    """What contracts or activity tell: from when to when, and how often."""
    seen = study(customer_summary).filter(pl.col("customer_code") == code)
    if seen.is_empty():
        return None
    visits, last = row_as(Visits, seen), seen["last_day"][0]
    silent = None if last is None else (study(horizon).as_of - last).days
    nothing = dict.fromkeys(("spend", "spend_in_year", "margin", "tier", "segment", "rhythm_days", "expected_on"))
    return Profile(code, **asdict(visits), **nothing, silent_days=silent, overdue=False)


def somebody(study: Study) -> int:
    """Who spent most lately; without orders, who was seen last."""
    if study(presence_source) is PresenceSource.ORDERS:
        return int(study(tier_members)["customer_code"][0])
    return int(study(customer_summary).sort("last_day", descending=True, nulls_last=True)["customer_code"][0])


def orders_of(study: Study, code: int) -> pl.DataFrame:
    """One row per order or refund of a customer up to as_of, latest first: as workbook.orders, without the code."""
    theirs = pl.col("customer_code") == code
    until = pl.col("ordered_on") <= study(horizon).as_of
    return study.workbook.orders.lazy().filter(theirs & until).drop("customer_code").collect().reverse()


def tiers_over_time(study: Study, code: int) -> pl.DataFrame:
    """One row per quarter, the last eight: the customer's tier on its last day, for the running one on as_of.

    day    the last day of the quarter, or as_of
    tier   by today's lines

    Days less than the months of the tiers after the file begins are left out: what was spent before is not known.
    """
    rules, names = study(rules_in_use), dict(enumerate(study(rules_in_use).names, start=1))
    days = [
        day
        for day in _quarter_ends(study)
        if day_number(months_back(day, rules.months)) + 1 >= day_number(study(horizon).known_from)
    ]
    ranks = [int(rank_by_customer(twelve_months_until(study, day, rules.months), rules)[code]) for day in days]
    schema = {"day": pl.Date, "tier": pl.String}
    lapsed = OTHERS[max(OTHERS)]
    return pl.DataFrame([days, [names.get(rank, lapsed) for rank in ranks]], schema=schema)


def segments_over_time(study: Study, code: int) -> pl.DataFrame:
    """One row per quarter, the last eight: the customer's segment on its last day, for the running one on as_of.

    day       the last day of the quarter, or as_of
    segment   null: not yet a customer
    """
    days = [day for day in _quarter_ends(study) if day >= study(horizon).known_from]
    places = [int(study(segment_places, day)[code]) for day in days]
    schema = {"day": pl.Date, "segment": pl.String}
    return pl.DataFrame([days, [str(ORDER[place - 1]) if place else None for place in places]], schema=schema)


def standing_over_time(study: Study, code: int) -> list[tuple[date, str | None, str | None]]:
    """Day, tier and segment at the end of each of the last quarters and on as_of, the latest first.

    tier      null: not yet known so far back, or not yet a customer
    segment   null: not yet a customer
    """
    were = dict(tiers_over_time(study, code).rows())
    days = segments_over_time(study, code).reverse().rows()
    return [(day, None if segment is None else were.get(day), segment) for day, segment in days]


def expected_on(study: Study, found: Profile) -> date | None:
    """When the next purchase is expected; null where none is, and for who has never bought.

    By the model where it is in use, as long as they are a customer more likely than not; else by their own rhythm.
    """
    if found.segment is None:
        return None
    ahead = ahead_of(study, found.code)
    if ahead is None:
        return found.expected_on
    return next_days(study, ahead)[0] if ahead.p_alive.value >= EVEN else None


def segment_places(study: Study, day: date) -> NDArray[np.uint8]:
    """The segment of every customer of the workbook on a day, by its place in `Segment` from 1; 0: in none."""
    table = study.with_overrides(as_of=day, period=study(chosen_period).kind)(segments)
    found = np.zeros(study.workbook.customers.height, np.uint8)
    names = {str(name): place for place, name in enumerate(ORDER, start=1)}
    found[table["customer_code"].to_numpy()] = table["segment"].replace_strict(names, return_dtype=pl.UInt8).to_numpy()
    return found


def bought_by(study: Study, code: int) -> pl.DataFrame:
    """One row per product that a customer bought up to as_of, or per category; what they bought most often first.

    what        by the finest column that tells it
    purchases   orders with it                              count
    spend       absent without amounts                      minor units
    last_day    of the last of them
    Empty where no column tells what was bought.
    """
    theirs = orders_of(study, code).filter("purchase")
    column = next((name for name in ("product", "category") if name in theirs.columns and theirs[name].count()), None)
    if column is None:
        return theirs.head(0).select(what=pl.lit(""), purchases=pl.lit(0), last_day="ordered_on")
    spend = [pl.col("amount").sum().alias("spend")] if study.workbook.has_amounts else []
    return (
        theirs.filter(pl.col(column).is_not_null())
        .group_by(what=column)
        .agg(pl.len().alias("purchases"), *spend, pl.col("ordered_on").max().alias("last_day"))
        .sort("purchases", "last_day", "what", descending=[True, True, False])
    )


def _quarter_ends(study: Study) -> list[date]:
    as_of = study(horizon).as_of
    ends = [month_end(months_back(as_of.replace(day=1), months)) for months in range(1, 3 * (QUARTERS + 1))]
    return sorted([*(day for day in ends if day.month % 3 == 0), as_of])[-QUARTERS:]


def _own_rhythm(study: Study, code: int) -> float | None:
    found = float(own_rhythms(study, np.array([code], np.uint32))[0])
    return None if np.isnan(found) else found
