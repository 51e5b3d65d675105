"""What the start says: in two languages, each sentence with its values."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from launch import install, messages

PROJECT = Path(__file__).resolve().parents[2]
PARTS = sorted((PROJECT / "launch").glob("*.py"))


def test_both_languages_write_the_same_values_into_each_sentence() -> None:
    for name, (english, chinese) in messages.SENTENCES.items():
        assert values_of(english) == values_of(chinese), name
        assert re.search("[\u4e00-\u9fff]", chinese), name


def values_of(text: str) -> set[str]:
    return {value for _, value, _, _ in Formatter().parse(text) if value}


def sentences_named_in_the_code() -> Iterator[tuple[str, set[str] | None]]:
    """Every name given to say, sentence, Stop or _show in the start's files, with the values beside it."""
    for part in PARTS:
        for node in ast.walk(ast.parse(part.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                yield from sentence_in(node)


def sentence_in(call: ast.Call) -> Iterator[tuple[str, set[str] | None]]:
    names = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
    given = None if call.func.id == "_show" else {keyword.arg for keyword in call.keywords}
    if call.func.id in ("say", "sentence", "Stop", "_show"):
        yield from ((name, given) for name in names if name in messages.SENTENCES or " " not in str(name))


def test_every_sentence_that_is_said_exists_and_gets_its_values() -> None:
    for name, given in sentences_named_in_the_code():
        if name in messages.SENTENCES and given is not None:
            assert values_of(messages.SENTENCES[name][0]) <= given | {"log"}, name


def test_no_sentence_is_left_unsaid() -> None:
    said = {name for name, _ in sentences_named_in_the_code()} | set(install.SIGNS)
    assert set(messages.SENTENCES) <= said


@pytest.mark.parametrize(
    ("environ", "windows_language", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, 0, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, 0, True),
        ({"LANGUAGE": "hu", "LANG": "zh_CN.UTF-8"}, 0, False),
        ({}, 0x0804, True),
        ({}, 0x0404, True),
        ({}, 0x0409, False),
        ({}, 0, False),
    ],
)
def test_the_language_is_the_systems(environ: dict, windows_language: int, chinese: bool) -> None:
    assert messages.prefers_chinese(environ, windows_language) is chinese
