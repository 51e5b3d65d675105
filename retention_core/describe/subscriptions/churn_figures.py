"""Figures of subscriptions: how many run, how many are lost in a month and a year, how long subscribers stay."""

import numpy as np
import polars as pl

from retention_core.describe.presence.contracts import FEE, contracts, monthly_fees
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_contracts
from retention_core.describe.statistics.confidence_ranges import (
    count_range,
    ratio_range,
    share_range_with_spread,
    sum_range,
)
from retention_core.describe.subscriptions.churn import ChurnMonth, churn_by_month, fees_on, last_month, months
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.figure import Figure, Trend, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share, Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

MONTHS_A_YEAR = 12


def subscribers(study: Study, codes: CustomerCodes) -> pl.DataFrame:
    """The rows of `customer_summary` of subscribers, where days are those on which a contract of theirs ran."""
    return people(from_contracts(study), codes)


def why_no_contract_days(study: Study) -> WhyNull | None:
    """no_contracts, or tenures_only where a list has no days; None where there are contracts with their days."""
    table = study.workbook.subscriptions
    if table is None or not table.height:
        return WhyNull.NO_CONTRACTS
    if not study(contracts).code.size:
        return WhyNull.TENURES_ONLY
    return WhyNull.NO_ORDERS if from_contracts(study)(horizon).first_day is None else None


def why_no_month(study: Study, *, fees: bool = False) -> WhyNull | None:
    """Why the churn of the last full month, of customers or of fees, cannot be known; None where it can."""
    if why := why_no_contract_days(study):
        return why
    month = last_month(study)
    if month is None:
        return WhyNull.NO_FULL_MONTH
    if month.at_start is None:
        return WhyNull.FIRST_FULL_MONTH
    if month.at_start == 0:
        return WhyNull.NO_SUBSCRIBERS_AT_START
    return WhyNull.NO_FEES if fees and not month.revenue_at_start else None


def _customers_lost(study: Study) -> Figure:
    """The share of subscribers lost in the last full month, with its range."""
    if why := why_no_month(study):
        return unknown(why)
    month = known(last_month(study))
    lost, there = known(month.lost), known(month.at_start)
    low, high = share_range_with_spread(lost, there, _past(study)) or (None, None)
    return Figure(lost / there, low=low, high=high, inputs=_inputs(study, month), customers=_people_lost)


def _fees_lost(study: Study) -> Figure:
    """The share of the monthly fees lost in the last full month, with its range."""
    if why := why_no_month(study, fees=True):
        return unknown(why)
    month = known(last_month(study))
    share = known(month.revenue_lost) / known(month.revenue_at_start)
    low, high = _fees_range(study) or (None, None)
    return Figure(share, low=low, high=high, inputs=_inputs(study, month), customers=_people_paying_less)


def _people_lost(study: Study) -> pl.DataFrame:
    return subscribers(study, who_left(study))


def _people_paying_less(study: Study) -> pl.DataFrame:
    return subscribers(study, _paying_less(study))


def _inputs(study: Study, month: ChurnMonth) -> dict[str, Value]:
    fees = {"revenue_lost": month.revenue_lost, "revenue_at_start": month.revenue_at_start}
    inputs: dict[str, Value] = {"first_day": month.first_day, "last_day": month.last_day}
    inputs |= {"lost": month.lost, "at_start": month.at_start}
    return inputs | {name: None if minor is None else study.workbook.money(minor) for name, minor in fees.items()}


def _past(study: Study) -> list[tuple[int, int]]:
    """Lost, and there at the start, of every full month that had subscribers."""
    seen = study(churn_by_month).filter(pl.col("finished") & (pl.col("at_start") > 0))
    return seen.select("lost", "at_start").rows()


def _fees_range(study: Study) -> tuple[float, float] | None:
    before, now = before_and_now(study, fees=True)
    paid = before > 0
    return ratio_range(np.maximum(before - now, 0)[paid], before[paid])


def _year(monthly: Figure) -> Figure:
    """What a monthly churn makes of a year, if every month were like this one."""
    if monthly.why_null or not isinstance(monthly.value, float):
        return unknown(monthly.why_null or WhyNull.NO_FULL_MONTH)
    yearly = [
        None if share is None else _in_a_year(float(str(share))) for share in (monthly.value, monthly.low, monthly.high)
    ]
    return Figure(
        yearly[0], low=yearly[1], high=yearly[2], inputs={"monthly": Share(monthly.value)}, customers=monthly.customers
    )


def _in_a_year(monthly: float) -> float:
    return 1 - (1 - monthly) ** MONTHS_A_YEAR


def who_left(study: Study) -> CustomerCodes:
    """Who had a contract before the last full month and none on its last day."""
    before, now = before_and_now(study, fees=False)
    return np.flatnonzero((before > 0) & (now == 0)).astype(np.uint32)


def _paying_less(study: Study) -> CustomerCodes:
    before, now = before_and_now(study, fees=True)
    return np.flatnonzero(now < before).astype(np.uint32)


def before_and_now(study: Study, *, fees: bool) -> list[np.ndarray]:
    """Per customer the fees, or the contracts, on the last day before the last full month and on its own."""
    signed, place = study(contracts), study(months).last_finished or 0
    last = study(months).last
    each = _fees(study) if fees else np.ones(signed.code.size, np.int64)
    return [fees_on(signed, each, int(day)) for day in last[place - 1 : place + 1]]


def _fees(study: Study) -> np.ndarray:
    fees = study(monthly_fees)
    assert fees is not None
    return fees


