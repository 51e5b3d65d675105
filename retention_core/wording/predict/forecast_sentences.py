"""What comes next in words: what was tried on the past, what is expected, and why a customer may be slipping away."""

from datetime import date

import polars as pl

from retention_core.i18n.speech import Speech
from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Share
from retention_core.kernel.rows import row_as
from retention_core.kernel.settings import PeriodKind
from retention_core.predict.backtest.backtest import BackTest, Rule
from retention_core.predict.forecast.forecast import NORMAL, ActiveMonth, Forecast

EIGHT_OF_TEN = NORMAL["80"]
EVEN, RISK_BAND = 0.5, 0.25
RULES = {
    Rule.MODEL: N_("The model"),
    Rule.AS_BEFORE: N_("As many as in the stretch before"),
    Rule.OWN_RATE: N_("Each at their own past rate"),
}


def rule_name(rule: Rule, speech: Speech) -> str:
    """A rule in words."""
    return speech.say(RULES[rule])


def finding_of_test(test: BackTest, speech: Speech) -> str:
    """What the back-test found, in one sentence."""
    own, others = test.error[Rule.MODEL], [test.error[rule] for rule in Rule if rule is not Rule.MODEL]
    best = min((error for error in others if error is not None), default=None)
    if own is None or best is None:
        return speech.say(N_("Nobody bought in the hidden days, so nothing can be compared."))
    values = {"own": Share(own), "best": Share(best)}
    if test.best is Rule.MODEL:
        return speech.say(N_("The model was off by {own}, the better of two simple rules by {best}."), **values)
    return speech.say(
        N_("A simple rule came nearer: off by {best}, the model by {own}. So the simple rule is used here."), **values
    )


def forecast_finding(total: object, low: object, high: object, speech: Speech) -> str:
    """What the coming twelve months bring, in one sentence."""
    return speech.say(
        N_("The coming twelve months bring about {total}, in 8 of 10 cases {low} to {high}."),
        total=total,
        low=low,
        high=high,
    )


def next_expected(day: date, low: date, high: date, speech: Speech) -> str:
    """When the next purchase comes, if the customer still is one."""
    return speech.say(
        N_("If they are a customer still, the next purchase is expected by {day}, in 8 of 10 cases {low} to {high}."),
        day=day,
        low=low,
        high=high,
    )


def why_not_ahead(test: BackTest | None, speech: Speech) -> str:
    """Why nothing is predicted of single customers."""
    if test is None:
        return speech.say(N_("Predictions take ten weeks of history and ten customers who came again."))
    return finding_of_test(test, speech)


EARLIER = (
    N_("Hidden days"),
    N_("Bought"),
    N_("Model expected"),
    N_("In 8 of 10 cases"),
    N_("Model off by"),
    N_("Better simple rule off by"),
)


def earlier_test(test: BackTest, speech: Speech) -> tuple[str, ...]:
    """One back-test in a row under `EARLIER`."""
    expected = float(test.table[Rule.MODEL].sum())
    low, high = (max(expected + side * EIGHT_OF_TEN * test.deviation, 0.0) for side in (-1, 1))
    simple = [test.error[rule] for rule in Rule if rule is not Rule.MODEL]
    own, best = test.error[Rule.MODEL], min((error for error in simple if error is not None), default=None)
    return (
        speech.span(day_of(test.first), day_of(test.last)),
        speech.number(test.bought),
        speech.number(round(expected)),
        speech.say(N_("{low} to {high}"), low=round(low), high=round(high)),
        *(speech.write(None if error is None else Share(error)) for error in (own, best)),
    )


def ranges_held(test: BackTest, speech: Speech) -> str:
    """Whether the ranges of single customers hold what they say."""
    return speech.say(
        N_("Ranges meant to hold what 8 of 10 customers buy held it for {of_100} of 100."),
        of_100=round(100 * test.held),
    )


