"""What each column is: the log-odds of every role from the words of its header and the shape of its cells."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords, read_headers

WEIGHTS_FILE = Path(__file__).with_name("role_weights.txt")
VETO = -20.0
# Roles that stand in for another one: what they fit is named already.
_STAND_INS = frozenset({"fee", "notice_on"})
_PLAIN_DAY = frozenset({"date", "time"})
_OTHER_PERSONS = frozenset({"member", "user", "company"})
_PERSON, _NUMBER = frozenset({"customer", "member", "user"}), frozenset({"id", "number", "code"})
_DAY_WORDS = frozenset(
    {"date", "time", "created", "birth", "joined", "start", "end", "expiry", "year", "month", "period", "completed"}
)
_NAMES_A_DAY = frozenset({"date", "time", "created"})
_MOSTLY, _HALF, _SOME, _SEVERAL, _MANY, _FEW, _UNKNOWN = 0.9, 0.5, 0.3, 5, 30, 12, 0.45


@dataclass(frozen=True)
class RoleWeights:
    """One line of the file of weights."""

    role: str
    bias: float
    needs: str
    weights: Mapping[str, float]


@cache
def role_weights() -> Mapping[str, RoleWeights]:
    """The weights as the file holds them, by role."""
    lines = WEIGHTS_FILE.read_text(encoding="utf-8").splitlines()
    parsed = [_parsed(line) for line in lines if line and not line.startswith("#")]
    return {one.role: one for one in parsed}


def _parsed(line: str) -> RoleWeights:
    role, bias, needs, pairs = (part.strip() for part in line.split("|"))
    weights = {name: float(weight) for name, weight in (pair.split("=") for pair in pairs.split())}
    return RoleWeights(role, float(bias), needs, weights)


def features_of(words: HeaderWords, profile: ColumnProfile) -> dict[str, float]:
    """Concepts of the header (1 each) and shapes of the cells (their share)."""
    found = dict.fromkeys(_once_each(words.concepts), 1.0)
    found |= {f"@{shape}": share for shape, share in profile.shapes.items()}
    filled = profile.filled > 0
    rows = profile.values / max(profile.distinct, 1e-9) if filled else 0
    found["@full"] = float(profile.filled > _MOSTLY)
    found["@once"] = float(profile.distinct > 0.98 and profile.values >= _SEVERAL)
    found["@few"] = float(filled and profile.values <= _FEW and profile.distinct < 0.7)
    found["@few_of_many"] = float(profile.values <= 3 and rows > _MANY and not words.concepts & _PERSON)
    found["@constant"] = float(profile.values == 1 and rows > 3)
    found["@rising"] = float(profile.rising > 0.95 and profile.share("whole") > 0.9 and profile.values >= _FEW)
    found["@plain"] = float(bool(words.concepts) and words.concepts <= _PLAIN_DAY and words.unknown == 0)
    found["@bare_gross"], found["@bare_net"] = float(words.concepts == {"gross"}), float(words.concepts == {"net"})
    found["@person_id"] = float(
        bool(words.concepts & _PERSON and words.concepts & _NUMBER and words.concepts <= _PERSON | _NUMBER)
    )
    found["@called_customer"] = float(words.concepts == {"customer"} and profile.values == 1)
    found["@unknown"] = float(words.unknown > _UNKNOWN)
    found["@long"] = float(profile.length > 25)
    found["@one_digit"] = float(profile.length <= 2 and profile.share("number") > 0.9)
    return found


def _once_each(concepts: frozenset[str]) -> frozenset[str]:
    """A patron is a customer and a member: one person, not two pieces of evidence."""
    return concepts - _OTHER_PERSONS if "customer" in concepts else concepts


def all_log_odds(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> dict[str, list[float]]:
    """Role -> the log-odds of every column."""
    found = [features_of(*both) for both in zip(words, profiles, strict=True)]
    if not any(word.text for word in words):
        found = [features | {"@nameless": 1.0} for features in found]
    return {
        role: [log_odds(role, features, one) for features, one in zip(found, profiles, strict=True)]
        for role in role_weights()
    }


def log_odds(role: str, found: Mapping[str, float], profile: ColumnProfile) -> float:
    """How much speaks for a role of a column; VETO where its cells cannot be it."""
    weights = role_weights()[role]
    if not profile.filled or not _can_be(weights.needs, found, profile):
        return VETO
    return weights.bias + sum(weight * found.get(name, 0.0) for name, weight in weights.weights.items())


def named_roles(headers: Sequence[str | None]) -> list[frozenset[str]]:
    """For each header the roles that its words name, whatever stands below it; none where most of it is unknown."""
    return [frozenset(named_odds(word)) if word.unknown <= _UNKNOWN else frozenset() for word in read_headers(headers)]


def named_odds(words: HeaderWords) -> dict[str, float]:
    """Role -> how much its words alone say that a header names it; only roles that they speak for."""
    plain = float(bool(words.concepts) and words.concepts <= _PLAIN_DAY and words.unknown == 0)
    found = dict.fromkeys(_once_each(words.concepts), 1.0) | {"@plain": plain}
    told = {
        role: one.bias + sum(weight * found.get(name, 0.0) for name, weight in one.weights.items())
        for role, one in role_weights().items()
        if role not in _STAND_INS
        and any(one.weights.get(name, 0) > 0 for name in words.concepts)
        and (one.needs != "day" or words.concepts & _DAY_WORDS)
    }
    return {role: odds for role, odds in told.items() if odds > 0}


def _can_be(needs: str, found: Mapping[str, float], profile: ColumnProfile) -> bool:
    """Whether enough cells have the shape that a role needs; numbers of days count where the header names a day."""
    if needs != "day":
        written = profile.share("money") if needs == "number" else 0.0
        return not needs or max(profile.share(needs), written) >= _SOME
    counted = profile.share("serial") if found.keys() & _NAMES_A_DAY else 0.0
    return max(*(profile.share(shape) for shape in ("day", "epoch", "month")), counted) >= _SOME


def chance(log_odds_: float) -> float:
    """A probability from log-odds."""
    return 1 / (1 + math.exp(-max(min(log_odds_, 30), -30)))
