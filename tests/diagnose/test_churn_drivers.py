"""What goes with leaving: worked by hand, frozen before the stretch, and quiet where only chance is at work."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from retention_core.diagnose.churn_drivers import Frozen, drivers, outcome_days
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.workbooks import contracts_of, facts_of, workbook_from

AS_OF = date(2024, 3, 31)
MONTH = PeriodKind.MONTH.days


def shop(traits: dict[str, list[str]], came: list[bool], *, as_of: date = AS_OF) -> Study:
    """Everybody bought once in the month before the last; those who `came` once more in the last month."""
    many = len(came)
    rows = [(f"c{n:04}", as_of - timedelta(MONTH + 5), 500, True) for n in range(many)]
    rows += [(f"c{n:04}", as_of - timedelta(5), 500, True) for n in range(many) if came[n]]
    book = workbook_from(rows)
    customers = book.customers.with_columns(pl.Series(f"trait: {name}", values) for name, values in traits.items())
    return Study(replace(book, customers=customers), Settings(as_of=as_of, period=PeriodKind.MONTH))


def test_shares_are_counted_as_by_hand():
    """Of 100 with the card 20 left, of 100 without 60: 40 points fewer, told once as there are two values."""
    card = ["card"] * 100 + ["none"] * 100
    came = [True] * 80 + [False] * 20 + [True] * 40 + [False] * 60
    found = drivers(shop({"card": card}, came))
    row = found.table.filter(pl.col("trait") == "trait: card").row(0, named=True)
    assert (found.customers, found.left, found.frozen) == (200, 80, Frozen.BEFORE)
    counts = [row[name] for name in ("value", "customers", "left", "others", "others_left")]
    assert counts == ["card", 100, 20, 100, 60]
    assert row["difference"] == pytest.approx(-0.4)
    assert row["low"] < -0.4 < row["high"] < 0
    assert row["sure"]
    assert found.table.filter(pl.col("trait") == "trait: card").height == 1


def test_the_range_is_that_of_newcombe():
    """Newcombe (1998), example (a): 56 of 70 against 48 of 80, 0.2 with 0.0524 to 0.3339 for one comparison."""
    card = ["yes"] * 70 + ["no"] * 80
    came = [False] * 56 + [True] * 14 + [False] * 48 + [True] * 32
    found = drivers(shop({"card": card}, came))
    row = found.table.filter(pl.col("trait") == "trait: card").row(0, named=True)
    told = 1 if row["value"] == "yes" else -1
    assert row["difference"] * told == pytest.approx(0.2)
    assert sorted([row["low"] * told, row["high"] * told]) == pytest.approx([0.0524, 0.3339], abs=5e-5)


def test_what_happened_later_does_not_tell_the_groups():
    """Purchases are counted up to the day before the stretch: all had bought once, so there is nothing to compare."""
    found = drivers(shop({}, [True] * 50 + [False] * 50))
    assert found.table.is_empty()
    assert outcome_days(found) == (AS_OF - timedelta(MONTH - 1), AS_OF)


def test_where_only_chance_is_at_work_nothing_is_sure():
    """30 traits of 3 values each by lot, 40 files: of all files at most one in eight has any finding."""
    wrong = 0
    for seed in range(40):
        chance = np.random.default_rng(seed)
        traits = {f"t{n}": chance.choice(["a", "b", "c"], 300).tolist() for n in range(30)}
        wrong += drivers(shop(traits, (chance.random(300) < 0.5).tolist())).table["sure"].any()
    assert wrong <= 5


def test_small_groups_and_rests_are_left_out():
    found = drivers(shop({"city": ["A"] * 81 + ["B"] * 19}, [True] * 50 + [False] * 50))
    assert found.table.is_empty()


def test_contracts_are_told_apart_by_what_they_were_before():
    """60 Basic and 60 Plus run three months ago; 30 Basic have ended since."""
    lines = [f"b{n} 2023-01-01 {'2024-02-01' if n < 30 else '-'} Basic 20" for n in range(60)]
    lines += [f"p{n} 2023-01-01 - Plus 30" for n in range(60)]
    lines += [f"x{n} 2024-03-01 2024-03-20 Basic 20" for n in range(30)]
    found = drivers(Study(contracts_of("\n".join(lines)), Settings(as_of=AS_OF)))
    assert (found.customers, found.left) == (120, 30)
    row = found.table.row(0, named=True)
    assert (row["trait"], row["difference"], row["sure"]) == ("plan", 0.5 if row["value"] == "Basic" else -0.5, True)


def test_a_list_without_days_says_so():
    rows = {"customer_id": [f"m{n}" for n in range(100)], "tenure_months": [5.0] * 100}
    table = pl.DataFrame({**rows, "churned": [n < 50 for n in range(100)], "plan": ["A"] * 45 + ["B"] * 55})
    found = drivers(Study(facts_of("subscriptions", table)))
    assert found.frozen is Frozen.UNDATED
    assert found.table.row(0, named=True)["sure"]
    assert outcome_days(found) == (None, None)
