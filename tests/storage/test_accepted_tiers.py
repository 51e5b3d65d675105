"""Accepted tiers are there again for files of the same shape, in the units of the new file."""

from dataclasses import replace
from pathlib import Path

import pytest

from retention_core.ingest import File
from retention_core.kernel.settings import TierRules
from retention_core.storage.accepted_tiers import TierMemory
from retention_core.storage.memory import Memory
from tests.workbooks import workbook_of

RULES = TierRules(("gold", "rest"), (0.2,), (12_500,), 6)
BOOK = workbook_of("Ann 2024-01-01 5.00")


def _file(name: str, header: str = "customer,date,amount") -> list[File]:
    return [File(name, content=f"{header}\nann,2024-01-01,5.00\n".encode())]


def test_accepted_tiers_hold_for_the_next_file_of_the_same_shape(tmp_path: Path):
    memory = TierMemory(Memory(tmp_path))
    assert memory.recall(_file("january.csv"), BOOK) is None
    memory.keep(_file("january.csv"), RULES, BOOK)
    assert memory.recall(_file("february.csv"), BOOK) == RULES
    assert memory.recall(_file("other.csv", "who,when,how much"), BOOK) is None
    memory.keep(_file("march.csv"), None, BOOK)
    assert memory.recall(_file("february.csv"), BOOK) is None


def test_lines_keep_their_money_where_a_file_has_other_decimals(tmp_path: Path):
    """125.00 in hundredths is 125 in whole units."""
    memory = TierMemory(Memory(tmp_path))
    memory.keep(_file("a.csv"), RULES, BOOK)
    found = memory.recall(_file("b.csv"), replace(BOOK, decimals=0))
    assert found is not None
    assert found.thresholds == (125,)


def test_lines_of_money_say_nothing_about_purchase_days(tmp_path: Path):
    memory = TierMemory(Memory(tmp_path))
    memory.keep(_file("a.csv"), RULES, BOOK)
    assert memory.recall(_file("a.csv"), workbook_of("Ann 2024-01-01")) is None


@pytest.mark.parametrize(
    "lost",
    ["position = 0", "position = 1", "name = 'rest'", "1 = 1"],
)
def test_tiers_of_which_a_row_is_lost_are_no_tiers(tmp_path: Path, lost: str):
    """As in what is left of a damaged file."""
    memory = TierMemory(Memory(tmp_path))
    memory.keep(
        _file("a.csv"), replace(RULES, names=("gold", "silver", "rest"), shares=(0.2, 0.3), thresholds=(9, 5)), BOOK
    )
    assert memory.recall(_file("a.csv"), BOOK) is not None
    memory.memory.change((f"DELETE FROM tier_lines WHERE {lost}", ()))
    assert memory.recall(_file("a.csv"), BOOK) is None


def test_what_is_kept_is_listed_and_forgotten(tmp_path: Path):
    memory = TierMemory(Memory(tmp_path))
    memory.keep(_file("a.csv"), RULES, BOOK)
    (kept,) = memory.kept()
    assert kept.names == RULES.names
    memory.forget_shapes([kept.shape])
    assert memory.kept() == ()
