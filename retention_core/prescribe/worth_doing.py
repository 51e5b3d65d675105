"""The things worth doing now, those with the most money at stake first."""

from collections.abc import Callable

from retention_core.prescribe.key_accounts import key_accounts
from retention_core.prescribe.left_lately import left_lately
from retention_core.prescribe.next_tier import next_tier
from retention_core.prescribe.play import Play
from retention_core.prescribe.second_purchase import second_purchase
from retention_core.prescribe.slipping_away import slipping_away
from retention_core.prescribe.win_back import win_back
from retention_core.study import Study

PLAYS: tuple[Callable[[Study], Play], ...] = (
    slipping_away,
    win_back,
    second_purchase,
    key_accounts,
    next_tier,
    left_lately,
)
AT_A_GLANCE = 3


def plays(study: Study) -> tuple[Play, ...]:
    """Every thing that could be worth doing: most money first, then those without known money by customers."""
    found = [study(play) for play in PLAYS]
    return tuple(sorted(found, key=lambda play: (-(play.at_stake or 0), -play.customers)))


def worth_doing(study: Study) -> tuple[Play, ...]:
    """The three at the top that are for somebody."""
    return tuple(play for play in study(plays) if play.customers)[:AT_A_GLANCE]
