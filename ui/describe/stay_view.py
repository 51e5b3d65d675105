"""The page on who stays: what is looked at, the heat map, and the customers of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from retention_core.charts import cohort_chart
from retention_core.charts.customers.cohorts import MOST, PICK
from retention_core.describe.cohorts.cohort_curves import ENOUGH, cells_of_group, group_sizes, large_groups
from retention_core.describe.cohorts.cohort_members import Group, cell_members
from retention_core.describe.cohorts.cohorts import (
    ages_seen,
    average_by_age,
    cohorts,
    cohorts_seen_later,
    with_revenue_each,
)
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customer_groups import telling_traits
from retention_core.describe.presence.customers import people as customers_of
from retention_core.describe.presence.presence_data import available_sources, from_source, presence_source
from retention_core.i18n import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.wording.describe import stay_sentences as sentences
from ui.describe.money_view import written
from ui.kit import customer_lists, show, widgets
from ui.kit.tables import headed, in_whole_money, rounded
from ui.session import session

EVERYBODY = ""
PERCENT, MONEY = "percent", "money"
CAME, STAYED_AWAY = "came", "away"
WAYS = {
    PresenceSource.ORDERS: N_("Bought"),
    PresenceSource.CONTRACTS: N_("Had a contract"),
    PresenceSource.ACTIVITY: N_("Were active"),
}
HEADERS = {
    "cohort": N_("First day of the group's period"),
    "age": N_("Periods later"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "exact_new": N_("Surely new"),
    "customers": N_("Customers"),
    "present": N_("There"),
    "share": N_("Share"),
    "each": N_("Revenue per customer"),
}


@dataclass(frozen=True)
class CohortSelection:
    """What the visitor looks at.

    study    presence told as chosen
    speech   in the words of that
    column   by what customers are told apart; null: not at all
    group    the only group looked at; null: all
    """

    study: Study
    speech: Speech
    kind: PeriodKind
    column: str | None = None
    group: Group | None = None


def has_periods(study: Study) -> bool:
    """Whether the files tell on which days anybody was there."""
    return bool(study(available_sources))


def with_chosen_source(study: Study) -> tuple[Study, Speech]:
    """The study with presence as the visitor wants it told, where the files tell it in several ways; and its words."""
    ways = study(available_sources)
    usual = study(presence_source)
    if len(ways) < 2:
        return study, session.speech()
    say = session.speech().say
    there = widgets.pick(
        say("Customers stay while they"), {way: say(WAYS[way]) for way in ways}, usual, key=f"way-{session.token()}"
    )
    return from_source(study, there), session.speech_for(there)


def period(study: Study) -> None:
    """The length of a period, which the visitor may change."""
    widgets.period(study(chosen_period).kind)


def split(study: Study, speech: Speech) -> CohortSelection:
    """The trait by which customers are told apart and the group that is looked at; only groups large enough to tell."""
    seen = CohortSelection(study, speech, study(chosen_period).kind)
    columns = study(telling_traits)
    if not columns:
        return seen
    left, right = show.side_by_side([1, 1])
    names = {EVERYBODY: speech.say("all together")} | {name: sentences.column_name(name, speech) for name in columns}
    with left:
        column = widgets.choose(speech.say("Tell customers apart by"), names, key=f"split-{session.token()}")
    if column == EVERYBODY:
        return seen
    with right:
        return replace(seen, column=column, group=_group(seen, column))


def _group(seen: CohortSelection, column: str) -> Group | None:
    speech, large = seen.speech, seen.study(large_groups, column).rows()
    groups: dict[Group | None, str] = {None: speech.say("all groups")}
    groups |= {(column, value, rest): sentences.group_name(value, rest=rest, speech=speech) for value, rest in large}
    group = widgets.choose(speech.say("Look at"), groups, key=f"group-{column}-{session.token()}")
    if small := seen.study(group_sizes, column).height - len(large):
        told_why = speech.count(
            "{n} group has fewer than {enough} customers, too few to be looked at alone.",
            "{n} groups have fewer than {enough} customers each, too few to be looked at alone.",
            small,
            enough=ENOUGH,
        )
        show.quiet(told_why)
    return group


def cohort_map(seen: CohortSelection) -> None:
    """What new customers do later, in one sentence; the heat map, and the customers of the cell that is clicked."""
    speech, book, table = seen.speech, seen.study.workbook, _cells(seen)
    known = cohorts_seen_later(table)
    if not known:
        show.empty(speech.say(sentences.TOO_EARLY))
        return
    in_money = _in_money(table, speech)
    show.sentence(_finding(seen, table, in_money=in_money))
    table = rounded(in_whole_money(with_revenue_each(table), book.decimals, "each"), 2, "each")
    money = written(seen.study) if in_money else None
    shown = headed(table.drop("revenue") if book.has_amounts else table.drop("revenue", "each"), HEADERS)
    drawn = cohort_chart(table, seen.kind, speech, session.theme(), money)
    picked = show.chart_to_pick(drawn, shown, "cohorts", PICK)
    if len(known) > MOST:
        show.quiet(speech.say("The latest {n} groups are drawn; all of them are under Numbers.", n=MOST))
    with show.folded(speech.say("The customers of a cell"), opened=picked is not None):
        _members(seen, table, picked)


def _cells(seen: CohortSelection) -> pl.DataFrame:
    if seen.group is None:
        return seen.study(cohorts)
    column, value, rest = seen.group
    return seen.study(cells_of_group, column, value, rest=rest)


def _in_money(table: pl.DataFrame, speech: Speech) -> bool:
    if table["revenue"].is_null().all():
        return False
    options = {PERCENT: speech.say("Customers, in percent"), MONEY: speech.say("Revenue per customer")}
    return widgets.pick(speech.say("Show"), options, PERCENT, key=f"cells-{session.token()}") == MONEY


def _finding(seen: CohortSelection, table: pl.DataFrame, *, in_money: bool) -> str:
    averaged = average_by_age(table)
    if not in_money:
        return sentences.who_comes_again(averaged, seen.kind, seen.speech)
    whole = in_whole_money(with_revenue_each(averaged), seen.study.workbook.decimals, "each")
    each, write = dict(whole.select("age", "each").rows()), written(seen.study)
    later = write(each[1]) if 1 in each else None
    return sentences.what_one_brings(write(each[0]), later, seen.kind, seen.speech)


def _members(seen: CohortSelection, table: pl.DataFrame, picked: Mapping[str, Any] | None) -> None:
    """The customers of a cell: those who came again, and those who did not. Clicked, or chosen from the lists."""
    speech, cohort, age = seen.speech, *_cell(seen, table, picked)
    stayed, gone = cell_members(seen.study, cohort, age, seen.group)
    came, did_not = speech.say("Came again"), speech.say("Did not come")
    options = {
        CAME: f"{came}: {speech.number(len(stayed))}",
        STAYED_AWAY: f"{did_not}: {speech.number(len(gone))}",
    }
    which = widgets.pick(speech.say("Whom to list"), options, CAME, key=f"who-{session.token()}")
    listed = customers_of(seen.study, stayed if which == CAME else gone)
    customer_lists.listing(seen.study.workbook, listed, f"cohort-{cohort}-{age}-{which}")


def _cell(seen: CohortSelection, table: pl.DataFrame, picked: Mapping[str, Any] | None) -> tuple[date, int]:
    """The cell that was clicked; else the one chosen from the lists, which is how the keyboard reaches it."""
    speech = seen.speech
    clicked = (date.fromisoformat(picked["cohort_on"]), int(picked["age"])) if picked else (None, None)
    show.quiet(speech.say("Click a cell above, or choose one here."))
    left, right = show.side_by_side([1, 1])
    days = {day: speech.period(seen.kind, day) for day in cohorts_seen_later(table)}
    with left:
        label = speech.say("First bought")
        cohort = widgets.choose(label, days, key=f"cohort-{clicked}-{seen.kind}", start=clicked[0])
    ages = {age: speech.number(age) for age in ages_seen(table, cohort)}
    with right:
        age = widgets.choose(speech.say("Periods later"), ages, key=f"age-{clicked}-{cohort}", start=clicked[1])
    return cohort, age
