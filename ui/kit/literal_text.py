"""Text from files and people, shown as it is: never as Markdown, never as HTML, never as a link."""

import re

_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>$~|&@]|:(?=\S))")
_AT_THE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
_LINK = re.compile(r"(?i:(?<=http)(?=:)|(?<=https)(?=:)|(?<=www)(?=\.)|(?<=\S)(?=@\S))")
_NOTHING = "\N{WORD JOINER}"
"""No width, no break, not read aloud. Streamlit makes links of addresses after the escapes are gone, so that a
backslash does not hinder it: only a sign between the letters does."""


def as_literal_text(text: str) -> str:
    """The text with everything escaped that Markdown, formulas, icons or links could be made of.

    Nothing else is touched: a label is also read aloud, as it stands.
    """
    one_line = text.replace("\r", " ").replace("\n", " ")
    escaped = _ANYWHERE.sub(r"\\\1", _LINK.sub(_NOTHING, one_line))
    return _AT_THE_START.sub(_escaped_start, escaped)


def _escaped_start(found: re.Match[str]) -> str:
    """A heading, a list or a line at the beginning; a numbered list is told by the point behind its number."""
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"
