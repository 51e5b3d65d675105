"""Rates and worths from plain numbers, without any file. WrongInput says which number cannot be right.

Money is in whatever unit it is given; a share is a part of 1.
"""

from retention_core.kernel.errors import InputProblem, WrongInput


def retention_rate(at_start: int, gained: int, at_end: int) -> float:
    """The share of the customers at the start who are still there at the end: (end - gained) / start.

    WrongInput: negative_number, nobody_at_start, gained_more_than_end, kept_more_than_start.
    """
    _not_negative(at_start=at_start, gained=gained, at_end=at_end)
    if at_start == 0:
        raise WrongInput(InputProblem.NOBODY_AT_START)
    if gained > at_end:
        raise WrongInput(InputProblem.GAINED_MORE_THAN_END, gained=gained, at_end=at_end)
    if at_end - gained > at_start:
        raise WrongInput(InputProblem.KEPT_MORE_THAN_START, kept=at_end - gained, at_start=at_start)
    return (at_end - gained) / at_start


def churn_rate(at_start: int, lost: int) -> float:
    """The share of the customers at the start who are gone at the end: lost / start.

    WrongInput: negative_number, nobody_at_start, lost_more_than_start.
    """
    _not_negative(at_start=at_start, lost=lost)
    if at_start == 0:
        raise WrongInput(InputProblem.NOBODY_AT_START)
    if lost > at_start:
        raise WrongInput(InputProblem.LOST_MORE_THAN_START, lost=lost, at_start=at_start)
    return lost / at_start


def gross_revenue_retention(start: float, contraction: float, lost: float) -> float:
    """The share of the revenue of a period that the same customers still bring: (start - contraction - lost) / start.

    WrongInput: negative_number, nothing_at_start, lost_more_than_revenue.
    """
    return net_revenue_retention(start, 0, contraction, lost)


def net_revenue_retention(start: float, expansion: float, contraction: float, lost: float) -> float:
    """The same with what some of them bring more: (start + expansion - contraction - lost) / start.

    WrongInput: negative_number, nothing_at_start, lost_more_than_revenue.
    """
    _not_negative(start=start, expansion=expansion, contraction=contraction, lost=lost)
    if start == 0:
        raise WrongInput(InputProblem.NOTHING_AT_START)
    if contraction + lost > start:
        raise WrongInput(InputProblem.LOST_MORE_THAN_REVENUE, fallen=contraction + lost, start=start)
    return (start + expansion - contraction - lost) / start


def cost_per_customer(spending: float, gained: int) -> float:
    """What it cost to gain a customer: spending / customers won.

    WrongInput: negative_number, nobody_gained.
    """
    _not_negative(spending=spending, gained=gained)
    if gained == 0:
        raise WrongInput(InputProblem.NOBODY_GAINED)
    return spending / gained


def lifetime_value(margin: float, rate: float, discount: float) -> float | None:
    """m r / (1 + d - r): what a customer is worth from here on; null where it has no end."""
    return margin * rate / (1 + discount - rate) if rate < 1 + discount else None


def simple_lifetime_value(spend: float, churn: float, margin: float = 1.0) -> float:
    """Spend x margin / churn: the worth of a customer from the first period on, nothing discounted.

    WrongInput: negative_number, not_a_share, nobody_leaves.
    """
    _not_negative(spend=spend)
    _a_share(churn=churn, margin=margin)
    if churn == 0:
        raise WrongInput(InputProblem.NOBODY_LEAVES)
    return spend * margin / churn


def times_the_cost(worth: float, cost: float) -> float:
    """How many times a customer's worth covers what it costs to gain one.

    WrongInput: negative_number, nothing_spent.
    """
    _not_negative(cost=cost)
    if cost == 0:
        raise WrongInput(InputProblem.NOTHING_SPENT)
    return worth / cost


def kept_over(rate: float, periods: float) -> float:
    """The share kept over several periods that each keep `rate`: 95% a month are 54% a year.

    WrongInput: not_a_share.
    """
    _a_share(rate=rate)
    return rate**periods


def checked_lifetime_value(margin: float, rate: float, discount: float) -> float:
    """`lifetime_value` of numbers typed in. WrongInput: negative_number, not_a_share, nobody_leaves."""
    _not_negative(margin=margin, discount=discount)
    _a_share(rate=rate)
    worth = lifetime_value(margin, rate, discount)
    if worth is None:
        raise WrongInput(InputProblem.NOBODY_LEAVES)
    return worth


def _not_negative(**numbers: float) -> None:
    for name, value in numbers.items():
        if value < 0:
            raise WrongInput(InputProblem.NEGATIVE_NUMBER, name=name, value=value)


def _a_share(**numbers: float) -> None:
    for name, value in numbers.items():
        if not 0 <= value <= 1:
            raise WrongInput(InputProblem.NOT_A_SHARE, name=name, value=value)
