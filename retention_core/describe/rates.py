"""Retention and churn from numbers typed in, without any file."""

from retention_core.errors import WrongInput


def retention_rate(at_start: int, gained: int, at_end: int) -> float:
    """The share of the customers at the start who are still there at the end: (end - gained) / start.

    WrongInput says which number cannot be right: negative_number, nobody_at_start, gained_more_than_end,
    kept_more_than_start.
    """
    for name, value in (("at_start", at_start), ("gained", gained), ("at_end", at_end)):
        if value < 0:
            raise WrongInput("negative_number", name=name, value=value)
    if at_start == 0:
        raise WrongInput("nobody_at_start")
    if gained > at_end:
        raise WrongInput("gained_more_than_end", gained=gained, at_end=at_end)
    if at_end - gained > at_start:
        raise WrongInput("kept_more_than_start", kept=at_end - gained, at_start=at_start)
    return (at_end - gained) / at_start


def churn_rate(at_start: int, lost: int) -> float:
    """The share of the customers at the start who are gone at the end: lost / start.

    WrongInput: negative_number, nobody_at_start, lost_more_than_start.
    """
    for name, value in (("at_start", at_start), ("lost", lost)):
        if value < 0:
            raise WrongInput("negative_number", name=name, value=value)
    if at_start == 0:
        raise WrongInput("nobody_at_start")
    if lost > at_start:
        raise WrongInput("lost_more_than_start", lost=lost, at_start=at_start)
    return lost / at_start
