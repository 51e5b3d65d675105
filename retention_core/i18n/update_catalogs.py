"""Brings the catalogs up to date with the code: `python -m retention_core.i18n.update_catalogs [NEW_LANGUAGE ...]`.

Messages are the English literals in N_("..."), NN_("one", "many"), say("...") and count("one", "many", n) of the core
and the pages, as Babel finds them: a literal of its own, neither chosen within the call nor said inside an f-string.
New ones are added empty, gone ones are dropped, and what is still to be translated is told. A language named on the
command line gets a catalog of its own.
"""

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from retention_core.i18n.translations import LOCALE_FOLDER

PROJECT = Path(__file__).parents[2]
FOLDERS = ("retention_core", "ui", "pages")
HEADER = "Brought up to date by: python -m retention_core.i18n.update_catalogs"
UNSTEADY = (b'"POT-', b'"PO-', b'"Last-', b'"Language-Team', b'"Report-', b'"Generated-', b'"Project-')
KEYWORDS: dict[str, Any] = {"N_": None, "say": None, "NN_": (1, 2), "count": (1, 2), "pgettext": ((1, "c"), 2)}
"""Which arguments of a call are messages, in Babel's words; ("c": what tells two equal messages apart)."""


@dataclass(frozen=True)
class Message:
    """What is said somewhere in the code: one literal, or the forms for one and for many.

    context  where it is said, for a message that needs another translation there; null: one translation for all places
    """

    one: str
    many: str | None
    file: str
    context: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        """How a catalog names it."""
        return self.one if self.many is None else (self.one, self.many)


def messages_of_project(project: Path = PROJECT) -> list[Message]:
    """Every message of the core and the pages, in the order of files and lines."""
    sources = [path for folder in FOLDERS for path in sorted((project / folder).rglob("*.py"))]
    return [found for path in sources for found in messages_of(path.read_text("utf-8"), _short(path, project))]


def messages_of(source: str, file: str = "") -> list[Message]:
    """The messages of one source file."""
    found = extract("python", BytesIO(source.encode()), KEYWORDS)
    return [_message(text, file, context) for _, text, _, context in found]


def template(messages: list[Message]) -> Catalog:
    """The messages as a catalog without translations."""
    empty = Catalog(project="Retain", charset="utf-8")
    for message in messages:
        flags = ["python-brace-format"] if "{" in message.one else []
        empty.add(message.key, locations=[(message.file, 0)], flags=flags, context=message.context)
    return empty


def updated(catalog: Catalog, messages: list[Message]) -> Catalog:
    """The catalog with the messages of today; translations of messages that stay are kept to the letter."""
    catalog.update(template(messages), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The messages still to be translated."""
    return [_forms(message.id)[-1] for message in catalog if message.id and not all(_forms(message.string))]


def main(new_languages: list[str]) -> None:
    """Writes every catalog anew and tells what is still to be translated."""
    messages = messages_of_project()
    for path in sorted({*LOCALE_FOLDER.glob("*.po"), *(LOCALE_FOLDER / f"{name}.po" for name in new_languages)}):
        catalog = updated(_read(path), messages)
        path.write_bytes(_written(catalog))
        todo = untranslated(catalog)
        print(f"{path.stem}: {len(catalog)} messages, {len(todo)} to translate", *todo, sep="\n  ")


def _written(catalog: Catalog) -> bytes:
    """The catalog as a file without dates and names, so that only a change of texts changes it."""
    file = BytesIO()
    catalog.header_comment = f"# {HEADER}"
    write_po(file, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return b"".join(line for line in file.getvalue().splitlines(keepends=True) if not line.startswith(UNSTEADY))


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=path.stem, project="Retain", charset="utf-8", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=path.stem)


def _message(text: str | tuple[str, ...], file: str, context: str | None) -> Message:
    one, many = (text, None) if isinstance(text, str) else text
    return Message(one, many, file, context)


def _forms(text: object) -> list[str]:
    """One form or several, as a list; an empty text where nothing is there yet."""
    return [str(form) for form in text] if isinstance(text, tuple | list) else [str(text or "")]


def _short(path: Path, project: Path) -> str:
    return path.relative_to(project).as_posix()


if __name__ == "__main__":
    main(sys.argv[1:])
