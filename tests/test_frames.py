"""Whoever returns a frame says what one row of it is, and names every column that it can have."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import retention_core
from retention_core.describe.cohorts.cohort_curves import average_curve
from retention_core.describe.cohorts.cohorts import average_by_age, cohorts
from retention_core.describe.cycle.gap_curves import gap_curve
from retention_core.describe.presence.customer_groups import traits
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import periods, stretches
from retention_core.describe.revenue.new_and_existing import Averaged
from retention_core.describe.subscriptions.leavers import leavers_by_tenure
from retention_core.ingest import File, read_files
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.customer_profile import somebody
from retention_core.prescribe.customers.unprofitable import unprofitable
from retention_core.prescribe.playbook.due_this_week import due_this_week
from retention_core.prescribe.programme.baseline import baseline
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.segments.group_movement import flows, grouped
from retention_core.prescribe.segments.segments import ORDER, Segment, segments
from retention_core.prescribe.tiers.tier_reward import Reward, RewardKind
from retention_core.prescribe.tiers.tiers import rules_in_use, tier_table
from retention_core.prescribe.what_if.monte_carlo import outcome_ranges
from retention_core.prescribe.what_if.two_futures import Followed
from retention_core.prescribe.what_if.what_if import outcome
from retention_core.simulate import sample_csv
from tests.files import OWN
from tests.workbooks import contracts_of

CORE = Path(retention_core.__file__).parent
AFTER_THE_NECK = ("describe", "diagnose", "predict", "prescribe", "catalog")
DRAWN = "charts"
"""Frames of charts have the columns of their marks, and are told there."""

GRAIN = re.compile(r"[Oo]ne row (per|for)|rows of[^.]*`")
FRAME = re.compile(r"pl\.DataFrame( \| None)?")
REFERENCE = re.compile(r"`(?:\w+\.)*(\w+)`")
USERS_OWN = {"customers_like": "workbook.customers", "orders_of": "workbook.orders"}
"""Whose further columns are those of the user's files, and the table that they come from."""


@dataclass(frozen=True)
class Told:
    """A public function that returns a frame, with its docstring and the arguments that it must be given."""

    name: str
    module: str
    text: str
    needs: tuple[str, ...]

    @property
    def function(self) -> Callable:
        return getattr(import_module(self.module), self.name)


def functions_in(tree: ast.Module, module: str) -> Iterator[Told]:
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for scope in scopes:
        for node in scope.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and returns_frame(node):
                given = node.args.args[: len(node.args.args) - len(node.args.defaults)]
                names = [*(one.arg for one in given), *(one.arg for one in node.args.kwonlyargs)]
                yield Told(node.name, module, ast.get_docstring(node) or "", tuple(names))


def returns_frame(node: ast.FunctionDef) -> bool:
    return node.returns is not None and FRAME.fullmatch(ast.unparse(node.returns)) is not None


@cache
def trees() -> dict[str, ast.Module]:
    files = sorted(CORE.rglob("*.py"))
    names = {".".join(("retention_core", *file.relative_to(CORE).with_suffix("").parts)): file for file in files}
    return {name: ast.parse(file.read_text("utf-8")) for name, file in names.items()}


@cache
def all_told() -> tuple[Told, ...]:
    found = [one for module, tree in trees().items() for one in functions_in(tree, module)]
    return tuple(one for one in found if one.module.split(".")[1] != DRAWN)


@cache
def docstrings() -> dict[str, str]:
    """What functions and classes say, by name; of equal names the first."""
    told: dict[str, str] = {}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                told.setdefault(node.name, ast.get_docstring(node) or "")
    return told


def words(text: str, depth: int = 3) -> set[str]:
    """The words of a docstring and of those that it refers to."""
    found = set(re.findall(r"\w+", text))
    for name in REFERENCE.findall(text) if depth else ():
        found |= words(docstrings().get(name, ""), depth - 1)
    return found


@pytest.mark.parametrize("told", all_told(), ids=lambda told: f"{told.module}.{told.name}")
def test_what_one_row_is_stands_in_the_docstring(told):
    assert GRAIN.search(told.text), told.text


def test_a_frame_without_its_grain_is_found():
    tree = ast.parse('def totals(study) -> pl.DataFrame:\n    """Sums by month."""')
    assert [GRAIN.search(told.text) for told in functions_in(tree, "made.up")] == [None]


def contract(number: int) -> str:
    """One of two hundred, who begin over a year and of whom one in four leaves, sooner or later."""
    first = date(2023, 1, 1) + timedelta(days=number * 7 % 365)
    last = first + timedelta(days=40 + 9 * number % 300) if number % 4 == 0 else "-"
    return f"c{number} {first} {last} {('Basic', 'Plus')[number % 2]} {10 + number % 3}"


CONTRACTS = "\n".join(contract(number) for number in range(200))


@cache
def studies() -> tuple[Study, ...]:
    """Three sample shops, orders beside a spending file, and contracts with plans and fees."""
    files = [[File(f"{kind}.csv", content=sample_csv(kind))] for kind in ("cafe", "webshop", "gym")]
    files.append([File(name, OWN / name) for name in ("print_shop_orders.csv", "print_shop_spending.csv")])
    books = [*(read_files(shop).workbook for shop in files), contracts_of(CONTRACTS)]
    return tuple(Study(book) for book in books if book is not None)


