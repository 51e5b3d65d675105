"""What comes next in words: what was tried on the past, what is expected, and why a customer may be slipping away."""

from datetime import date

from retention_core.predict.backtest import BackTest, Rule
from retention_core.quantities import Days, Share
from retention_core.text.catalog import N_
from retention_core.text.speech import Speech

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


def purchases_before(first: int, last: int | None, speech: Speech) -> str:
    """A group by the number of purchases after the first."""
    if last is None:
        return speech.say(N_("{first} or more"), first=first)
    return speech.number(first) if first == last else speech.say(N_("{first} to {last}"), first=first, last=last)


def why_at_risk(reason: str, rhythm: float | None, silent: int, speech: Speech) -> str:
    """The own rhythm explains a row; it never ranks it."""
    quiet = Days(silent)
    if rhythm is None:
        return speech.say(N_("Silent for {silent}; too few purchases for a rhythm."), silent=quiet)
    if reason == "overdue":
        return speech.say(
            N_("Usually buys every {rhythm}, silent for {silent}: overdue."), rhythm=Days(rhythm), silent=quiet
        )
    return speech.say(N_("Usually buys every {rhythm}, silent for {silent}."), rhythm=Days(rhythm), silent=quiet)
