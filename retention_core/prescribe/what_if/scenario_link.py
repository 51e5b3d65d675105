"""A lever as a short text for a link, and back: settings only, never data. A text from anywhere is looked at first."""

import json
from dataclasses import fields, replace
from math import isfinite

from retention_core.prescribe.programme.levers import Lever, LiftDefinition

USUAL = Lever()
MOST = 1e12
LONGEST_NAME = 60
MOST_SCENARIOS = 4


def scenarios_text(scenarios: dict[str, Lever]) -> str:
    """Named levers as text: of each only what is not as usual."""
    told = {name: _changes(lever) for name, lever in scenarios.items()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def scenarios_of(text: str) -> dict[str, Lever]:
    """The named levers of such a text; what does not make sense in it is left out."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    found = {name[:LONGEST_NAME]: _lever(changes) for name, changes in told.items() if isinstance(changes, dict)}
    return dict(list(found.items())[:MOST_SCENARIOS])


def _changes(lever: Lever) -> dict[str, object]:
    return {
        part.name: value for part in fields(Lever) if (value := getattr(lever, part.name)) != getattr(USUAL, part.name)
    }


def _lever(changes: dict[str, object]) -> Lever:
    known: dict[str, object] = {}
    for name, value in changes.items():
        if name == "reading" and value in set(LiftDefinition):
            known[name] = LiftDefinition(value)  # type: ignore[arg-type]
        elif name == "tiers" and isinstance(value, list) and all(isinstance(rank, int) for rank in value):
            known[name] = tuple(value)
        elif name == "rewards" and isinstance(value, list):
            pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2 and all(map(_is_number, pair))]
            known[name] = tuple((int(rank), float(money)) for rank, money in pairs)
        elif _is_number(value) and isinstance(getattr(USUAL, name, None), int | float):
            known[name] = type(getattr(USUAL, name))(value)  # type: ignore[arg-type]
    return replace(USUAL, **known)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and abs(value) <= MOST
