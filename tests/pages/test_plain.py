"""Nothing that stands in a file can become markup."""

import pytest

from pages.shared.plain import plain

HOSTILE = [
    "![x](http://127.0.0.1:9/)",
    "[x](http://127.0.0.1:9/)",
    "http://127.0.0.1:9/",
    "<script>alert(1)</script>",
    "**bold** _it_ `code` ~~no~~",
    "# heading",
    "- list",
    ":material/home: :red[x] :smile:",
    "$x^2$",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_special_letter_is_escaped(text: str) -> None:
    escaped = plain(text)
    bare = [escaped[place] for place in range(len(escaped)) if place == 0 or escaped[place - 1] != "\\"]
    assert not set(bare) & set("*_`[]()<>#:$&!~-.")
    assert escaped.replace("\\", "") == text


def test_words_stay_as_they_are() -> None:
    assert plain("Käse, Brot und 茶") == "Käse, Brot und 茶"


def test_a_line_break_does_not_start_a_block() -> None:
    assert "\n" not in plain("a\n# b")
