"""All customers together in the coming months: means, and how far off they may be by chance and by the fit.

Means are the model's own. What is off is drawn: futures of up to a thousand customers, evenly taken, under parameters
as uncertain as the fit leaves them. Chance of single customers adds up with their number, what the fit leaves open with
its square.
"""

from dataclasses import dataclass

import numpy as np

from retention_core.kernel.study import Study
from retention_core.predict.fitting.expected_spend import spend_per_purchase
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.futures.study_futures import futures_of, sample
from retention_core.predict.models.bg_nbd import Numbers

DRAWS = 200


@dataclass(frozen=True)
class TotalWithVariance:
    """One kind of number in each of some stretches, and in all of them as one.

    value, variance   by stretch
    all_variance      of their sum
    """

    value: Numbers
    variance: Numbers
    all_variance: float

    def plus(self, other: "TotalWithVariance") -> "TotalWithVariance":
        """Both, independent of each other."""
        variance = self.variance + other.variance
        return TotalWithVariance(self.value + other.value, variance, self.all_variance + other.all_variance)

    def off_by(self, share: float) -> "TotalWithVariance":
        """With an error of so large a share of the value that all stretches have in common."""
        return TotalWithVariance(
            self.value,
            self.variance + (share * self.value) ** 2,
            self.all_variance + (share * self.value.sum()) ** 2,
        )


@dataclass(frozen=True)
class CustomerBaseForecast:
    """Purchases, money (minor units; of purchases too without amounts) and customers who buy, in each stretch."""

    purchases: TotalWithVariance
    money: TotalWithVariance
    active: TotalWithVariance


def todays_customers(study: Study, outlook: ExpectedFuture, ends: tuple[int, ...]) -> CustomerBaseForecast:
    """Today's customers in stretches that end so many days from now."""
    seen = outlook.seen
    days = [float(end) for end in ends]
    spend = spend_per_purchase(study, seen.code)
    purchases = np.diff(outlook.total_purchases(days), prepend=0.0)
    money = np.diff(outlook.total_purchases(days, spend), prepend=0.0) if study.workbook.has_amounts else purchases
    some = sample(study)
    drawn = futures_of(study, some, ends, DRAWS)
    times = len(seen.code) / len(some)
    bought = drawn.purchases > 0
    # the sample's own share of customers a purchase; their number as the model has it
    active = purchases * bought.sum(axis=(1, 2)) / np.maximum(drawn.purchases.sum(axis=(1, 2)), 1)
    return CustomerBaseForecast(
        together(purchases, drawn.purchases.astype(np.float64), times),
        together(money, drawn.spend if study.workbook.has_amounts else drawn.purchases.astype(np.float64), times),
        together(active, bought.astype(np.float64), times),
    )


def together(value: Numbers, drawn: Numbers, times: float) -> TotalWithVariance:
    """Values with the variance of what was drawn (stretch x customer x draw), of so many times as many customers."""
    everything = drawn.sum(axis=0)[None]
    by_stretch, as_one = (variance(part, times) for part in (drawn, everything))
    return TotalWithVariance(value, by_stretch, float(as_one[0]))


def variance(drawn: Numbers, times: float) -> Numbers:
    """Of the sum over customers in each stretch."""
    by_chance: Numbers = drawn.var(axis=2, ddof=1).sum(axis=1)
    in_common: Numbers = np.maximum(drawn.sum(axis=1).var(axis=1, ddof=1) - by_chance, 0.0)
    return by_chance * times + in_common * times**2
