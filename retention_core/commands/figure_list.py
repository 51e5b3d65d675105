"""The list of all figures as a page to read: `python -m retention_core.commands.figure_list` writes docs/numbers.md."""

from pathlib import Path

from retention_core.catalog.all_figures import all_meanings
from retention_core.kernel.figure import Meaning
from retention_core.kernel.quantities import Unit
from retention_core.wording.describe.figure_sentences import WHY_NULL

PAGE = Path(__file__).parents[2] / "docs" / "numbers.md"

INTRODUCTION = """# What every number means

Every figure of the pages, the report and `python -m retention_core numbers`, under its stable name. This page is
written from the code: `python -m retention_core.commands.figure_list`. The choices behind the definitions are in
[decisions.md](decisions.md).

As JSON, shares are parts of 1, money is an exact decimal number as text, days are written 2026-01-31, lengths of time
are in days. A figure that cannot be known is null, and its reason stands under `why_null`; all reasons
stand at the end of this page.
"""

UNITS = {
    Unit.COUNT: "number",
    Unit.SHARE: "share",
    Unit.POINTS: "points",
    Unit.MONEY: "money",
    Unit.DAYS: "days",
    Unit.DAY: "day",
    Unit.RATIO: "ratio",
    Unit.WORD: "word",
}


def figure_list() -> str:
    """The page, in English: one table per family of figures."""
    families: dict[str, list[Meaning]] = {}
    for meaning in all_meanings():
        families.setdefault(_family(meaning.name), []).append(meaning)
    tables = (_table(family, meanings) for family, meanings in families.items())
    return "\n".join([INTRODUCTION, *tables, _reasons()])


def _family(name: str) -> str:
    """The first part of a dotted name; the rates with a name of one part stand with retention."""
    return name.split(".", maxsplit=1)[0] if "." in name else "retention"


def _table(name: str, meanings: list[Meaning]) -> str:
    rows = [
        f"| `{meaning.name}` | {meaning.title} | {meaning.meaning} | {meaning.formula} | {UNITS[meaning.unit]} |"
        for meaning in meanings
    ]
    head = ["| name | title | meaning | formula | unit |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([f"## {name}", "", *head, *rows, ""])


def _reasons() -> str:
    """Why a figure may be null: one row per code."""
    rows = [f"| `{code}` | {sentence} |" for code, sentence in WHY_NULL.items()]
    return "\n".join(["## Why a number is not known", "", "| code | sentence |", "| --- | --- |", *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(figure_list(), "utf-8", newline="\n")
