"""The things worth doing now, those with the most money at stake first."""

from collections.abc import Callable

from retention_core.kernel.study import Study
from retention_core.prescribe.plays.calendar_plays import anniversary, birthday, welcome
from retention_core.prescribe.plays.cross_sell import cross_sell
from retention_core.prescribe.plays.exit_survey import exit_survey
from retention_core.prescribe.plays.key_accounts import key_accounts
from retention_core.prescribe.plays.longer_contract import longer_contract
from retention_core.prescribe.plays.next_tier import next_tier
from retention_core.prescribe.plays.play import Play
from retention_core.prescribe.plays.second_purchase import second_purchase
from retention_core.prescribe.plays.segment_plays import ask_review, community, early_access, gone_quiet, thank_best
from retention_core.prescribe.plays.service_recovery import abandoned_carts, ask_leavers, service_recovery
from retention_core.prescribe.plays.slipping_away import slipping_away
from retention_core.prescribe.plays.win_back import win_back

PLAYS: tuple[Callable[[Study], Play], ...] = (
    slipping_away,
    win_back,
    second_purchase,
    key_accounts,
    next_tier,
    exit_survey,
)
MORE_PLAYS: tuple[Callable[[Study], Play], ...] = (
    welcome,
    gone_quiet,
    thank_best,
    early_access,
    birthday,
    anniversary,
    abandoned_carts,
    ask_review,
    ask_leavers,
    service_recovery,
    cross_sell,
    longer_contract,
    community,
)
AT_A_GLANCE = 3


def plays(study: Study) -> tuple[Play, ...]:
    """Every thing that could be worth doing: most money first, then those without known money by customers."""
    found = [study(play) for play in PLAYS]
    return tuple(sorted(found, key=lambda play: (-(play.at_stake or 0), -play.customers)))


def ranked_plays(study: Study) -> tuple[Play, ...]:
    """The three at the top that are for somebody."""
    return tuple(play for play in study(plays) if play.customers)[:AT_A_GLANCE]


def playbook(study: Study) -> tuple[Play, ...]:
    """Everything that the articles advise: for somebody now first, most money first; then what lacks a file."""
    found = [study(play) for play in (*PLAYS, *MORE_PLAYS)]
    order = sorted(found, key=lambda play: (play.why_null is not None, not play.customers, -(play.at_stake or 0)))
    return tuple(order)
