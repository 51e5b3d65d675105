"""The blocks of the tiers page: chart, table, customers, and who is just below a line."""

import polars as pl

from retention_core.charts import tier_chart
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.rows import row_as, rows_as
from retention_core.kernel.study import Study
from retention_core.prescribe.plays.next_tier import JustBelow, just_below, just_below_tier, tiers_within_reach
from retention_core.prescribe.tiers.tier_figures import PLACES
from retention_core.prescribe.tiers.tier_lists import members_of_tier, tiers_of_buyers, tiers_with_members
from retention_core.prescribe.tiers.tiers import TierRow, tier_table, tiers
from retention_core.wording.describe import figure_sentences as sentences
from retention_core.wording.prescribe.tier_sentences import nearest
from ui.kit import customer_lists, figure_cards, show, widgets
from ui.kit.tables import in_words
from ui.session import session

COLUMNS = (
    N_("Tier"),
    N_("Customers"),
    N_("Share of customers"),
    N_("Revenue"),
    N_("Share of revenue"),
    N_("Earned"),
    N_("From"),
    N_("Bought on one day only"),
)


def chart(study: Study) -> None:
    """Shares of customers and revenue per tier; those outside the tiers are in the table."""
    table = _worded(study(tiers_of_buyers), "tier")
    if not table.height:
        show.empty(session.speech().say("Nobody bought in the last twelve months of this file."))
        return
    show.chart(tier_chart(table, session.speech(), session.theme()), table, "tiers-chart")


def table(study: Study) -> None:
    """One line per tier; the counts open."""
    speech, workbook = session.speech(), study.workbook
    rows = [
        (
            sentences.tier_name(row.tier, speech),
            row.customers,
            _share(row.customer_share),
            None if row.revenue is None else workbook.money(row.revenue),
            _share(row.revenue_share),
            None if row.margin is None else workbook.money(row.margin),
            _from(study, row.from_amount),
            _share(row.one_time_share),
        )
        for row in rows_as(TierRow, study(tier_table))
    ]
    show.ledger([speech.say(name) for name in COLUMNS], rows)
    named = {PLACES[tier.rank][0]: sentences.tier_name(tier.name, speech) for tier in study(tiers).tiers}
    show.quiet(speech.say("Customers"))
    figure_cards.figure_chips(study, {f"tiers.{key}.customers": name for key, name in named.items()})
    if study.workbook.has_amounts:
        show.quiet(speech.say("Revenue"))
        figure_cards.figure_chips(study, {f"tiers.{key}.revenue": name for key, name in named.items()})


def members(study: Study) -> None:
    """The customers of one tier, best first, to look at and to download."""
    speech, table = session.speech(), study(tiers_with_members)
    if not table.height:
        return
    names = {rank: sentences.tier_name(name, speech) for rank, name in table.select("rank", "tier").rows()}
    rank = widgets.pick(speech.say("Tier"), names, next(iter(names)), key=f"tier-of-list-{session.token()}")
    chosen = study(members_of_tier, rank)
    year = {name: f"{name}_in_months" for name in ("spend", "purchase_days") if name in chosen.columns}
    customer_lists.listing(study.workbook, chosen.rename(year), f"tier-{names[rank]}")


def almost_there(study: Study) -> None:
    """Customers just below a line, who lacks least first."""
    speech, near = session.speech(), study(just_below)
    if near.is_empty():
        show.empty(speech.say("Nobody is within one purchase of a better tier."))
        return
    least, money = row_as(JustBelow, near, 0), study.workbook.has_amounts
    missing = study.workbook.money(least.missing) if money else least.missing
    show.strong(nearest(near.height, missing, least.next_tier, speech))
    names = {name: sentences.tier_name(name, speech) for name in study(tiers_within_reach)}
    every = {"": speech.say("All tiers"), **names}
    chosen = widgets.pick(speech.say("To reach"), every, "", key=f"below-{session.token()}")
    worded = _worded(just_below_tier(study, chosen or None), "tier", "next_tier")
    missing_column = {} if money else {"missing": "missing_days"}
    year = {name: f"{name}_in_months" for name in ("spend", "purchase_days") if name in worded.columns}
    customer_lists.listing(study.workbook, worded.rename(year | missing_column), "just-below")


def _worded(table: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The table with tiers by their names in words."""
    codes = {code for name in columns for code in table[name]}
    return in_words(table, {code: sentences.tier_name(code, session.speech()) for code in codes}, *columns)


def _share(share: float | None) -> Share | None:
    return None if share is None else Share(share)


def _from(study: Study, amount: int | None) -> object:
    if amount is None:
        return None
    return study.workbook.money(amount) if study.workbook.has_amounts else amount
