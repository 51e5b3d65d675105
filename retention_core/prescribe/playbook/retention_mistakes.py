"""The five usual mistakes in keeping customers, as far as the data can show them.

Each is one share, what it is a share of, and a line beyond which it deserves a look. No file tells what a shop did not
do; these are the traces that it leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

import numpy as np
import polars as pl

from retention_core.describe.activity.active_customers import active_customers
from retention_core.describe.presence.customers import last_days
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.reachable import contactable_customers
from retention_core.describe.presence.why_unknown import why_no_orders, why_no_repeats, why_nothing
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.customers.at_risk import OVERDUE, own_rhythms
from retention_core.prescribe.plays.service_recovery import UNHAPPY

NOBODY = np.empty(0, np.uint32)
REACHED, NAMED, BACK = 0.7, 0.7, 0.1
GIVEN_BACK, LATE = 0.05, 0.2
LATELY_DAYS, TIME_TO_COME_BACK = 90, 30


class RetentionMistake(StrEnum):
    """The five, in the order in which the articles name them."""

    NO_CONTACT = "no_contact"
    PROMISES = "promises"
    NOTHING_PERSONAL = "nothing_personal"
    FEEDBACK = "feedback"
    IRREGULAR = "irregular"


@dataclass(frozen=True)
class MistakeCheck:
    """What the data shows of one mistake.

    part, whole   the share is part / whole
    compared      the share it is held against, where there is one
    look          it deserves a look; null: it cannot be told
    who           whom to do something about
    why_null      why it cannot be told
    """

    mistake: RetentionMistake
    part: int = 0
    whole: int = 0
    look: bool | None = None
    compared: float | None = None
    who: CustomerCodes = field(default_factory=NOBODY.copy)
    why_null: WhyNull | None = None

    @property
    def share(self) -> float | None:
        """The part; null where it cannot be told."""
        return None if self.why_null else self.part / self.whole


def no_contact(study: Study) -> MistakeCheck:
    """Of the active customers, those who can be written or spoken to: an e-mail, not refused, or a phone number."""
    active = NOBODY if why_nothing(study) else study(active_customers)
    if why := why_nothing(study) or (None if len(active) else WhyNull.NOBODY_ACTIVE_NOW):
        return MistakeCheck(RetentionMistake.NO_CONTACT, why_null=why)
    ways = contactable_customers(study.workbook)
    if not ways["email"].count() and not ways["phone"].count():
        return MistakeCheck(RetentionMistake.NO_CONTACT, why_null=WhyNull.NO_CONTACTS)
    can = ways.select((pl.col("email").is_not_null() & pl.col("agreed")) | pl.col("phone").is_not_null())
    reached = can.to_series().to_numpy()[active]
    return _checked(RetentionMistake.NO_CONTACT, reached, active, lambda share: share < REACHED, who=~reached)


def promises(study: Study) -> MistakeCheck:
    """Refunds for each purchase of the last 90 days, against the year before them."""
    if why := why_no_orders(study) or (None if study.workbook.has_amounts else WhyNull.NO_AMOUNTS):
        return MistakeCheck(RetentionMistake.PROMISES, why_null=why)
    as_of = day_number(study(horizon).as_of)
    part, whole, who = _refunds(study, as_of - LATELY_DAYS + 1, as_of)
    if not whole:
        return MistakeCheck(RetentionMistake.PROMISES, why_null=WhyNull.NOBODY_BOUGHT_LATELY)
    before, bought, _ = _refunds(study, as_of - LATELY_DAYS - 364, as_of - LATELY_DAYS)
    usual = before / bought if bought else None
    return MistakeCheck(RetentionMistake.PROMISES, part, whole, part / whole > GIVEN_BACK, usual, who)


def _refunds(study: Study, first: int, last: int) -> tuple[int, int, CustomerCodes]:
    log = study(whole_log).between(first, last)
    back = np.zeros(len(log.code), np.bool_) if log.amount is None else log.amount < 0
    return int(back.sum()), int((~back).sum()), np.unique(log.code[back])


def nothing_personal(study: Study) -> MistakeCheck:
    """Of the active customers, those whose name the files know."""
    active = NOBODY if why_nothing(study) else study(active_customers)
    if why := why_nothing(study) or (None if len(active) else WhyNull.NOBODY_ACTIVE_NOW):
        return MistakeCheck(RetentionMistake.NOTHING_PERSONAL, why_null=why)
    if "name" not in study.workbook.customers.columns:
        return MistakeCheck(RetentionMistake.NOTHING_PERSONAL, why_null=WhyNull.NO_NAMES)
    named = study.workbook.customers["name"].is_not_null().to_numpy()[active]
    return _checked(RetentionMistake.NOTHING_PERSONAL, named, active, lambda share: share < NAMED, who=~named)


def feedback(study: Study) -> MistakeCheck:
    """Of those who answered unhappily at least 30 days ago, those who have bought since; against the others."""
    answers = study.workbook.feedback
    if answers is None or not {"customer_code", "score", "answered_on"} <= set(answers.columns):
        return MistakeCheck(RetentionMistake.FEEDBACK, why_null=WhyNull.NO_FEEDBACK)
    if why := why_no_repeats(study):
        return MistakeCheck(RetentionMistake.FEEDBACK, why_null=why)
    until = study(horizon).as_of - timedelta(days=TIME_TO_COME_BACK)
    known = answers.filter((pl.col("answered_on") <= until) & pl.col("customer_code").is_not_null())
    last = known.sort("answered_on").unique("customer_code", keep="last", maintain_order=True)
    last = last.filter(pl.col("score").is_not_null())
    code = last["customer_code"].to_numpy()
    back = study(last_days)[code] > last["answered_on"].cast(pl.Date).to_physical().to_numpy()
    unhappy = (last["score"] <= UNHAPPY).to_numpy()
    if not unhappy.any():
        return MistakeCheck(RetentionMistake.FEEDBACK, why_null=WhyNull.NOBODY_UNHAPPY)
    others = float(back[~unhappy].mean()) if (~unhappy).any() else None
    part, whole = int(back[unhappy].sum()), int(unhappy.sum())
    look = others is not None and part / whole < others - BACK
    return MistakeCheck(RetentionMistake.FEEDBACK, part, whole, look, others, np.sort(code[unhappy & ~back]))


def irregular(study: Study) -> MistakeCheck:
    """Of the active customers with a rhythm of their own, those silent for over twice of it."""
    if why := why_no_repeats(study):
        return MistakeCheck(RetentionMistake.IRREGULAR, why_null=why)
    active, as_of = study(active_customers), day_number(study(horizon).as_of)
    rhythm = own_rhythms(study, active)
    with_rhythm = ~np.isnan(rhythm)
    if not with_rhythm.any():
        return MistakeCheck(RetentionMistake.IRREGULAR, why_null=WhyNull.NOBODY_HAS_A_RHYTHM)
    who = active[with_rhythm]
    late = as_of - study(last_days)[who].astype(np.int64) > OVERDUE * rhythm[with_rhythm]
    return _checked(RetentionMistake.IRREGULAR, late, who, lambda share: share > LATE, who=late)


def _checked(
    mistake: RetentionMistake, part: np.ndarray, whole: CustomerCodes, look: Callable[[float], bool], *, who: np.ndarray
) -> MistakeCheck:
    share = float(part.mean())
    return MistakeCheck(mistake, int(part.sum()), len(whole), look(share), None, np.sort(whole[who]))


CHECKS: tuple[Callable[[Study], MistakeCheck], ...] = (no_contact, promises, nothing_personal, feedback, irregular)


def health(study: Study) -> tuple[MistakeCheck, ...]:
    """All five; those that deserve a look first, then what is well, then what cannot be told."""
    order = {True: 0, False: 1, None: 2}
    return tuple(sorted((study(check) for check in CHECKS), key=lambda found: order[found.look]))
