"""Things worth doing because something went wrong: a refund, a complaint, a cart left behind, somebody gone."""

from datetime import timedelta

import numpy as np
import polars as pl

from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.describe.retention.retention_figures import lost_customers
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode, spent_by
from retention_core.prescribe.plays.win_back import year_before_last

LATELY_DAYS = 30
UNHAPPY = 6


def service_recovery(study: Study) -> Play:
    """Customers with a refund or an unhappy answer (0 to 6 of 10) in the last 30 days. At stake is a year's spend."""
    if why := why_no_orders(study):
        return Play(PlayCode.PUT_RIGHT, why_null=why)
    who = np.union1d(_refunded(study), _unhappy(study)).astype(np.uint32)
    return Play(PlayCode.PUT_RIGHT, who, spent_by(study(last_year), who))


def abandoned_carts(study: Study) -> Play:
    """Customers with a cart of the last 30 days that was not bought. At stake is what lies in those carts."""
    carts = study.workbook.carts
    if carts is None:
        return Play(PlayCode.ABANDONED_CARTS, why_null=WhyNull.NO_CARTS)
    since = study(horizon).as_of - timedelta(days=LATELY_DAYS)
    left = pl.lit(value=True) if "completed" not in carts.columns else ~pl.col("completed").fill_null(value=False)
    found = carts.filter(left & (pl.col("created_on") > since) & (pl.col("created_on") <= study(horizon).as_of))
    worth = int(found["amount"].sum()) if "amount" in carts.columns else None
    return Play(PlayCode.ABANDONED_CARTS, found["customer_code"].drop_nulls().unique().sort().to_numpy(), worth)


def ask_leavers(study: Study) -> Play:
    """Customers of a shop lost in the last finished period. At stake is what they spent in two years."""
    if study(presence_source) is PresenceSource.CONTRACTS:
        return Play(PlayCode.ASK_LEAVERS, why_null=WhyNull.CONTRACTS)
    if why := why_no_start(study):
        return Play(PlayCode.ASK_LEAVERS, why_null=why)
    who = lost_customers(study)
    lately, before = spent_by(study(last_year), who), spent_by(study(year_before_last), who)
    return Play(PlayCode.ASK_LEAVERS, who, None if lately is None or before is None else lately + before)


def _refunded(study: Study) -> CustomerCodes:
    as_of = day_number(study(horizon).as_of)
    log = study(whole_log).between(as_of - LATELY_DAYS + 1, as_of)
    return np.empty(0, np.uint32) if log.amount is None else np.unique(log.code[log.amount < 0])


def _unhappy(study: Study) -> CustomerCodes:
    answers = study.workbook.feedback
    if answers is None or not {"customer_code", "score", "answered_on"} <= set(answers.columns):
        return np.empty(0, np.uint32)
    since = study(horizon).as_of - timedelta(days=LATELY_DAYS)
    lately = (pl.col("answered_on") > since) & (pl.col("answered_on") <= study(horizon).as_of)
    bad = answers.filter(lately & (pl.col("score") <= UNHAPPY))
    return bad["customer_code"].drop_nulls().unique().sort().to_numpy()
