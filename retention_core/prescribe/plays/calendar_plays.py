"""Things worth doing because of a day: somebody is new, or has a birthday or an anniversary in the coming week."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from retention_core.describe.presence.customers import customer_summary
from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_orders, why_no_repeats
from retention_core.describe.repeat_purchase.first_time_buyers import first_purchases
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode, spent_by

NEW_DAYS, WEEK = 14, 7


def welcome(study: Study) -> Play:
    """Customers who bought for the first time in the last two weeks. At stake is what they have spent so far."""
    if why := why_no_repeats(study):
        return Play(PlayCode.WELCOME, why_null=why)
    code, first, _ = study(first_purchases)
    as_of = day_number(study(horizon).as_of)
    who = np.sort(code[(first > as_of - NEW_DAYS) & (first <= as_of)])
    return Play(PlayCode.WELCOME, who, spent_by(study(last_year), who))


def birthday(study: Study) -> Play:
    """Customers whose birthday falls in the seven days after as_of. At stake is what they spent in twelve months."""
    if why := why_no_orders(study) or (
        None if "birthday" in study.workbook.customers.columns else WhyNull.NO_BIRTHDAYS
    ):
        return Play(PlayCode.BIRTHDAY, why_null=why)
    born = study.workbook.customers.with_row_index("customer_code").select("customer_code", day="birthday")
    who = _with_day_in_week(born.cast({"day": pl.Date}), study(horizon).as_of)
    return Play(PlayCode.BIRTHDAY, who, spent_by(study(last_year), who))


def anniversary(study: Study) -> Play:
    """Customers of a year or more who first bought on a day of the coming week. At stake is a year's spend."""
    if why := why_no_repeats(study):
        return Play(PlayCode.ANNIVERSARY, why_null=why)
    as_of = study(horizon).as_of
    begun = study(customer_summary).select("customer_code", day="first_day")
    who = _with_day_in_week(begun.filter(pl.col("day") < as_of - timedelta(days=180)), as_of)
    return Play(PlayCode.ANNIVERSARY, who, spent_by(study(last_year), who))


def coming_week(as_of: date) -> list[date]:
    """The seven days after as_of."""
    return [as_of + timedelta(days=ahead) for ahead in range(1, WEEK + 1)]


def _with_day_in_week(days: pl.DataFrame, as_of: date) -> CustomerCodes:
    """Whose day of the year falls in the coming week; 29 February is kept on 1 March in other years."""
    wanted = pl.Series([day.month * 100 + day.day for day in coming_week(as_of)])
    when = pl.col("day").dt.month().cast(pl.Int32) * 100 + pl.col("day").dt.day()
    leap = as_of.year % 4 == 0 and (as_of.year % 100 != 0 or as_of.year % 400 == 0)
    kept = when if leap else pl.when(when == 229).then(301).otherwise(when)
    return days.filter(kept.is_in(wanted.implode()))["customer_code"].sort().to_numpy()
