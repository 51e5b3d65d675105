"""Offer subscribers who have stayed for half a year a longer contract with a bonus."""

import polars as pl

from retention_core.describe.presence.contracts import FEE, contracts, monthly_fees
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.subscriptions.tenures import tenures
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.exit_survey import MONTHS_A_YEAR
from retention_core.prescribe.plays.play import Play, PlayCode

MONTHS = 6


def longer_contract(study: Study) -> Play:
    """Subscribers there now who have stayed for six months or more. At stake are a year's fees of theirs."""
    if study(presence_source) not in {PresenceSource.CONTRACTS, PresenceSource.TENURES}:
        return Play(PlayCode.LONGER_CONTRACT, why_null=WhyNull.NO_CONTRACTS)
    staying = study(tenures).filter(~pl.col("left") & (pl.col("months") >= MONTHS))
    who = staying["customer_code"].unique().sort().to_numpy()
    return Play(PlayCode.LONGER_CONTRACT, who, _fees_of_a_year(study, staying))


def _fees_of_a_year(study: Study, staying: pl.DataFrame) -> int | None:
    table = study.workbook.subscriptions
    if table is None or FEE not in table.columns:
        return None
    if study(presence_source) is PresenceSource.TENURES:
        return MONTHS_A_YEAR * int(table[FEE].fill_null(0)[staying["row"]].sum())
    signed, fee = study(contracts), study(monthly_fees)
    assert fee is not None
    running = signed.running_on(day_number(study(horizon).as_of))
    fees = fee[running]
    theirs = pl.Series(signed.code[running]).is_in(staying["customer_code"].implode()).to_numpy()
    return MONTHS_A_YEAR * int(fees[theirs].sum())
