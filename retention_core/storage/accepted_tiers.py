"""The tiers that the user accepted, kept for files of the same shape: next month's export is sorted by the same lines.

Kept in the user's own data folder, beside the answers about files.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from retention_core.ingest import File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.settings import TierRules
from retention_core.kernel.workbook import Workbook
from retention_core.prescribe.tiers.tier_thresholds import checked
from retention_core.storage.connection import Statement
from retention_core.storage.memory import Memory, memory

DELETE = "DELETE FROM accepted_tiers WHERE shape = ?"
INSERT = "INSERT INTO accepted_tiers (shape, months, decimals) VALUES (?, ?, ?)"
INSERT_LINE = "INSERT INTO tier_lines (shape, position, name, share, threshold) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class KeptTiers:
    """The tiers kept for files of one shape: their names, best first."""

    shape: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class TierMemory:
    """The tiers kept in one memory."""

    memory: Memory

    def recall(self, files: Sequence[File], book: Workbook) -> TierRules | None:
        """The tiers accepted for files of this shape, their lines in the units of the workbook; None where none are.

        Lines of money say nothing about files without amounts, nor lines of purchase days about files with them.
        """
        shape = _shape(files) or ""
        kept = self.memory.rows("SELECT months, decimals FROM accepted_tiers WHERE shape = ?", (shape,))
        if not kept:
            return None
        sql = "SELECT position, name, share, threshold FROM tier_lines WHERE shape = ? ORDER BY position"
        try:
            months, then = kept[0]
            return _in_units(_rules(self.memory.rows(sql, (shape,)), months), then, _decimals(book))
        except (ValueError, WrongInput):
            return None

    def keep(self, files: Sequence[File], rules: TierRules | None, book: Workbook) -> None:
        """Keeps accepted tiers for files of this shape; None forgets them."""
        shape = _shape(files)
        if shape is not None:
            self.memory.change((DELETE, (shape,)), *(_statements(shape, rules, book) if rules else ()))

    def kept(self) -> tuple[KeptTiers, ...]:
        """Everything that is kept."""
        found: dict[str, list[str]] = {}
        for shape, name in self.memory.rows("SELECT shape, name FROM tier_lines ORDER BY shape, position"):
            found.setdefault(shape, []).append(name)
        return tuple(KeptTiers(shape, tuple(names)) for shape, names in found.items())

    def forget_shapes(self, shapes: Sequence[str]) -> None:
        """Forgets what is kept for these shapes."""
        self.memory.change(*((DELETE, (shape,)) for shape in shapes))


def tier_memory() -> TierMemory:
    """This user's own."""
    return TierMemory(memory())


def _shape(files: Sequence[File]) -> str | None:
    """The shape of all files together; None where one has none."""
    shapes = [schema_fingerprint(file) for file in files]
    return "+".join(sorted(shape for shape in shapes if shape)) if shapes and all(shapes) else None


def _decimals(book: Workbook) -> int | None:
    return book.decimals if book.has_amounts else None


def _statements(shape: str, rules: TierRules, book: Workbook) -> list[Statement]:
    """The rows of accepted tiers: the last tier has neither share nor line."""
    lines = zip_longest(rules.names, rules.shares, rules.thresholds or ())
    rows = [(shape, at, name, share, line) for at, (name, share, line) in enumerate(lines)]
    return [(INSERT, (shape, rules.months, _decimals(book))), *((INSERT_LINE, row) for row in rows)]


def _rules(rows: Sequence[tuple], months: int) -> TierRules:
    """Tiers from their rows; ValueError where one is missing, as in what is left of a damaged file."""
    positions, names, shares, lines = zip(*rows, strict=True)
    whole = positions == tuple(range(len(rows))) and shares[-1] is None and None not in shares[:-1]
    if not whole or lines[-1] is not None or None in lines[:-1]:
        raise ValueError(rows)
    return checked(TierRules(names, shares[:-1], lines[:-1], months))


def _in_units(rules: TierRules, then: int | None, now: int | None) -> TierRules | None:
    if (then is None) is not (now is None):
        return None
    if then is None or now is None or then == now:
        return rules
    finer = 10.0 ** (now - then)
    return checked(replace(rules, thresholds=tuple(max(1, round(line * finer)) for line in rules.thresholds or ())))
