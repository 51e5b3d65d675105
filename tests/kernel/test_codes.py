"""Codes are enumerations, each in one place: every member is used, said and documented, and nothing else is."""

import ast
import re
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

import retention_core
from retention_core.catalog.all_figures import all_meanings
from retention_core.catalog.claim_measures import WhyNoClaim
from retention_core.ingest.rows.order_status import STATES
from retention_core.ingest.words.clean_fields import FIELDS
from retention_core.kernel.errors import InputProblem, Refusal
from retention_core.kernel.reading_codes import DecisionCode, NoteCode, QuestionCode, SetAside
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.data_readiness import ReadyReason
from retention_core.prescribe.plays.play import PlayCode
from retention_core.wording.describe import calculator_sentences, claim_sentences, figure_sentences
from retention_core.wording.predict import readiness_sentences
from retention_core.wording.prescribe import play_sentences, tier_sentences
from retention_core.wording.reading import command_sentences, decision_sentences, reading_sentences

CORE = Path(retention_core.__file__).parent
PROJECT = CORE.parent
DEFINED = {WhyNoClaim: "catalog/claim_measures.py", ReadyReason: "predict/backtest/data_readiness.py"}
ORDER_STATES = {*(DecisionCode(state) for state in STATES.values()), DecisionCode.NO_SALE}
"""Decided in one place for all: `DecisionCode(state)`."""

SENTENCES = {
    WhyNull: (figure_sentences.WHY_NULL,),
    WhyNoClaim: (claim_sentences.MISSING,),
    ReadyReason: (readiness_sentences.WHY,),
    Refusal: (reading_sentences.REFUSALS, command_sentences.REFUSALS),
    InputProblem: (calculator_sentences.WRONG, tier_sentences.WRONG),
    QuestionCode: (reading_sentences.QUESTIONS,),
    NoteCode: (reading_sentences.NOTES,),
    SetAside: (reading_sentences.REASONS,),
    PlayCode: (play_sentences.TITLES,),
}
OVERRULABLE = {*QuestionCode, *DecisionCode}


@cache
def mentioned() -> dict[str, set[str]]:
    """The members of each enumeration that the core names, but for where they are defined and said."""
    found: dict[str, set[str]] = {kind.__name__: set() for kind in (*SENTENCES, DecisionCode)}
    for path in CORE.rglob("*.py"):
        if path.relative_to(CORE).parts[0] not in ("kernel", "wording"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in found:
                    found[node.value.id].add(node.attr)
    return found


def in_ui(kind: type[Enum]) -> set[str]:
    text = "\n".join(path.read_text("utf-8") for path in (PROJECT / "ui").rglob("*.py"))
    return set(re.findall(rf"\b{kind.__name__}\.([A-Z_0-9]+)", text))


@pytest.mark.parametrize("kind", [*SENTENCES, DecisionCode], ids=lambda kind: kind.__name__)
def test_every_member_is_used(kind):
    named = mentioned()[kind.__name__] | in_ui(kind)
    used = {kind[name] for name in named if name in kind.__members__}
    assert set(kind) - used - ORDER_STATES == set()


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)
def test_every_member_is_said_and_nothing_else(kind):
    said = set().union(*SENTENCES[kind])
    assert {code for code in said if type(code) is kind} == set(kind)
    assert {type(code) for code in said} <= {kind, WhyNull}


def test_whatever_is_decided_or_asked_is_called_by_a_name():
    assert set(decision_sentences.DECISIONS) == OVERRULABLE
    assert {code for code, _ in reading_sentences.CHOICES} <= OVERRULABLE


def test_a_code_is_either_asked_or_only_decided():
    assert {code.value for code in QuestionCode} & {code.value for code in DecisionCode} == set()


def test_every_play_has_all_its_sentences_and_its_two_figures():
    words = play_sentences
    for said in (words.SENTENCES, words.AT_STAKE, words.WHAT_TO_SAY, words.HOW_SEEN):
        assert set(said) == set(PlayCode)
    named = {meaning.name for meaning in all_meanings()}
    assert {f"todo.{code}.{what}" for code in PlayCode for what in ("customers", "at_stake")} <= named


def test_every_clean_field_has_a_name():
    assert {field for fields in FIELDS.values() for field in fields.all} <= set(reading_sentences.FIELD_NAMES)


def documented(page: str, title: str) -> dict[str, str]:
    """Code and what stands beside it, in a table of the docs."""
    text = (PROJECT / "docs" / page).read_text("utf-8")
    part = text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", part, re.MULTILINE))


PAGES = {
    WhyNull: ("numbers.md", "Why a number is not known"),
    Refusal: ("reading-files.md", "Refusals"),
    QuestionCode: ("reading-files.md", "Questions"),
    SetAside: ("reading-files.md", "Reasons"),
    NoteCode: ("reading-files.md", "Notes"),
}


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
def test_the_docs_list_exactly_the_codes_with_their_sentences(kind):
    said = {code.value: sentence for sentences in SENTENCES[kind] for code, sentence in sentences.items()}
    assert documented(*PAGES[kind]) == said


def test_the_docs_list_exactly_what_can_be_overruled():
    assert set(documented("reading-files.md", "Decisions")) == {code.value for code in OVERRULABLE}
