"""Why a table was read as it was: codes with values, from which a sentence is made where people read it."""

from dataclasses import dataclass

from retention_core.ingest.recognition.recognise import FieldChoice, Recognition

_MOST = 3


@dataclass(frozen=True)
class Told:
    """One piece of evidence as a code with its values; the sentence is made by whoever shows it."""

    code: str
    values: tuple[tuple[str, str], ...]


def kind_evidence(seen: Recognition) -> tuple[Told, ...]:
    """What spoke most for the kind of a table, and what it could be instead."""
    told = [Told(_code(name), (("of", name.split(":")[-1]),)) for name, weight in seen.evidence if weight > 0]
    other, share = seen.runner_up
    return (*told[:_MOST], Told("could_be", (("kind", other), ("share", f"{share:.2f}"))))


def field_evidence(choice: FieldChoice) -> tuple[Told, ...]:
    """What spoke most for a column: words of its header and the shape of its cells."""
    told = [one for one in choice.why if one.weight > 0][:_MOST]
    return tuple(Told("shape" if one.feature[0] == "@" else "word", (("of", one.feature.lstrip("@")),)) for one in told)


def _code(feature: str) -> str:
    return {"f": "has_column", "g": "rows", "title": "title"}.get(
        feature.split(":", maxsplit=1)[0] if ":" in feature else "", "word"
    )
