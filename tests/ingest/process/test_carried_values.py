"""What crosses from process to process comes out as it went in; what is not on the list does not cross."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from retention_core.ingest.process.carried_values import packed, unpacked
from retention_core.ingest.process.frame_files import FrameFolder
from retention_core.kernel.errors import Asking, Refused
from retention_core.kernel.questions import Choice, Note, Question, TableKind

VALUES = (
    None,
    True,
    -(2**70),
    0.1,
    "né 店 \ud800 \x00",
    (1, (2, [3, "x"])),
    frozenset({"a"}),
    {"a": 1, ("b", 2): (None,)},
    date(2024, 2, 29),
    datetime(2024, 2, 29, 23, 59, 59, 999999),
    Decimal("-12.3400"),
    TableKind.CARTS,
    Note("code", {"n": 1, "example": ("a", Decimal("0.5"))}),
    Question("code", "a.csv", None, "amount", (Choice("one", {"totals": {"revenue": "1.00"}}), Choice("two"))),
)


def crossed(value: object, folder: Path) -> object:
    told = json.loads(json.dumps(packed(value, FrameFolder(folder))))
    return unpacked(told, FrameFolder(folder))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_out_as_it_went_in(value: object, tmp_path: Path) -> None:
    out = crossed(value, tmp_path)
    assert out == value
    assert type(out) is type(value)


def test_a_frame_keeps_its_types_and_is_written_once(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"n": [1, None], "day": [date(2024, 1, 1), None], "yes": [True, None], "text": ["a", "long enough" * 9]},
        schema_overrides={"n": pl.UInt32},
    )
    empty = frame.clear()
    out = crossed((frame, frame, empty, pl.DataFrame()), tmp_path)
    assert isinstance(out, tuple)
    for one, other in zip(out, (frame, frame, empty, pl.DataFrame()), strict=True):
        assert one.schema == other.schema and one.equals(other)
    assert len(list(tmp_path.iterdir())) == 3


def test_an_error_crosses_with_its_values(tmp_path: Path) -> None:
    out = crossed(Refused("damaged", file="a.csv", seen=("x", 1)), tmp_path)
    assert isinstance(out, Refused)
    assert (out.code, out.values) == ("damaged", {"file": "a.csv", "seen": ("x", 1)})


@pytest.mark.parametrize(
    "value", [object(), Path("/"), b"bytes", {1, 2}, Asking(VALUES[-1]), print], ids=lambda value: type(value).__name__
)
def test_nothing_else_crosses(value: object, tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        packed(value, FrameFolder(tmp_path))


@pytest.mark.parametrize("told", [{"call": "print"}, {"record": ["Path", {}]}, {"frame": "../x"}, {}, {"a": 1, "b": 2}])
def test_what_was_never_packed_is_no_value(told: dict, tmp_path: Path) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        unpacked(told, FrameFolder(tmp_path))
