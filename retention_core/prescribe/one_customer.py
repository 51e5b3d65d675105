"""One customer: found by number, name or e-mail, and everything that is known of them."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from retention_core.describe.customers import customer_summary
from retention_core.describe.days import month_end, months_back, number
from retention_core.describe.evidence import Evidence, evidence
from retention_core.describe.horizon import horizon
from retention_core.describe.last_year import last_year, year_until
from retention_core.prescribe.at_risk import OVERDUE, own_rhythms
from retention_core.prescribe.segments import segments
from retention_core.prescribe.tiers import OTHERS, rank_by_customer, rules_in_use, tier_members
from retention_core.study import Study

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
    tier: str | None
    segment: str | None
    rhythm_days: float | None
    silent_days: int | None
    overdue: bool
    expected_on: date | None


def customers_like(study: Study, text: str, most: int = MOST_FOUND) -> pl.DataFrame:
    """Customers whose number, name, e-mail or phone holds the text, whatever its capitals; whole matches first.

    One row per customer: customer_code, then as in workbook.customers. At most `most`; nobody for an empty text.
    """
    wanted = text.strip().lower()
    known = study.workbook.customers.lazy().with_row_index("customer_code")
    columns = [name for name in NAMED if name in study.workbook.customers.columns]
    lowered = [pl.col(name).cast(pl.String).str.to_lowercase() for name in columns]
    if not wanted:
        return known.head(0).collect()
    holds = pl.any_horizontal(cell.str.contains(wanted, literal=True) for cell in lowered)
    whole = pl.any_horizontal(cell == wanted for cell in lowered).fill_null(value=False)
    found = known.filter(holds.fill_null(value=False)).sort(whole, "customer_code", descending=[True, False])
    return found.head(most).collect()


def profile(study: Study, code: int) -> Profile | None:
    """Everything in one place; null for a customer who was not seen up to as_of."""
    if study(evidence) is not Evidence.ORDERS:
        return _without_orders(study, code)
    seen = study(tier_members).filter(pl.col("customer_code") == code)
    if seen.is_empty():
        return None
    row, as_of = seen.row(0, named=True), study(horizon).as_of
    behaviour = study(segments).filter(pl.col("customer_code") == code)
    known = behaviour.row(0, named=True) if behaviour.height else {}
    rhythm, last, spend = _own_rhythm(study, code), row["last_day"], study(last_year).spend
    silent = None if last is None else (as_of - last).days
    return Profile(
        code,
        row["first_day"],
        last,
        known.get("purchase_days", 0),
        known.get("spend"),
        None if spend is None else int(spend[code]),
        row["tier"],
        known.get("segment"),
        rhythm,
        silent,
        bool(known.get("active")) and rhythm is not None and silent is not None and silent > OVERDUE * rhythm,
        None if rhythm is None or last is None else last + timedelta(days=round(rhythm)),
    )


def _without_orders(study: Study, code: int) -> Profile | None:
    """What contracts or activity tell: from when to when, and how often."""
    seen = study(customer_summary).filter(pl.col("customer_code") == code)
    if seen.is_empty():
        return None
    row, nothing = seen.row(0, named=True), dict.fromkeys(("spend", "spend_in_year", "tier", "segment", "expected_on"))
    days = {"first_day": row["first_day"], "last_day": row["last_day"], "purchase_days": row["purchase_days"]}
    silent = None if row["last_day"] is None else (study(horizon).as_of - row["last_day"]).days
    return Profile(code, **days, **nothing, rhythm_days=None, silent_days=silent, overdue=False)


def somebody(study: Study) -> int:
    """Who spent most lately; without orders, who was seen last."""
    if study(evidence) is Evidence.ORDERS:
        return int(study(tier_members)["customer_code"][0])
    return int(study(customer_summary).sort("last_day", descending=True, nulls_last=True)["customer_code"][0])


def orders_of(study: Study, code: int) -> pl.DataFrame:
    """The customer's orders and refunds up to as_of, latest first, as workbook.orders has them without the code."""
    theirs = pl.col("customer_code") == code
    until = pl.col("ordered_on") <= study(horizon).as_of
    return study.workbook.orders.lazy().filter(theirs & until).drop("customer_code").collect().reverse()


def tiers_over_time(study: Study, code: int) -> pl.DataFrame:
    """The customer's tier at the end of each of the last quarters and on as_of: day, tier; by today's lines.

    Days less than the months of the tiers after the file begins are left out: what was spent before is not known.
    """
    rules, names = study(rules_in_use), dict(enumerate(study(rules_in_use).names, start=1))
    days = [
        day
        for day in _quarter_ends(study)
        if number(months_back(day, rules.months)) + 1 >= number(study(horizon).known_from)
    ]
    ranks = [int(rank_by_customer(year_until(study, day, rules.months), rules)[code]) for day in days]
    schema = {"day": pl.Date, "tier": pl.String}
    lapsed = OTHERS[max(OTHERS)]
    return pl.DataFrame([days, [names.get(rank, lapsed) for rank in ranks]], schema=schema)


def _quarter_ends(study: Study) -> list[date]:
    as_of = study(horizon).as_of
    ends = [month_end(months_back(as_of.replace(day=1), months)) for months in range(1, 3 * (QUARTERS + 1))]
    return sorted([*(day for day in ends if day.month % 3 == 0), as_of])[-QUARTERS:]


def _own_rhythm(study: Study, code: int) -> float | None:
    found = float(own_rhythms(study, np.array([code], np.uint32))[0])
    return None if np.isnan(found) else found
