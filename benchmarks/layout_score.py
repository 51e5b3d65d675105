"""Scores recognition on labelled layouts in this process: right, asked, silently wrong, by kind and language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from retention_core.ingest.recognition.recognise import Action, Recognition, recognise

PERSON = frozenset({"customer_id", "email", "name", "phone", "first_name", "last_name"})
KEYS = ("customer_id", "ordered_on", "amount", "order_id")
KINDS = {"order_lines": "orders", "refunds": "other"}
SAME_MEANING = {
    "sale": {"sale"},
    "cancelled": {"cancelled", "failed", "refunded"},
    "not_a_sale": {"not_a_sale", "unpaid", "failed", "cancelled"},
    "refund": {"refunded"},
}


@dataclass(frozen=True)
class Verdict:
    """What became of one layout: its class, and what was wrong."""

    layout: Mapping
    seen: Recognition
    verdict: str
    problems: tuple[str, ...] = field(default=())


def cells_of(layout: Mapping) -> pl.DataFrame:
    """The rows of a layout as String columns "0", "1", ...; null for an empty cell."""
    rows = layout["rows"]
    columns = {
        str(at): [row[at] if at < len(row) and row[at] != "" else None for row in rows]
        for at in range(len(layout["headers"]))
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def allowed(layout: Mapping) -> set[str]:
    """The kinds that are right for a layout."""
    kinds: set[str] = set(layout.get("kinds_ok") or {str(KINDS.get(layout["kind"]) or layout["kind"])})
    return kinds | {"other"} if layout["kind"] == "products" else kinds


def problems_of(layout: Mapping, seen: Recognition) -> list[str]:
    """What a reading says that the labels deny."""
    if seen.kind not in allowed(layout):
        return [f"kind {seen.kind}/{seen.template} {seen.share:.2f}"]
    if seen.kind != "orders" or layout["kind"] not in ("orders", "order_lines"):
        return []
    return [*filter(None, (_field_problem(layout, seen, name) for name in KEYS)), *_state_problems(layout, seen)]


def _field_problem(layout: Mapping, seen: Recognition, name: str) -> str | None:
    chosen = seen.fields.get(name)
    wanted = [header for header, role in layout["roles"].items() if _fits(layout, header, name) and role != "none"]
    if chosen is None or chosen.odds < 0.5:
        lines = name == "amount" and {"unit_price", "quantity"} <= seen.fields.keys()
        return f"missing {name} ({wanted})" if wanted and name != "order_id" and not lines else None
    header = layout["headers"][int(chosen.position)]
    return None if _fits(layout, header, name) else f"{name}={header} for {wanted}"


def _fits(layout: Mapping, header: str, name: str) -> bool:
    role, also = layout["roles"].get(header, "none"), layout.get("also", {}).get(header)
    return name in (role, also) or role.startswith("ambiguous") or (name == "customer_id" and role in PERSON)


def _state_problems(layout: Mapping, seen: Recognition) -> list[str]:
    present = {cell for row in layout["rows"] for cell in row}
    told = {value: want for value, want in layout.get("state_meaning", {}).items() if value in present}
    found = seen.states.meanings if seen.states else {}
    return [
        f"state {value}={found.get(value)} for {want}"
        for value, want in told.items()
        if want in SAME_MEANING and str(found.get(value)) not in SAME_MEANING[want]
    ]


def verdict_of(layout: Mapping, scale: Mapping[str, float] | None = None) -> Verdict:
    """One layout recognised and judged as score_layouts judges the whole program."""
    seen = recognise(layout["headers"], cells_of(layout), scale=scale)
    wrong = problems_of(layout, seen)
    return Verdict(layout, seen, _class(layout, seen, wrong), tuple(wrong))


def _class(layout: Mapping, seen: Recognition, wrong: list[str]) -> str:
    expect, accept = layout["expect"], set(layout.get("accept") or ())
    if seen.action is Action.USE:
        if "ready" in {expect, *accept}:
            return "silently_wrong" if wrong else "right"
        return "right" if expect == "refuse" and seen.kind in allowed(layout) - {"orders"} else "silently_wrong"
    if seen.action is Action.ASK:
        return "right_asked" if "ask" in {expect, *accept} else "needless_question"
    return "right" if "refuse" in {expect, *accept} else "over_refused"


def told(verdicts: Iterable[Verdict]) -> str:
    """The shares of classes, all and by kind and language, and a line per failure."""
    verdicts = list(verdicts)
    lines = [_failure(one) for one in verdicts if one.verdict not in ("right", "right_asked")]
    for key in (None, "kind", "language"):
        for value in sorted({one.layout[key] for one in verdicts}) if key else ["all"]:
            part = [one for one in verdicts if key is None or one.layout[key] == value]
            count = Counter(one.verdict for one in part)
            lines.append(
                f"{value:14}{len(part):>5}  " + "  ".join(f"{name} {number}" for name, number in count.most_common())
            )
    return "\n".join(lines)


def _failure(one: Verdict) -> str:
    layout, seen = one.layout, one.seen
    wanted = f"[{layout['kind']}, {layout['language']}, {layout['expect']}]"
    why = "; ".join(filter(None, (seen.about, *one.problems)))
    return f"{one.verdict:18}{layout['id']} {wanted} {seen.kind} {seen.action} {why}"