def split(call: Callable, study: Study) -> pl.DataFrame | None:
    """By the first column that customers can be split by; None: there is none."""
    names = study(traits)
    return call(study, names[0]) if names else None


def split_contracts(call: Callable, study: Study) -> pl.DataFrame | None:
    return None if study.workbook.subscriptions is None else split(call, study)


def of_a_group(call: Callable, study: Study) -> pl.DataFrame | None:
    return split(lambda study, name: call(study, name, None, rest=False), study)


def movement(study: Study) -> pl.DataFrame:
    return grouped(study, segments, "segment", study(horizon).as_of - timedelta(days=60))


def futures(call: Callable, study: Study) -> pl.DataFrame | None:
    shop = study(baseline)
    if shop is None:
        return None
    lever = Lever(lift=0.05)
    return call(outcome(shop, lever), outcome_ranges(shop, lever), Followed.CUSTOMERS)


CODES = np.arange(3, dtype=np.uint32)
GIVEN: dict[str, Callable[[Callable, Study], pl.DataFrame | None]] = {
    "trend": lambda call, study: call(study, "retention.rate"),
    "curves_by": split,
    "group_sizes": split,
    "large_groups": split,
    "after_the_beginning": lambda call, study: call(study(average_curve)),
    "cells_of_group": of_a_group,
    "cohorts_by": split,
    "average_by_age": lambda call, study: call(study(cohorts)),
    "with_revenue_each": lambda call, study: call(average_by_age(study(cohorts))),
    "later_cells": lambda call, study: call(study(cohorts)),
    "step_table": lambda call, study: call({"all": study(gap_curve)}),
    "curves_in_one_table": lambda call, study: call({"all": study(gap_curve)}),
    "people": lambda call, study: call(study, CODES),
    "subscribers": lambda call, study: call(study, CODES),
    "contactable_customers": lambda call, study: call(study.workbook),
    "period_movements": lambda call, study: call(study(stretches)),
    "sales": lambda call, study: call(study, study(periods)),
    "average_of_new_and_existing": lambda call, study: call(study, next(iter(Averaged))),
    "changed_customers": lambda call, study: call(study, "lost"),
    "churn_by": split_contracts,
    "left_by": split_contracts,
    "leavers_by": split_contracts,
    "leave_most": lambda call, study: call(study(leavers_by_tenure)),
    "customers_like": lambda call, study: call(study, "a"),
    "orders_of": lambda call, study: call(study, somebody(study)),
    "tiers_over_time": lambda call, study: call(study, somebody(study)),
    "segments_over_time": lambda call, study: call(study, somebody(study)),
    "bought_by": lambda call, study: call(study, somebody(study)),
    "with_several_purchases": lambda call, study: call(study(unprofitable)),
    "due_on": lambda call, study: call(study(due_this_week), None),
    "without_barred": lambda call, study: call(study(due_this_week), study.workbook.customers, frozenset()),
    "pairs_of": lambda call, study: call(study, "product") if "product" in study.workbook.orders.columns else None,
    "just_below_tier": lambda call, study: call(study, None),
    "grouped": lambda _, study: movement(study),
    "flows": lambda call, study: call(movement(study), ORDER),
    "who_changed": lambda call, study: call(flows(movement(study), ORDER)),
    "segment_members": lambda call, study: call(study, Segment.LOYAL),
    "cell_members": lambda call, study: call(study, r=5, fm=0),
    "tried": lambda call, study: call(study, study(rules_in_use)),
    "somebody_in": lambda call, study: call(study(tier_table)),
    "members_of_tier": lambda call, study: call(study, 1),
    "reward_costs": lambda call, study: call(study(tier_table), Reward(RewardKind.AMOUNT, 100)),
    "tiers_rewarded": lambda call, study: call(study(tier_table), [1, 2]),
    "five_percent_effect": lambda call, _: call(0.1),
    "two_futures": futures,
}
"""How to call what needs more than a study."""


def columns_of(told: Told) -> set[str]:
    """Every column that the frame has for any of the studies."""
    call = GIVEN.get(told.name, lambda function, study: study(function))
    frames = [frame for study in studies() if (frame := call(told.function, study)) is not None]
    assert frames, "no study gives one"
    return {column for frame in frames for column in frame.columns}


def of_the_neck() -> list[Told]:
    """Module functions behind the neck; methods are told by the class that makes their table."""
    here = [one for one in all_told() if one.module.split(".")[1] in AFTER_THE_NECK]
    return [one for one in here if "self" not in one.needs]


@pytest.mark.parametrize("told", of_the_neck(), ids=lambda told: f"{told.module}.{told.name}")
def test_every_column_stands_in_the_docstring(told):
    assert told.needs == ("study",) or told.name in GIVEN, "say in GIVEN how to call it"
    known = words(told.text)
    if table := USERS_OWN.get(told.name):
        assert table in told.text
        known |= {column for study in studies() for column in getattr(study.workbook, table.split(".")[1]).columns}
    assert columns_of(told) - known == set()


def test_nothing_is_called_that_is_not_there():
    assert set(GIVEN) <= {told.name for told in of_the_neck()}
