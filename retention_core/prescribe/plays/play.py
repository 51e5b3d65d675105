"""What a thing worth doing is: for whom it is now, and how much money that is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from retention_core.describe.presence.last_year import TwelveMonths
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.figure import Value
from retention_core.kernel.why_null import WhyNull


class PlayCode(StrEnum):
    """The things worth doing. Names of figures and links hold the values: a contract."""

    SLIPPING_AWAY = "slipping_away"
    WIN_BACK = "win_back"
    SECOND_PURCHASE = "second_purchase"
    KEY_ACCOUNTS = "key_accounts"
    NEXT_TIER = "next_tier"
    LEFT_LATELY = "left_lately"
    WELCOME = "welcome"
    GONE_QUIET = "gone_quiet"
    THANK_BEST = "thank_best"
    EARLY_ACCESS = "early_access"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    ABANDONED_CARTS = "abandoned_carts"
    ASK_REVIEW = "ask_review"
    ASK_LEAVERS = "ask_leavers"
    PUT_RIGHT = "put_right"
    CROSS_SELL = "cross_sell"
    LONGER_CONTRACT = "longer_contract"
    COMMUNITY = "community"


@dataclass(frozen=True)
class Play:
    """One thing worth doing, checked against the data.

    code       which
    who        the customers it is for now, as customer codes
    at_stake   the money it is about, minor units; null: the files do not tell
    values     what its sentence needs besides
    why_null   why it cannot be told whom it is for; null: it can, and `who` may still be nobody
    """

    code: PlayCode
    who: CustomerCodes = field(default_factory=lambda: np.empty(0, np.uint32))
    at_stake: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    why_null: WhyNull | None = None

    @property
    def customers(self) -> int:
        """How many customers it is for now."""
        return len(self.who)

    @property
    def is_for_somebody(self) -> bool:
        """Whether it can be told whom it is for, and it is for anybody now."""
        return self.why_null is None and bool(self.customers)


def spent_by(year: TwelveMonths, who: CustomerCodes) -> int | None:
    """What some customers spent in twelve months, minor units; null without amounts."""
    return None if year.spend is None else int(year.spend[who].sum())
