"""Every code has its sentence and its line in docs/reading-files.md, and nothing else has."""

import re
from pathlib import Path

import pytest

from retention_core import ingest
from retention_core.ingest.columns.dates import COUNTED
from retention_core.ingest.rows.order_status import STATES
from retention_core.ingest.table.row_structure import ANOTHER_TABLE
from retention_core.ingest.words.clean_fields import FIELDS
from retention_core.wording.reading import decision_sentences
from retention_core.wording.reading import reading_sentences as sentences

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(ingest.__file__).parent.rglob("*.py")))
DOCS = Path(ingest.__file__).parents[2] / "docs" / "reading-files.md"
OVERRULED = decision_sentences.DECISIONS
KINDS_OF_CODES = {
    "refusals": sentences.REFUSALS,
    "questions": sentences.QUESTIONS,
    "reasons": sentences.REASONS,
    "notes": sentences.NOTES,
    "decisions": OVERRULED,
}


def literals() -> set[str]:
    return set(re.findall(r'"([a-z][a-z0-9_]*)"', SOURCE)) | set(STATES) | {ANOTHER_TABLE} | made()


def made() -> set[str]:
    """Codes put together in the code: is_picture, days_as_serial."""
    whats = re.findall(r'"(picture|pdf|database|archive|program|document)"\)', SOURCE)
    return {f"is_{what}" for what in whats} | {f"days_as_{form}" for form in ("serial", "seconds", "milliseconds")}


@pytest.mark.parametrize("kind", KINDS_OF_CODES)
def test_every_sentence_belongs_to_a_code_in_use(kind):
    assert set(KINDS_OF_CODES[kind]) - literals() == set()


def test_every_code_in_use_has_a_sentence():
    assert set(re.findall(r'Refused\(\s*"(\w+)"', SOURCE)) - set(sentences.REFUSALS) == set()
    assert set(re.findall(r'Note\(\s*"(\w+)"', SOURCE)) - set(sentences.NOTES) == set()
    assert set(re.findall(r'\.ask\(\s*"(\w+)"', SOURCE)) - set(sentences.QUESTIONS) == set()
    assert {field for fields in FIELDS.values() for field in fields.all} <= set(sentences.FIELD_NAMES)


def test_every_question_and_every_decision_can_be_overruled():
    decided = set(re.findall(r'\.(?:ask|decide)\(\s*"(\w+)"', SOURCE)) | set(sentences.QUESTIONS)
    assert decided - set(OVERRULED) == set()
    assert set(OVERRULED) - decided == {*STATES, "no_sale", "identical_rows", *made_of_days()}


def made_of_days() -> set[str]:
    return {f"days_as_{form}" for form in COUNTED}


def section(title: str) -> set[str]:
    text = DOCS.read_text(encoding="utf-8")
    part = text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


@pytest.mark.parametrize("kind", KINDS_OF_CODES)
def test_the_docs_list_exactly_the_codes(kind):
    assert section(kind.capitalize()) == set(KINDS_OF_CODES[kind])
