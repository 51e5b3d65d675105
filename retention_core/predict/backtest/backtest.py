"""The back-test: the end of the user's own history is hidden, predicted from what came before, and compared.

Nothing behind the cut-off is known to the model: it is fitted to the study as it was on that day. Two naive rules are
compared in the same way, and where the better of them comes nearer, it is used in the model's place and the pages say
so.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.purchase_days import presence, purchase_days
from retention_core.kernel.day_numbers import day_number, day_of
from retention_core.kernel.study import Study
from retention_core.predict.fitting.customer_histories import CustomerHistories, histories
from retention_core.predict.fitting.fitted_models import mbg_nbd
from retention_core.predict.futures.current_customers import DRAWS, variance
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.futures.study_futures import futures_of, sample
from retention_core.predict.models.bg_nbd import BgNbdParameters, Numbers

QUARTER_DAYS, LEAST_DAYS, PART = 91, 14, 5
LOW, HIGH = 0.1, 0.9
FROM_PURCHASES = (0, 1, 2, 3, 5, 10)


class Rule(StrEnum):
    """Ways to say what customers will buy."""

    MODEL = "model"
    AS_BEFORE = "as_before"
    OWN_RATE = "own_rate"


@dataclass(frozen=True)
class BackTest:
    """What was predicted for the hidden days, and what happened.

    table     one row per number of purchases before the cut-off: from_purchases (after the first), to_purchases (null:
              no end), customers, bought (purchase days in the hidden days), and one column of expected ones per rule
    first, last   the hidden days, days since 1970-01-01
    error     per rule: the sum over the rows of how far it is off, as a share of what was bought; null: nothing was
    deviation   how far the model's sum may be off by chance and by the fit (standard deviation)
    held        share of customers for whom it came as their own range of 8 in 10 cases has it: 0.8 is right
    """

    table: pl.DataFrame
    first: int
    last: int
    error: dict[Rule, float | None]
    deviation: float
    held: float

    @property
    def best(self) -> Rule:
        """The rule that came nearest; the model where it is as near as any."""
        known = {rule: error for rule, error in self.error.items() if error is not None}
        return min(known, key=lambda rule: (known[rule], rule is not Rule.MODEL), default=Rule.AS_BEFORE)

    @property
    def bought(self) -> int:
        """Purchase days in the hidden days by customers known at the cut-off."""
        return int(self.table["bought"].sum())


def hidden_days(study: Study) -> int | None:
    """How many days at the end are hidden: a quarter, or a fifth of a shorter history; null below ten weeks."""
    known = study(horizon)
    length = day_number(known.as_of) - day_number(known.known_from) + 1
    hidden = min(QUARTER_DAYS, length // PART)
    return hidden if hidden >= LEAST_DAYS else None


def back_test(study: Study) -> BackTest | None:
    """The last quarter (or fifth) of the history hidden, predicted and compared; null where it is too short."""
    hidden = study(hidden_days)
    return None if hidden is None else study(back_test_from, day_number(study(horizon).as_of) - hidden, hidden)


def model_in_use(study: Study) -> BgNbdParameters | None:
    """The MBG/NBD model, where it came as near in the back-test as any simple rule; null else, or without a test."""
    test, fitted = study(back_test), study(mbg_nbd)
    if test is None or fitted is None or test.best is not Rule.MODEL:
        return None
    return BgNbdParameters(*fitted.parameters, leaves_at_first=1)


def rolling_back_test(study: Study, *, most: int = 4) -> list[BackTest]:
    """The same at earlier cut-offs too, newest first, as far as a history of three times the hidden days reaches."""
    hidden = study(hidden_days)
    if hidden is None:
        return []
    as_of, start = day_number(study(horizon).as_of), day_number(study(horizon).known_from)
    cuts = [as_of - hidden * back for back in range(1, most + 1)]
    tests = (study(back_test_from, cut, hidden) for cut in cuts if cut - start >= 3 * hidden)
    return [test for test in tests if test is not None]


def back_test_from(study: Study, cut_off: int, days: int) -> BackTest | None:
    """What was known on the day `cut_off` against the `days` after it; null where no model can be fitted there."""
    then = study.with_overrides(as_of=day_of(cut_off))
    fitted, seen = then(mbg_nbd), then(histories)
    if fitted is None:
        return None
    outlook = ExpectedFuture(BgNbdParameters(*fitted.parameters, leaves_at_first=1), seen)
    expected = {
        Rule.MODEL: outlook.purchases(days),
        Rule.AS_BEFORE: _bought(study, seen, cut_off - days + 1, cut_off).astype(np.float64),
        Rule.OWN_RATE: seen.x / np.maximum(seen.T, 1) * days,
    }
    bought = _bought(study, seen, cut_off + 1, cut_off + days)
    table = _by_purchases(seen, bought, expected)
    total = int(bought.sum())
    error = {rule: _off(table, rule, total) for rule in Rule}
    return BackTest(table, cut_off + 1, cut_off + days, error, *_ranges(then, bought, days))


def _ranges(then: Study, bought: NDArray[np.int32], days: int) -> tuple[float, float]:
    """How far the sum may be off, and the share of customers whose own range held; from up to a thousand of them."""
    some, everybody = sample(then), then(histories).code
    drawn = futures_of(then, some, (days,), DRAWS, spend=False).purchases.astype(np.float64)
    came = bought[np.searchsorted(everybody, some)]
    off = float(np.sqrt(variance(drawn, len(everybody) / len(some))[0]))
    return off, float(_inside(drawn[0], came).mean())


def _inside(drawn: Numbers, came: NDArray[np.int32]) -> Numbers:
    """How much of what came lies between the tenth and the ninetieth of 100 draws, for each customer.

    A whole number covers a stretch of the draws' distribution, of which a part may lie inside (Czado, Gneiting and Held
    2009): so ranges of whole numbers can be held to exactly 80%.
    """
    below, up_to = ((side(drawn, came[:, None])).mean(axis=1) for side in (np.less, np.less_equal))
    covered = np.minimum(up_to, HIGH) - np.maximum(below, LOW)
    return np.clip(covered / np.maximum(up_to - below, 0.5 / drawn.shape[1]), 0.0, 1.0)


def _bought(study: Study, seen: CustomerHistories, first: int, last: int) -> NDArray[np.int32]:
    """Purchase days of each customer in a stretch; the very first one of a customer is no repeat and is left out."""
    here = study(presence).between(first, last)
    again = here.day > study(purchase_days).first_day[here.code]
    count = np.bincount(here.code[again], minlength=here.customers)
    return count[seen.code].astype(np.int32)


def _by_purchases(seen: CustomerHistories, bought: NDArray[np.int32], expected: dict[Rule, Numbers]) -> pl.DataFrame:
    place = np.searchsorted(FROM_PURCHASES, seen.x, side="right") - 1
    columns = {"customers": np.ones(len(place)), "bought": bought, **expected}
    sums = {str(name): np.bincount(place, values, len(FROM_PURCHASES)) for name, values in columns.items()}
    ends = pl.Series("to_purchases", [*(start - 1 for start in FROM_PURCHASES[1:]), None], dtype=pl.Int64)
    table = pl.DataFrame({"from_purchases": FROM_PURCHASES, **sums}).insert_column(1, ends)
    return table.with_columns(pl.col("customers", "bought").cast(pl.Int64)).filter(pl.col("customers") > 0)


def _off(table: pl.DataFrame, rule: Rule, total: int) -> float | None:
    return float((table[rule] - table["bought"]).abs().sum()) / total if total else None