def by_month(column: str) -> Trend:
    """The history of a column of `churn_by_month`."""

    def history(study: Study) -> pl.DataFrame:
        if not study(contracts).code.size:
            return pl.DataFrame(schema={"first_day": pl.Date, "value": pl.Float64, "finished": pl.Boolean})
        return study(churn_by_month).select("first_day", pl.col(column).cast(pl.Float64).alias("value"), "finished")

    return history


def _in_a_year_by_month(column: str) -> Trend:
    """The same for what a share lost in a month makes of a year."""

    def history(study: Study) -> pl.DataFrame:
        return by_month(column)(study).with_columns(value=1 - (1 - pl.col("value")) ** MONTHS_A_YEAR)

    return history


def _fees_over_time(study: Study) -> pl.DataFrame:
    """Monthly fees at the end of each month, whole money."""
    return by_month("revenue_at_end")(study).with_columns(pl.col("value") / 10**study.workbook.decimals)


def _subscribers_over_time(study: Study) -> pl.DataFrame:
    """Subscribers at the end of each month; in the last one without those whose contract ends on the last known day."""
    signed, as_of = study(contracts), from_contracts(study)(horizon).as_of
    day = day_number(as_of)
    there, stay = (np.unique(signed.code[which]).size for which in (signed.running_on(day), signed.running_after(day)))
    last = pl.col("first_day") == as_of.replace(day=1)
    return by_month("at_end")(study).with_columns(pl.col("value") - pl.when(last).then(there - stay).otherwise(0))


@figure(
    "subscriptions.running",
    title=N_("Subscribers"),
    meaning=N_(
        "Customers with a contract that runs on the last day the data knows. Whose contract ends on that very day is "
        "no longer counted."
    ),
    formula=N_("customers with a contract on {as_of} that does not end on it = {running}"),
    unit=Unit.COUNT,
    over_time=_subscribers_over_time,
)
def _running(study: Study) -> Figure:
    if why := why_no_contract_days(study):
        return unknown(why)
    signed, as_of = study(contracts), from_contracts(study)(horizon).as_of
    codes = np.unique(signed.code[signed.running_after(day_number(as_of))])
    inputs = {"as_of": as_of, "running": len(codes)}
    low, high = (round(limit) for limit in count_range(len(codes)))
    return Figure(len(codes), low=low, high=high, inputs=inputs, customers=lambda study: subscribers(study, codes))


@figure(
    "subscriptions.monthly_revenue",
    title=N_("Monthly fees"),
    meaning=N_("What all running contracts bring in a month."),
    formula=N_("monthly fees of the contracts that run on {as_of} = {fees}"),
    unit=Unit.MONEY,
    over_time=_fees_over_time,
)
def _monthly_revenue(study: Study) -> Figure:
    table = study.workbook.subscriptions
    why = why_no_contract_days(study) or (None if table is not None and FEE in table.columns else WhyNull.NO_FEES)
    if why:
        return unknown(why)
    as_of, signed = from_contracts(study)(horizon).as_of, study(contracts)
    paid = fees_on(signed, _fees(study), day_number(as_of))
    fees, codes = study.workbook.money(int(paid.sum())), np.flatnonzero(paid).astype(np.uint32)
    low, high = (study.workbook.money(round(limit)) for limit in sum_range(paid))
    inputs = {"as_of": as_of, "fees": fees}
    return Figure(fees, low=low, high=high, inputs=inputs, customers=lambda study: subscribers(study, codes))


@figure(
    "subscriptions.monthly_churn",
    title=N_("Subscribers lost in a month"),
    meaning=N_(
        "Of the subscribers at the start of the last full month, the share whose contract no longer ran at its end."
    ),
    formula=N_("lost from {first_day} to {last_day} / subscribers at the start = {lost} / {at_start}"),
    unit=Unit.SHARE,
    others=("subscriptions.yearly_churn", "subscriptions.monthly_revenue_churn", "retention.churn_rate"),
    over_time=by_month("churn_rate"),
)
def _monthly_churn(study: Study) -> Figure:
    return _customers_lost(study)


@figure(
    "subscriptions.yearly_churn",
    title=N_("Subscribers lost in a year at this rate"),
    meaning=N_("The share of subscribers who would be lost in a year if every month were like the last full one."),
    formula=N_("1 - (1 - lost in a month) to the power of 12, with {monthly} lost in a month"),
    unit=Unit.SHARE,
    others=("subscriptions.monthly_churn",),
    over_time=_in_a_year_by_month("churn_rate"),
)
def _yearly_churn(study: Study) -> Figure:
    return _year(_customers_lost(study))


@figure(
    "subscriptions.monthly_revenue_churn",
    title=N_("Fees lost in a month"),
    meaning=N_(
        "Of the monthly fees at the start of the last full month, the share lost to those who left or pay less."
    ),
    formula=N_("fees lost from {first_day} to {last_day} / fees at the start = {revenue_lost} / {revenue_at_start}"),
    unit=Unit.SHARE,
    others=("subscriptions.monthly_churn", "subscriptions.yearly_revenue_churn"),
    over_time=by_month("revenue_churn_rate"),
)
def _monthly_revenue_churn(study: Study) -> Figure:
    return _fees_lost(study)


@figure(
    "subscriptions.yearly_revenue_churn",
    title=N_("Fees lost in a year at this rate"),
    meaning=N_(
        "The share of the monthly fees that would be lost in a year if every month were like the last full one."
    ),
    formula=N_("1 - (1 - fees lost in a month) to the power of 12, with {monthly} lost in a month"),
    unit=Unit.SHARE,
    others=("subscriptions.monthly_revenue_churn",),
    over_time=_in_a_year_by_month("revenue_churn_rate"),
)
def _yearly_revenue_churn(study: Study) -> Figure:
    return _year(_fees_lost(study))