def active_ahead(found: Forecast, speech: Speech) -> str:
    """Customers who buy in the first and in the last of the coming months."""
    first, last = row_as(ActiveMonth, found.table, 0), row_as(ActiveMonth, found.table)
    return speech.say(
        N_("About {first} customers buy in the first of these months, {last} in the last ({low} to {high})."),
        first=round(first.active),
        last=round(last.active),
        low=round(last.active_low80),
        high=round(last.active_high80),
    )


def new_ahead(found: Forecast, speech: Speech) -> str:
    """New customers a month, with the range of the rate."""
    coming = found.coming
    off = EIGHT_OF_TEN * coming.uncertain
    return speech.say(
        N_("New customers are taken to come at the recent rate: {mean} a month ({low} to {high})."),
        mean=round(coming.mean, 1),
        low=round(max(coming.mean * (1 - off), 0.0), 1),
        high=round(coming.mean * (1 + off), 1),
    )


def about_season(found: Forecast, speech: Speech) -> str:
    """Whether new customers have a season, and that later purchases have none."""
    coming = found.coming
    if coming.season_error is None:
        return speech.say(
            N_(
                "There is no season in it: fewer than three full years of new customers are known, or their months"
                " differ no more than by chance."
            )
        )
    top = int(coming.season.argmax())
    far = EIGHT_OF_TEN * float(coming.season_error[top])
    return speech.say(
        N_(
            "New customers follow the season of the past years: most come in the month from {day} on, {times} times the"
            " usual number ({low} to {high}). Later purchases have no season in them."
        ),
        day=found.table["first_day"][top],
        times=round(float(coming.season[top]), 2),
        low=round(float(coming.season[top]) - far, 2),
        high=round(float(coming.season[top]) + far, 2),
    )


def names_of_months(table: pl.DataFrame, speech: Speech) -> list[str]:
    """The month of each row; the day on which it begins where that is not the first."""
    days = table["first_day"].to_list()
    whole = all(day.day == 1 for day in days)
    return [speech.period(PeriodKind.MONTH, day, short=True) if whole else speech.day(day) for day in days]


def purchases_before(first: int, last: int | None, speech: Speech) -> str:
    """A group by the number of purchases after the first."""
    if last is None:
        return speech.say(N_("{first} or more"), first=first)
    return speech.number(first) if first == last else speech.say(N_("{first} to {last}"), first=first, last=last)


def risk_band(start: float, speech: Speech) -> str:
    """A quarter of the chances of being gone."""
    return speech.say(N_("{low} to {high}"), low=Share(start), high=Share(start + RISK_BAND))


def who_left_since(bands: pl.DataFrame, test: BackTest | None, speech: Speech) -> str:
    """Of those more likely gone than not before the hidden days, how many stayed away; of the others, how many did."""
    likely = bands.filter(pl.col("from_risk").is_null() | (pl.col("from_risk") >= EVEN))
    others = bands.filter(pl.col("from_risk") < EVEN)
    said = speech.say(
        N_("Of {customers} customers who were at risk on {day}, {left} have not bought since."),
        customers=int(likely["customers"].sum()),
        left=int(likely["left"].sum()),
        day=None if test is None else day_of(test.first - 1),
    )
    if others.is_empty():
        return said
    rest = speech.say(
        N_("Of {customers} others, {left}."), customers=int(others["customers"].sum()), left=int(others["left"].sum())
    )
    return f"{said} {rest}"


def why_at_risk(reason: str, rhythm: float | None, silent: int, speech: Speech) -> str:
    """The own rhythm explains a row; it never ranks it."""
    quiet = DurationDays(silent)
    if rhythm is None:
        return speech.say(N_("Silent for {silent}; too few purchases for a rhythm."), silent=quiet)
    if reason == "overdue":
        return speech.say(
            N_("Usually buys every {rhythm}, silent for {silent}: overdue."), rhythm=DurationDays(rhythm), silent=quiet
        )
    return speech.say(
        N_("Usually buys every {rhythm}, silent for {silent}."), rhythm=DurationDays(rhythm), silent=quiet
    )
