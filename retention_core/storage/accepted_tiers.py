"""The tiers that the user accepted, kept for files of the same shape: next month's export is sorted by the same lines.

A small file in the user's own data folder, beside the answers about files.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from retention_core.ingest import File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.settings import TierRules
from retention_core.kernel.workbook import Workbook
from retention_core.prescribe.tiers.tier_thresholds import checked
from retention_core.storage.data_folder import data_folder

_LOCK = RLock()


@dataclass(frozen=True)
class TierMemory:
    """The tiers kept in one folder."""

    folder: Path

    def recall(self, files: Sequence[File], book: Workbook) -> TierRules | None:
        """The tiers accepted for files of this shape, their lines in the units of the workbook; None where none are.

        Lines of money say nothing about files without amounts, nor lines of purchase days about files with them.
        """
        told = self._all().get(_shape(files) or "")
        if told is None:
            return None
        try:
            return _rules(told, _decimals(book))
        except (KeyError, TypeError, ValueError, WrongInput):
            return None

    def keep(self, files: Sequence[File], rules: TierRules | None, book: Workbook) -> None:
        """Keeps accepted tiers for files of this shape; None forgets them."""
        shape = _shape(files)
        if shape is None:
            return
        with _LOCK:
            known = self._all()
            known.pop(shape, None)
            if rules is not None:
                known[shape] = {
                    "names": rules.names,
                    "shares": rules.shares,
                    "thresholds": rules.thresholds,
                    "months": rules.months,
                    "decimals": _decimals(book),
                }
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_suffix(".new")
            fresh.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
            fresh.replace(self._file)

    @property
    def _file(self) -> Path:
        return self.folder / "tiers.json"

    def _all(self) -> dict[str, dict]:
        try:
            read = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {shape: told for shape, told in read.items() if isinstance(told, dict)} if isinstance(read, dict) else {}


def tier_memory() -> TierMemory:
    """This user's own."""
    return TierMemory(data_folder())


def _shape(files: Sequence[File]) -> str | None:
    """The shape of all files together; None where one has none."""
    shapes = [schema_fingerprint(file) for file in files]
    return "+".join(sorted(shape for shape in shapes if shape)) if shapes and all(shapes) else None


def _decimals(book: Workbook) -> int | None:
    return book.decimals if book.has_amounts else None


def _rules(told: dict, now: int | None) -> TierRules | None:
    then = told["decimals"]
    if (then is None) is not (now is None):
        return None
    rules = TierRules(tuple(told["names"]), tuple(told["shares"]), tuple(told["thresholds"]), int(told["months"]))
    if then is not None and now is not None and then != now:
        finer = 10.0 ** (now - int(then))
        rules = replace(rules, thresholds=tuple(max(1, round(line * finer)) for line in rules.thresholds or ()))
    return checked(rules)
