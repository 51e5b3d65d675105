"""Nothing that stands in a file can become markup; everything else is left alone."""

import pytest

from ui.kit.literal_text import as_literal_text

JOINED = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("![x](http://127.0.0.1:9/)", rf"!\[x\](http{JOINED}\://127.0.0.1\:9/)"),
        ("HTTPS://example.com", rf"HTTPS{JOINED}\://example.com"),
        ("www.example.com", f"www{JOINED}.example.com"),
        ("a@b.com", rf"a{JOINED}\@b.com"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("**bold** _it_ `code` ~~no~~", r"\*\*bold\*\* \_it\_ \`code\` \~\~no\~\~"),
        ("# heading", r"\# heading"),
        ("- list", r"\- list"),
        ("1. list", r"1\. list"),
        (":material/home: :red[x]", r"\:material/home: \:red\[x\]"),
        ("$x^2$", r"\$x^2\$"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("a | b", r"a \| b"),
    ],
)
def test_what_could_be_markup_is_escaped(text: str, escaped: str) -> None:
    assert as_literal_text(text) == escaped


@pytest.mark.parametrize("text", ["Käse, Brot und 茶", "Margin: what is left", "per half-year", "a @ b", "www", "http"])
def test_words_stay_as_they_are(text: str) -> None:
    assert as_literal_text(text).replace("\\@", "@") == text


def test_a_line_break_does_not_start_a_block() -> None:
    assert "\n" not in as_literal_text("a\n# b")
