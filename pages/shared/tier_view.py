"""The blocks of the tiers page: lines to edit, chart, table, customers."""

from dataclasses import replace
from itertools import pairwise

import polars as pl
import streamlit as st

from pages.shared import opening, people, session, show, widgets
from pages.shared.plain import plain
from retention_core.charts import tier_chart
from retention_core.prescribe.tier_figures import PLACES
from retention_core.prescribe.tiers import rules_in_use, tier_members, tier_table, tiers
from retention_core.quantities import Share
from retention_core.settings import TierRules
from retention_core.study import Study
from retention_core.text import N_
from retention_core.text import figure_sentences as sentences

MOST = 10**15
COLUMNS = (
    N_("Tier"),
    N_("Customers"),
    N_("Share of customers"),
    N_("Revenue"),
    N_("Share of revenue"),
    N_("From"),
    N_("Bought on one day only"),
)


def lines(study: Study) -> None:
    """One number per tier but the lowest; a change holds at once and is kept with the shop."""
    say, rules = session.words().say, study(rules_in_use)
    unit = _unit(study)
    typed = [
        _line(study, rules, place, (rules.thresholds or ())[place] / unit)
        for place in range(len(rules.thresholds or ()))
    ]
    new = tuple(round(value * unit) for value in typed)
    if any(lower > upper for upper, lower in pairwise(new)):
        show.problem(
            say("Each line must be lower than the one above it. The numbers below still use the lines before.")
        )
    elif new != rules.thresholds:
        session.change_settings(tiers=replace(rules, thresholds=new))
        st.rerun()
    _suggest_again(study)


def _unit(study: Study) -> int:
    """How many of the units that lines are kept in make one of those that people type."""
    return 10**study.workbook.decimals if study.workbook.has_amounts else 1


def _line(study: Study, rules: TierRules, place: int, now: float) -> float:
    speech, unit = session.words(), _unit(study)
    name = sentences.tier_name(rules.names[place], speech)
    label = speech.say("{tier} from", tier=name)
    typed = st.number_input(
        plain(label if study.workbook.has_amounts else speech.say("{tier} from, purchase days", tier=name)),
        min_value=1 / unit,
        max_value=MOST / unit,
        value=float(now),
        step=float(max(1.0, 10 ** (len(str(int(now))) - 2))),
        format="%.2f" if study.workbook.has_amounts else "%d",
        key=f"tier-{session.token()}-{place}-{now}",
    )
    return now if typed is None else typed


def _suggest_again(study: Study) -> None:
    say = session.words().say
    if study.settings.tiers is None:
        show.quiet(say("Suggested: the top 10% of buyers, the next 20%, the next 30%, and the rest."))
    elif st.button(plain(say("Back to the suggested lines")), type="tertiary", icon=":material/undo:"):
        session.change_settings(tiers=None)
        st.rerun()


def chart(study: Study) -> None:
    """Shares of customers and revenue per tier; those outside the tiers are in the table."""
    table = _worded(study, study(tier_table).filter(pl.col("customer_share").is_not_null()))
    if not table.height:
        show.empty(session.words().say("Nobody bought in the last twelve months of this file."))
        return
    show.chart(tier_chart(table, session.words(), session.look()), table, "tiers-chart")


def table(study: Study) -> None:
    """One line per tier; the counts open."""
    speech, workbook = session.words(), study.workbook
    rows = [
        (
            sentences.tier_name(row["tier"], speech),
            row["customers"],
            _share(row["customer_share"]),
            None if row["revenue"] is None else workbook.money(row["revenue"]),
            _share(row["revenue_share"]),
            _from(study, row["from_amount"]),
            _share(row["one_time_share"]),
        )
        for row in study(tier_table).rows(named=True)
    ]
    show.ledger([speech.say(name) for name in COLUMNS], rows)
    named = {PLACES[tier.rank][0]: sentences.tier_name(tier.name, speech) for tier in study(tiers).tiers}
    show.quiet(speech.say("Customers"))
    opening.chips(study, {f"tiers.{key}.customers": name for key, name in named.items()})
    if study.workbook.has_amounts:
        show.quiet(speech.say("Revenue"))
        opening.chips(study, {f"tiers.{key}.revenue": name for key, name in named.items()})


def members(study: Study) -> None:
    """The customers of one tier, best first, to look at and to download."""
    speech, table = session.words(), study(tier_table).filter(pl.col("customers") > 0)
    if not table.height:
        return
    names = {rank: sentences.tier_name(name, speech) for rank, name in table.select("rank", "tier").rows()}
    rank = widgets.pick(speech.say("Tier"), names, next(iter(names)), key=f"tier-of-list-{session.token()}")
    chosen = study(tier_members).filter(pl.col("rank") == rank).drop("rank", "tier", "one_time")
    year = {name: f"{name}_in_year" for name in ("spend", "purchase_days") if name in chosen.columns}
    people.listing(study.workbook, chosen.rename(year), f"tier-{names[rank]}")


def _worded(study: Study, table: pl.DataFrame) -> pl.DataFrame:
    speech = session.words()
    return table.with_columns(pl.Series("tier", [sentences.tier_name(name, speech) for name in table["tier"]]))


def _share(share: float | None) -> Share | None:
    return None if share is None else Share(share)


def _from(study: Study, amount: int | None) -> object:
    if amount is None:
        return None
    return study.workbook.money(amount) if study.workbook.has_amounts else amount
