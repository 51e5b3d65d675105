"""Two common definitions of nearly the same thing, side by side: why they differ, and the customers who make it so."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.figures import Figure, compute
from retention_core.study import Study
from retention_core.text.catalog import N_

_REASONS: tuple[tuple[str, str, str], ...] = (
    (
        "retention.rate",
        "repeat_purchase_rate",
        N_(
            "Kept looks back: who bought in the period before and again in this one. Bought again looks at this period"
            " alone: who came on two days or more of it."
        ),
    ),
    (
        "retention.rate",
        "returning_customer_rate",
        N_(
            "Shop platforms divide by the buyers of this period, so everybody who ever ordered before counts, however"
            " long ago, and nobody who was lost does. Kept divides by the customers of the period before."
        ),
    ),
    (
        "returning_customer_rate",
        "repeat_purchase_rate",
        N_(
            "Returning counts every earlier order, even one of years ago or of the same day. Bought again counts only"
            " purchase days of this period."
        ),
    ),
    (
        "retention.rate",
        "retention.regulars_rate",
        N_(
            "Many first-time buyers never come back, whatever is done. Among those with two purchase days or more the"
            " share kept is usually higher."
        ),
    ),
    (
        "retention.rate",
        "retention.yearly_rate",
        N_(
            "Losses add up from period to period, so the share kept over a year is much lower than that of a shorter"
            " period. Only shares over the same length of time can be compared."
        ),
    ),
    (
        "retention.rate",
        "first_time.came_back_rate",
        N_(
            "Kept is about all customers of the period before. This is about those who had bought for the first time,"
            " each with the same number of days to come back."
        ),
    ),
    (
        "first_time.came_back_rate",
        "repeat_purchase_rate",
        N_(
            "Came back follows first-time buyers for the same number of days each. Bought again looks at everybody who"
            " bought in the period, of whom the late ones had little time left."
        ),
    ),
    (
        "retention.rate",
        "money.grr",
        N_(
            "One counts customers, the other their money. Where the money kept is the larger share, those lost had"
            " spent little."
        ),
    ),
    (
        "money.grr",
        "money.nrr",
        N_(
            "With growth, customers who spend more make up for those who spend less or left. Without it they do not,"
            " so it can never pass 100%."
        ),
    ),
    (
        "money.revenue",
        "money.revenue_before_refunds",
        N_(
            "Revenue is what is left after refunds, each on the day on which it was given back. Without them it shows"
            " what was sold, not what you could keep."
        ),
    ),
    (
        "money.existing_share",
        "money.repeat_order_share",
        N_(
            "Existing customers had bought before the period. Shop platforms go by the order: the second order of a"
            " first-time buyer already counts as one of a returning customer."
        ),
    ),
    (
        "customers.active",
        "retention.at_end",
        N_("Active looks back from the last day of the data, the other at the last finished period of the calendar."),
    ),
    (
        "money.spend_per_customer",
        "money.order_value",
        N_("A customer may order several times in a period, and refunds count only against the spend of a customer."),
    ),
    (
        "money.spend_existing",
        "money.spend_new",
        N_(
            "First-time buyers came at some day of the period and had only the rest of it to buy again; existing"
            " customers had all of it."
        ),
    ),
    (
        "money.top10_share",
        "money.top20_share",
        N_("Both count who spent most in twelve months; the best fifth are the best tenth and as many behind them."),
    ),
    (
        "cac.blended",
        "cac.all_spending",
        N_("What was spent on keeping customers brings no new ones, so it belongs only to all spending."),
    ),
    (
        "cac.blended",
        "cac.so_far",
        N_(
            "One is the last period alone, the other the mean of all periods: customers may have become dearer to gain."
        ),
    ),
    (
        "clv.so_far",
        "what_if.clv_before",
        N_(
            "So far is what customers have earned already, old and new ones alike. The other is what a customer will"
            " earn from here on if nothing changes."
        ),
    ),
)
REASONS: Mapping[frozenset[str], str] = {frozenset(pair): reason for *pair, reason in _REASONS}

# Where both count the same customers: the figure that is the difference between the two, with whoever makes it so.
DIFFERENCES: Mapping[frozenset[str], str] = {
    frozenset({"money.revenue", "money.revenue_before_refunds"}): "money.given_back",
    frozenset({"money.grr", "money.nrr"}): "money.more",
}


@dataclass(frozen=True)
class Beside:
    """Another definition beside a figure; `reason` is a message that says why the two differ.

    difference   the figure that lies between the two, where both count the same customers; None: who is counted differs
    """

    here: Figure
    there: Figure
    reason: str
    difference: Figure | None = None

    def only_here(self) -> pl.DataFrame | None:
        """The customers counted in the figure and not in the other one; None where either counts no customers."""
        return _without(self.here, self.there)

    def only_there(self) -> pl.DataFrame | None:
        """The customers counted in the other one and not in the figure; None where either counts no customers."""
        return _without(self.there, self.here)


def beside(study: Study, name: str) -> tuple[Beside, ...]:
    """The other definitions of a figure that need a reason, in the order in which the figure names them."""
    here = compute(name, study)
    known = [other for other in here.others if frozenset({name, other}) in REASONS]
    return tuple(_beside(study, here, compute(other, study)) for other in known)


def _beside(study: Study, here: Figure, there: Figure) -> Beside:
    pair = frozenset({here.name, there.name})
    between = DIFFERENCES.get(pair)
    return Beside(here, there, REASONS[pair], compute(between, study) if between else None)


def _without(one: Figure, other: Figure) -> pl.DataFrame | None:
    if one.customers is None or other.customers is None:
        return None
    return one.customers().join(other.customers(), on="customer_code", how="anti", maintain_order="left")
