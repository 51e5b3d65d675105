"""Who stays, how often they come, who leaves: one plain sentence for each block of the pages on customers."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.describe.cycle.gap_steps import GapStep
from retention_core.describe.retention.period_comparison import ComparedPeriod
from retention_core.describe.statistics.survival import Survival
from retention_core.diagnose.leaving_reasons import ReasonShare
from retention_core.i18n.speech import Speech
from retention_core.kernel.figure import Figure
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Share
from retention_core.kernel.rows import row_as
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.why_null import WhyNull
from retention_core.kernel.workbook import TRAIT
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.reading.reading_sentences import field_name

TOO_EARLY = N_("This takes two full periods. Choose a shorter one above, or come back later.")
NEAR = N_("Of 100 new customers, {near} come again in the next {period}.")
NEAR_AND_FAR = N_(
    "Of 100 new customers, {near} come again in the next {period}, and {far} in the {age}th {period} after."
)
EACH = N_("A new customer brings {first} in the first {period} and {later} in the next one.")
BEST_GROUP = N_("{best} come again most often in the next {period}: {high} of 100. Of {worst} it is {low} of 100.")
BACK = N_("Of 100 first-time buyers, {back} come back within {days}.")
HALF_BACK = N_("Half of all are back after {days}.")
RHYTHM = N_("Customers who come again usually do so every {median}.")
SLOWER = N_("Three of four of them come at least every {p75}, nine of ten at least every {p90}.")
NEXT = N_("After any purchase, half of the customers are back within {days}.")
NEXT_NOT = N_("After any purchase, fewer than half of the customers have come back so far.")
FASTEST = N_("It goes fastest: {fastest} (half within {fast}); and slowest: {slowest} (half within {slow}).")
MOVES = N_("By the {short} you kept {low}, by the {long} {high}: the longer the period, the more come again in it.")
LEFT = N_("Of {subscribers} subscribers, {left} have left: {share}.")
CHURN = N_("From {first_day} to {last_day} you lost {lost} of {at_start} subscribers, {share}.")
A_YEAR = N_("If every month were like it, {yearly} would be lost in a year.")
STAY = N_("Of 100 subscribers, {half_year} stay longer than half a year and {year} longer than a year.")
STAY_SHORT = N_("Of 100 subscribers, {share} stay longer than {months} months.")
MOST_LEAVE = N_("{most} leave most: {high}. {least} leave least: {low}.")
NO_DIFFERENCE = N_("The groups differ by no more than chance would make them.")
ONE_GROUP = N_("There is only one group.")
REASON = N_("The reason named most is: {reason} ({share} of {answers} answers).")
ACTIVE = N_("{monthly} customers were active in the last 30 days. On a usual day it is {share} of them.")
ACTIVATED = N_("Of {new} new customers, {activated} did it within {days}: {share}.")
HALF_ACTIVATED = N_("Half of all new customers have done it after {days}.")
HALF_NOT = N_("Fewer than half of the new customers have done it so far.")
HALF_YEAR, YEAR = 6, 12
NO_VALUE, REST = N_("not known"), N_("all others")
REASONS = {
    "moved": N_("moved or closed"),
    "competitor": N_("went to a competitor"),
    "price": N_("price"),
    "nobody_cared": N_("nobody cared"),
    "dissatisfied": N_("dissatisfied"),
    "other": N_("other reasons"),
}


def column_name(column: str, speech: Speech) -> str:
    """A column by which customers can be told apart: its own header, or the name of the field."""
    return column.removeprefix(TRAIT) if column.startswith(TRAIT) else field_name(column, speech)


def group_name(value: str | None, *, rest: bool, speech: Speech) -> str:
    """A group of customers: the value they have in common."""
    return speech.say(REST) if rest else speech.say(NO_VALUE) if value is None else value


def who_comes_again(curve: pl.DataFrame, kind: PeriodKind, speech: Speech) -> str:
    """How many of 100 new customers are there one period later, and several.

    curve: as `describe.cohort_curves.average_curve` gives it
    """
    shares = {age: share for age, share in curve.select("age", "share").rows() if age and share is not None}
    if 1 not in shares:
        return speech.say(TOO_EARLY)
    far = max((age for age in shares if age in (4, 5, 6, 12)), default=None)
    said = {"near": _of_100(shares[1], speech), "period": kind}
    if far is None:
        return speech.say(NEAR, **said)
    return speech.say(NEAR_AND_FAR, **said, far=_of_100(shares[far], speech), age=far)


def what_one_brings(first: str, later: str | None, kind: PeriodKind, speech: Speech) -> str:
    """What a new customer brings in the first period and in the next; amounts in words."""
    return speech.say(TOO_EARLY) if later is None else speech.say(EACH, first=first, later=later, period=kind)


def which_group_stays(nearest: Mapping[str, float], kind: PeriodKind, speech: Speech) -> str:
    """The group that comes again most often and the one that does least; nearest: share one period later, by group."""
    if len(nearest) < 2:
        return speech.say(ONE_GROUP)
    best, worst = max(nearest, key=nearest.__getitem__), min(nearest, key=nearest.__getitem__)
    high, low = (_of_100(nearest[name], speech) for name in (best, worst))
    return speech.say(BEST_GROUP, best=best, worst=worst, high=high, low=low, period=kind)


def who_comes_back(back: Figure, middle: Figure, speech: Speech) -> str:
    """How many of 100 first-time buyers came back, and after how long half are back."""
    if back.why_null:
        return why_null(back.why_null, speech)
    said = [speech.say(BACK, back=_of_100(float(str(back.value)), speech), days=back.inputs["days"])]
    if not middle.why_null:
        said.append(speech.say(HALF_BACK, days=_days(float(str(middle.value)))))
    return " ".join(said)


def how_often(figures: Mapping[str, Figure], speech: Speech) -> list[str]:
    """The rhythm, and that of the slower ones: figures median, p75, p90."""
    if why := next((figure.why_null for figure in figures.values() if figure.why_null), None):
        return [why_null(why, speech)]
    days = {name: _days(float(str(figure.value))) for name, figure in figures.items()}
    return [speech.say(RHYTHM, **days), speech.say(SLOWER, **days)]


def how_long_away(steps: pl.DataFrame, speech: Speech) -> str:
    """After how long half come again; where several lines are compared, the fastest and the slowest.

    steps: as `describe.gap_steps.step_table` gives them, lines in words
    """
    known = steps.filter(pl.col("median_days").is_not_null()).sort("median_days", maintain_order=True)
    if steps.height > 1 and known.height > 1:
        fast, slow = row_as(GapStep, known, 0), row_as(GapStep, known)
        return speech.say(
            FASTEST,
            fastest=fast.line,
            fast=_days(fast.median_days or 0.0),
            slowest=slow.line,
            slow=_days(slow.median_days or 0.0),
        )
    if known.is_empty():
        return speech.say(NEXT_NOT)
    return speech.say(NEXT, days=_days(known["median_days"][0]))


def what_moves(periods: pl.DataFrame, speech: Speech) -> str:
    """The retention rate by the shortest and the longest period that have one."""
    known = periods.filter(pl.col("retention_rate").is_not_null())
    if known.height < 2:
        return speech.say(TOO_EARLY)
    short, long = row_as(ComparedPeriod, known, 0), row_as(ComparedPeriod, known)
    return speech.say(
        MOVES,
        short=PeriodKind(short.kind),
        low=Share(short.retention_rate or 0.0),
        long=PeriodKind(long.kind),
        high=Share(long.retention_rate or 0.0),
    )


def who_left(monthly: Figure, yearly: Figure, left: Figure, speech: Speech) -> list[str]:
    """The churn of the last full month and of a year; of a list without days, the share that has left."""
    if monthly.why_null == WhyNull.TENURES_ONLY and not left.why_null:
        share = {"share": speech.figure(left)}
        return [speech.say(LEFT, subscribers=left.inputs["subscribers"], left=left.inputs["left"], **share)]
    if monthly.why_null:
        return [why_null(monthly.why_null, speech)]
    named = {name: monthly.inputs[name] for name in ("first_day", "last_day", "lost", "at_start")}
    said = speech.say(CHURN, share=speech.figure(monthly), **named)
    return [said, speech.say(A_YEAR, yearly=speech.figure(yearly))]


def how_long_they_stay(curve: Survival, speech: Speech) -> str:
    """Of 100 subscribers, how many stay longer than half a year and a year, as far as was seen."""
    shares = {months: curve.staying_at(months) for months in (HALF_YEAR, YEAR)}
    if shares[HALF_YEAR] is not None and shares[YEAR] is not None:
        half_year, year = (_of_100(share, speech) for share in shares.values() if share is not None)
        return speech.say(STAY, half_year=half_year, year=year)
    if curve.seen_until is None:
        return why_null(WhyNull.NO_TENURE, speech)
    months = int(curve.seen_until)
    share = curve.staying_at(months)
    return speech.say(STAY_SHORT, share=_of_100(share or 0.0, speech), months=months)


@dataclass(frozen=True)
class LeavingGroup:
    """A group in words, and the share of it that left with its range."""

    group: str
    share: float
    low: float
    high: float


def who_leaves_most(groups: pl.DataFrame, speech: Speech) -> str:
    """The groups with the highest and the lowest share, where their ranges lie apart.

    groups: group (in words), share, low, high
    """
    known = groups.filter(pl.col("share").is_not_null()).sort("share", descending=True, maintain_order=True)
    if known.height < 2:
        return speech.say(ONE_GROUP)
    most, least = row_as(LeavingGroup, known, 0), row_as(LeavingGroup, known)
    if most.low <= least.high:
        return speech.say(NO_DIFFERENCE)
    return speech.say(MOST_LEAVE, most=most.group, high=Share(most.share), least=least.group, low=Share(least.share))


def why_they_leave(reasons: pl.DataFrame, speech: Speech) -> str:
    """The reason named most; reasons: as `describe.leaving_reasons.leaving_reasons` gives them."""
    first, answers = row_as(ReasonShare, reasons, 0), int(reasons["answers"].sum())
    named_most = REASONS[first.reason]
    return speech.say(REASON, reason=speech.say(named_most), share=Share(first.share), answers=answers)


def who_is_active(monthly: Figure, stickiness: Figure, speech: Speech) -> str:
    """Active in 30 days, and on a usual day."""
    if why := monthly.why_null or stickiness.why_null:
        return why_null(why, speech)
    return speech.say(ACTIVE, monthly=monthly.value, share=speech.figure(stickiness))


def who_begins(rate: Figure, curve: Survival, speech: Speech) -> list[str]:
    """How many new customers did what shows that they have begun, and after how long half have."""
    if rate.why_null:
        return [why_null(rate.why_null, speech)]
    named = {name: rate.inputs[name] for name in ("new", "activated", "days")}
    middle = curve.median().time
    half = speech.say(HALF_NOT) if middle is None else speech.say(HALF_ACTIVATED, days=_days(middle))
    return [speech.say(ACTIVATED, share=speech.figure(rate), **named), half]


def _of_100(share: float, speech: Speech) -> str:
    """23 of 100; with a decimal where it is less than ten."""
    return speech.number(100 * share, 0 if share >= 0.1 else 1)


def _days(days: float) -> DurationDays:
    """Whole days from ten up: a sentence needs no more."""
    return DurationDays(round(days) if days >= 10 else days)
