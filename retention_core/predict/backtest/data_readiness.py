"""What the files can tell: for each kind of number can, can with caution, or cannot, why, and what would be enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from retention_core.describe.cycle.purchase_cycle import rhythms
from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.retention.retention_period import last_finished
from retention_core.describe.retention.why_no_rate import why_no_rate
from retention_core.describe.subscriptions.tenures import tenures
from retention_core.kernel.day_numbers import day_number, day_of, months_back
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.backtest import LEAST_DAYS, PART, Rule, back_test
from retention_core.predict.backtest.contract_backtest import contract_back_test, contract_model_in_use
from retention_core.predict.fitting.customer_histories import histories, repeat_spend
from retention_core.predict.fitting.fitted_models import FEWEST_AGAIN, why_no_sbg
from retention_core.predict.futures.new_customers import LEAST_MONTHS, LEAST_YEARS, MONTHS, arrivals

FEW_IN_A_SHARE, FEW_BUYERS, FEW_RHYTHMS = 40, 40, 10
ENOUGH_AGAIN, ENOUGH_LEFT = 100, 30
GOES_WITH = 0.3
NOBODY_NAMED: Mapping[str, object] = {}


class Verdict(StrEnum):
    """Whether a number can be told."""

    CAN = "can"
    CAUTION = "caution"
    CANNOT = "cannot"


class ReadyReason(StrEnum):
    """Why a number can be told, or only with caution, beside the reasons of figures."""

    ENOUGH = "enough"
    FEW_IN_A_SHARE = "few_in_a_share"
    FEW_RHYTHMS = "few_rhythms"
    FEW_BUYERS = "few_buyers"
    FEW_CAME_AGAIN = "few_came_again"
    SIMPLE_RULE = "simple_rule"
    WIDE_RANGES = "wide_ranges"
    SPEND_GOES_WITH_FREQUENCY = "spend_goes_with_frequency"
    FEW_MONTHS = "few_months"
    LESS_THAN_A_YEAR = "less_than_a_year"
    LESS_THAN_THREE_YEARS = "less_than_three_years"
    NO_SEASON_SEEN = "no_season_seen"
    FEW_LEFT = "few_left"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True)
class Ready:
    """One kind of number: `what` it is, the verdict, and the reason with what it speaks of.

    values   numbers and days for the sentence: what there is, and what would be enough
    """

    what: str
    verdict: Verdict
    why: WhyNull | ReadyReason
    values: Mapping[str, object] = field(default_factory=dict)


Answer = tuple[Verdict, WhyNull | ReadyReason, Mapping[str, object]]
FINE: Answer = (Verdict.CAN, ReadyReason.ENOUGH, NOBODY_NAMED)


def readiness(study: Study) -> list[Ready]:
    """The kinds of numbers that the files are about, in the order of the menu."""
    asked = VISITS if study(presence_source) in {PresenceSource.ORDERS, PresenceSource.ACTIVITY} else ()
    asked += CONTRACTS if not study(tenures).is_empty() else ()
    return [Ready(what, *answer(study)) for what, answer in asked]


def _kept(study: Study) -> Answer:
    if why := why_no_rate(study):
        return Verdict.CANNOT, why, NOBODY_NAMED
    period = study(last_finished)
    there = (period.at_start or 0) if period else 0
    values = {"there": there, "enough": FEW_IN_A_SHARE}
    return FINE if there >= FEW_IN_A_SHARE else (Verdict.CAUTION, ReadyReason.FEW_IN_A_SHARE, values)


def _rhythm(study: Study) -> Answer:
    there = len(study(rhythms).code)
    if not there:
        return Verdict.CANNOT, WhyNull.NOBODY_BOUGHT_TWICE, NOBODY_NAMED
    values = {"there": there, "enough": FEW_RHYTHMS}
    return FINE if there >= FEW_RHYTHMS else (Verdict.CAUTION, ReadyReason.FEW_RHYTHMS, values)


def _tiers(study: Study) -> Answer:
    there = int((study(last_year).measure > 0).sum())
    values = {"there": there, "enough": FEW_BUYERS}
    return FINE if there >= FEW_BUYERS else (Verdict.CANNOT, ReadyReason.FEW_BUYERS, values)


def _who_is_here(study: Study) -> Answer:
    """Chances of single customers, and what they will buy."""
    again = int(study(histories).came_again.sum())
    if again < FEWEST_AGAIN:
        return Verdict.CANNOT, ReadyReason.FEW_CAME_AGAIN, {"there": again, "more": FEWEST_AGAIN - again}
    test = study(back_test)
    if test is None:
        return Verdict.CANNOT, WhyNull.TOO_SHORT_TO_TEST, {"day": _tested_from(study)}
    if test.best is not Rule.MODEL:
        return Verdict.CAUTION, ReadyReason.SIMPLE_RULE, NOBODY_NAMED
    values = {"there": again, "enough": ENOUGH_AGAIN}
    return FINE if again >= ENOUGH_AGAIN else (Verdict.CAUTION, ReadyReason.WIDE_RANGES, values)


def _spend(study: Study) -> Answer:
    if not study.workbook.has_amounts:
        return Verdict.CANNOT, WhyNull.NO_AMOUNTS, NOBODY_NAMED
    seen = study(repeat_spend)
    there = len(seen.code)
    if there < FEWEST_AGAIN:
        return Verdict.CANNOT, ReadyReason.FEW_CAME_AGAIN, {"there": there, "more": FEWEST_AGAIN - there}
    spread = seen.x.std() > 0 and seen.z.std() > 0
    goes_with = float(np.corrcoef(seen.x, seen.z)[0, 1]) if spread else 0.0
    if abs(goes_with) > GOES_WITH:
        return Verdict.CAUTION, ReadyReason.SPEND_GOES_WITH_FREQUENCY, {"correlation": round(goes_with, 2)}
    values = {"there": there, "enough": ENOUGH_AGAIN}
    return FINE if there >= ENOUGH_AGAIN else (Verdict.CAUTION, ReadyReason.WIDE_RANGES, values)


def _year(study: Study) -> Answer:
    here = _who_is_here(study)
    if here[0] is Verdict.CANNOT:
        return here
    coming = study(arrivals)
    if coming is None:
        return Verdict.CANNOT, ReadyReason.FEW_MONTHS, {"day": _months_from_start(study, LEAST_MONTHS)}
    first = _months_from_start(study, MONTHS)
    if first > study(horizon).as_of:
        return Verdict.CAUTION, ReadyReason.LESS_THAN_A_YEAR, {"day": first}
    return here


def _season(study: Study) -> Answer:
    coming, first = study(arrivals), _months_from_start(study, MONTHS * LEAST_YEARS)
    if coming is not None and coming.season_error is not None:
        return FINE
    if first > study(horizon).as_of:
        return Verdict.CANNOT, ReadyReason.LESS_THAN_THREE_YEARS, {"day": first}
    return Verdict.CAUTION, ReadyReason.NO_SEASON_SEEN, NOBODY_NAMED


def _renewals(study: Study) -> Answer:
    if why := why_no_sbg(study):
        return Verdict.CANNOT, why, NOBODY_NAMED
    use = study(contract_model_in_use)
    if use is None:
        return Verdict.CANNOT, WhyNull.MODEL_NOT_TOLD, NOBODY_NAMED
    if use.rule is not Rule.MODEL:
        return Verdict.CAUTION, ReadyReason.SIMPLE_RULE, NOBODY_NAMED
    left = int(study(tenures)["left"].sum())
    if left < ENOUGH_LEFT:
        return Verdict.CAUTION, ReadyReason.FEW_LEFT, {"there": left, "enough": ENOUGH_LEFT}
    return FINE if study(contract_back_test).height else (Verdict.CAUTION, ReadyReason.NOT_TESTED, NOBODY_NAMED)


def _tested_from(study: Study) -> date:
    """The day on which the history is long enough for a back-test."""
    return day_of(day_number(study(horizon).known_from) + LEAST_DAYS * PART - 1)


def _months_from_start(study: Study, months: int) -> date:
    """The last day of so many months after the history begins."""
    return months_back(study(horizon).known_from, -months) - timedelta(days=1)


Questions = tuple[tuple[str, Callable[[Study], Answer]], ...]
VISITS: Questions = (
    ("kept", _kept),
    ("rhythm", _rhythm),
    ("who_is_here", _who_is_here),
    ("spend", _spend),
    ("year", _year),
    ("season", _season),
    ("tiers", _tiers),
)
CONTRACTS: Questions = (("renewals", _renewals),)
