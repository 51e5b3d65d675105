"""Files by people who had not read the code, with what is right: those that are read rightly stay so.

`right.json` of a set lists them and may only grow. A set was scored before anything was mended by it; since then it
tells what was lost, not how good reading is.
"""

import json
from decimal import Decimal

import pytest

from retention_core.ingest import File, read_files, totals
from retention_core.kernel.errors import RetainError
from retention_core.kernel.workbook import ReadResult
from tests.files import OWN

SETS = OWN / "first_contact"
SAMPLE = 5
"""One file in so many is read by every run of the tests; all of them by the long one."""


def cases() -> list:
    """Every file that is read rightly, with what its set says of it."""
    found = []
    for folder in sorted(SETS.iterdir()):
        told = {one["file"]: one for one in json.loads((folder / "expected.json").read_text("utf-8"))}
        for name in json.loads((folder / "right.json").read_text("utf-8")):
            marks = [] if len(found) % SAMPLE == 0 else [pytest.mark.long]
            found.append(pytest.param(folder / "files" / name, told[name], id=f"{folder.name}-{name}", marks=marks))
    return found


@pytest.mark.parametrize(("path", "told"), cases())
def test_what_was_right_stays_right(path, told):
    assert outcome(path, told) in told["accept"]


def outcome(path, told) -> str:
    """ "totals" where they are right, "ask" where something is asked, "refuse" where the file is refused."""
    try:
        reading = read_files([File(path.name, path=path)])
    except RetainError:
        return "refuse"
    if reading.questions:
        return "ask"
    right = [one for one in (told["expect"], *(told["alts"] or [])) if one]
    return "totals" if any(same(reading, one) for one in right) else "something else"


def same(reading: ReadResult, right: dict) -> bool:
    """Whether totals are those of a right answer; null there: it says nothing of it."""
    assert reading.workbook is not None
    got = totals(reading.workbook)
    orders = right.get("orders")
    revenue = right.get("revenue")
    return (
        (orders is None or orders in (got["orders"], got["orders"] - got["refunds"]))
        and right["customers"] in (None, got["customers"])
        and (revenue is None or (got["revenue"] is not None and Decimal(got["revenue"]) == Decimal(revenue)))
        and right.get("first") in (None, got["first_day"])
        and right.get("last") in (None, got["last_day"])
    )
