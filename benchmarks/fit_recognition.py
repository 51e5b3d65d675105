"""Fits the few multipliers of recognition, and measures it on families of sources that the fit has not seen.

    python -m benchmarks.fit_recognition LAYOUTS.jsonl [--folds 5]

The weights themselves are set by hand, in few steps, and stand in kind_weights.txt and role_weights.txt. Fitted are
four multipliers, one per family of evidence (fields, facts about rows, words for, words against), by likelihood of the
kind with a penalty that pulls them to 1. A fold leaves whole families of sources out.
"""

import json
import math
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.layout_score import Verdict, allowed, cells_of, told, verdict_of
from retention_core.ingest.recognition.recognise import features_of_table
from retention_core.ingest.recognition.table_kinds import kind_scores

FAMILIES = ("f", "g", "for", "against")
PENALTY = 8.0


def family(layout: Mapping) -> str:
    """The vendor or repository that a layout comes from."""
    source = layout["source"].split(":")[0].split("(")[0].strip().lower()
    return source if "index id" not in source else layout["source"]


def fold_of(layout: Mapping, folds: int) -> int:
    """The fold that leaves a layout out: the same on every machine."""
    return zlib.crc32(family(layout).encode()) % folds


def fitted(layouts: Sequence[Mapping]) -> dict[str, float]:
    """Family of evidence -> multiplier."""
    seen = [(features_of_table(layout["headers"], cells_of(layout)), allowed(layout)) for layout in layouts]
    best = minimize(_loss, np.zeros(len(FAMILIES)), args=(seen,), method="Nelder-Mead", options={"maxfev": 80})
    return {name: float(math.exp(value)) for name, value in zip(FAMILIES, best.x, strict=True)}


def _loss(logs: np.ndarray, seen: Sequence[tuple[Mapping[str, float], set[str]]]) -> float:
    scale = {name: math.exp(value) for name, value in zip(FAMILIES, logs, strict=True)}
    return PENALTY * float(logs @ logs) - sum(_log_share(found, kinds, scale) for found, kinds in seen)


def _log_share(found: Mapping[str, float], kinds: set[str], scale: Mapping[str, float]) -> float:
    return math.log(max(sum(one.share for one in kind_scores(found, scale) if one.template.kind in kinds), 1e-12))


def cross_validated(layouts: Sequence[Mapping], folds: int) -> list[Verdict]:
    """Every layout judged under multipliers fitted without its family."""
    verdicts = []
    for fold in range(folds):
        scale = fitted([layout for layout in layouts if fold_of(layout, folds) != fold])
        verdicts += [verdict_of(layout, scale) for layout in layouts if fold_of(layout, folds) == fold]
        print(f"fold {fold}: { ({name: round(value, 2) for name, value in scale.items()}) }")
    return verdicts


def main(words: Sequence[str]) -> int:
    """Prints the figures in sample, the multipliers, and the figures out of fold."""
    layouts = [json.loads(line) for line in Path(words[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    print(told(verdict_of(layout) for layout in layouts))
    print("\nout of fold")
    print(told(cross_validated(layouts, int(words[words.index("--folds") + 1]) if "--folds" in words else 5)))
    print("\nall:", fitted(layouts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
