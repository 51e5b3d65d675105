"""Where nobody buys, no sentence speaks of buying; and every sentence that is put in place of another one fits it."""

import re
import string

import pytest

from retention_core.i18n import speech
from retention_core.i18n.business_wording import WORDINGS
from retention_core.kernel.presence_source import PresenceSource
from tests.sources import messages

HOME = "_wording.py"
BUYING = ("bought", "buyer", "purchase", "order")
PAIRS = [(there, old, new) for there, words in WORDINGS.items() for old, new in words.items()]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_everything_that_is_replaced_is_said_somewhere() -> None:
    said = {message.one for message in messages() if not message.file.endswith(HOME)}
    assert [old for _, old, _ in PAIRS if old not in said] == []


def test_what_replaces_it_names_nothing_that_is_not_known() -> None:
    assert [new for _, old, new in PAIRS if not placeholders(new) <= placeholders(old)] == []


def test_what_replaces_it_does_not_speak_of_buying() -> None:
    said = {new: re.sub(r"\{\w+\}", "", new).lower() for *_, new in PAIRS}
    assert [new for new, text in said.items() if any(word in text for word in BUYING)] == []


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (PresenceSource.ORDERS, "First bought"),
        (PresenceSource.CONTRACTS, "First contract"),
        (PresenceSource.TENURES, "First contract"),
        (PresenceSource.ACTIVITY, "First active"),
        (PresenceSource.NOTHING, "First bought"),
    ],
)
def test_words_fit_the_business(there: PresenceSource, said: str) -> None:
    assert speech("en", there).say("First bought") == said


def test_words_fit_in_every_language() -> None:
    assert speech("zh_CN", PresenceSource.ACTIVITY).say("First bought") == "首次活跃"
