"""Kinds of tables as templates: what each needs, may have, must not have, and how likely it is before looking."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.column_roles import chance
from retention_core.ingest.recognition.header_words import HeaderWords

WEIGHTS_FILE = Path(__file__).with_name("kind_weights.txt")
_SECOND_COLUMN, _UNLIKELY = 0.3, -0.5


@dataclass(frozen=True)
class Template:
    """A kind of table: `name` is finer than `kind`, which is what the pipeline reads."""

    name: str
    kind: str
    prior: float
    weights: Mapping[str, float]


@dataclass(frozen=True)
class KindScore:
    """One template with its log-odds and its share of belief among all of them."""

    template: Template
    score: float
    share: float


@cache
def templates() -> tuple[Template, ...]:
    """The templates as the file of weights holds them."""
    lines = WEIGHTS_FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_parsed(line) for line in lines if line and not line.startswith("#"))


def _parsed(line: str) -> Template:
    name, kind, prior, pairs = (part.strip() for part in line.split("|"))
    weights = {key: float(weight) for key, weight in (pair.split("=") for pair in pairs.split())}
    return Template(name, kind, float(prior), weights)


def table_features(
    words: Sequence[HeaderWords],
    profiles: Sequence[ColumnProfile],
    best: Mapping[str, float],
    facts: Mapping[str, float],
) -> dict[str, float]:
    """What a table shows: concepts of its filled columns, fields with their chance, and facts about its rows."""
    counts = Counter(
        concept for word, profile in zip(words, profiles, strict=True) if profile.filled for concept in word.concepts
    )
    found = {concept: 1 + _SECOND_COLUMN * (number > 1) for concept, number in counts.items()}
    found |= {f"f:{field}": chance(odds) for field, odds in best.items() if odds > _UNLIKELY}
    return found | {f"g:{name}": value for name, value in facts.items()}


def kind_scores(found: Mapping[str, float], scale: Mapping[str, float] | None = None) -> tuple[KindScore, ...]:
    """Every template with its share of belief, the most likely first."""
    scale = scale or {}
    sums = [one.prior + _evidence(one, found, scale) for one in templates()]
    top = max(sums)
    total = sum(math.exp(value - top) for value in sums)
    scored = [
        KindScore(one, value, math.exp(value - top) / total) for one, value in zip(templates(), sums, strict=True)
    ]
    return tuple(sorted(scored, key=lambda score: -score.score))


def _evidence(template: Template, found: Mapping[str, float], scale: Mapping[str, float]) -> float:
    return sum(
        weight * found[name] * scale.get(family_of(name, weight), 1.0)
        for name, weight in template.weights.items()
        if name in found
    )


def family_of(feature: str, weight: float) -> str:
    """Which multiplier a weight is under: fields, facts, words for, words against."""
    if feature.startswith(("f:", "g:")):
        return feature[0]
    return "for" if weight > 0 else "against"
