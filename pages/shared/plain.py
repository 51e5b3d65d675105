"""Text from files and people, shown as it is: never as Markdown, never as HTML."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^&\"'@])")


def plain(text: str) -> str:
    """The text with everything escaped that Markdown, formulas, icons or links could be made of."""
    return _SPECIAL.sub(r"\\\1", text).replace("\r", " ").replace("\n", " ")
