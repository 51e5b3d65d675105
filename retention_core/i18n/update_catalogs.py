"""Brings the catalogs up to date with the code: `python -m retention_core.i18n.update_catalogs [NEW_LANGUAGE ...]`.

Messages are the English literals in N_("..."), NN_("one", "many"), say("...") and count("one", "many", n) of the core
and the pages. New
ones are added empty, gone ones are dropped, and what is still to be translated is told. A language named on the command
line gets a catalog of its own.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from retention_core.i18n.translations import LOCALE_FOLDER

PROJECT = Path(__file__).parents[2]
FOLDERS = ("retention_core", "ui", "pages")
HEADER = "Brought up to date by: python -m retention_core.i18n.update_catalogs"
UNSTEADY = (b'"POT-', b'"PO-', b'"Last-', b'"Language-Team', b'"Report-', b'"Generated-', b'"Project-')
ONE_MESSAGE, ONE_AND_MANY = {"N_", "say"}, {"count", "NN_"}


@dataclass(frozen=True)
class Message:
    """What is said somewhere in the code: one literal, or the forms for one and for many."""

    one: str
    many: str | None
    file: str

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
    return list(_below(ast.parse(source), file))


def template(messages: list[Message]) -> Catalog:
    """The messages as a catalog without translations."""
    empty = Catalog(project="Retain", charset="utf-8")
    for message in messages:
        empty.add(
            message.key, locations=[(message.file, 0)], flags=["python-brace-format"] if "{" in message.one else []
        )
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


def _below(node: ast.AST, file: str) -> Iterator[Message]:
    """Messages at a place in the code and within it, literals of count taken together."""
    forms = _forms_said(node) if isinstance(node, ast.Call) else []
    yield from (Message(one, many, file) for one, many in forms)
    for child in ast.iter_child_nodes(node):
        if not (forms and child in node.args[: 1 if forms[0][1] is None else 2]):  # type: ignore[attr-defined]
            yield from _below(child, file)


def _forms_said(call: ast.Call) -> list[tuple[str, str | None]]:
    """What a call says: (one, None) for each message it may be, or (one, many)."""
    name = _name(call)
    if name in ONE_AND_MANY and len(call.args) >= 2:
        return [(one, many) for one in _literals(call.args[0]) for many in _literals(call.args[1])]
    if name in ONE_MESSAGE and call.args:
        return [(text, None) for text in _literals(call.args[0])]
    return []


def _literals(node: ast.expr) -> list[str]:
    """The texts that an expression may be: a literal, a marked literal, or one of two."""
    match node:
        case ast.Constant(value=str(text)) if text:
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return _literals(one) + _literals(other)
        case ast.Call(args=[marked]) if _name(node) == "N_":
            return _literals(marked)
    return []


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _forms(text: object) -> list[str]:
    """One form or several, as a list; an empty text where nothing is there yet."""
    return [str(form) for form in text] if isinstance(text, tuple | list) else [str(text or "")]


def _short(path: Path, project: Path) -> str:
    return path.relative_to(project).as_posix()


if __name__ == "__main__":
    main(sys.argv[1:])
