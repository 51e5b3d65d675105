"""Translations: English stands in the code, everything else in `locale/<language>.po`, compiled in memory."""

from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_FOLDER = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
TRADITIONAL, SIMPLIFIED = {"hant", "tw", "hk", "mo"}, {"hans"}


@cache
def languages() -> tuple[str, ...]:
    """The languages with a catalog, the source language first: ("en", "zh_CN")."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in LOCALE_FOLDER.glob("*.po")))


def own_name(language: str) -> str:
    """A language's name for itself: zh_CN is 简体中文."""
    name = Locale.parse(language).get_display_name(language) or language
    return {"zh_CN": "简体中文", "zh_TW": "繁體中文"}.get(language) or name[0].upper() + name[1:]


def nearest_language(wished: str | None, among: Sequence[str] | None = None) -> str:
    """The catalog nearest to a browser's or link's language; English where none is near.

    Any Chinese is served by the script its reader writes, else by the other one.
    """
    offered = tuple(languages() if among is None else among)
    parts = (wished or "").replace("-", "_").lower().split("_")
    if parts[0] == "zh":
        parts = ["zh", "tw" if TRADITIONAL & set(parts) and not SIMPLIFIED & set(parts) else "cn"]
    same = [language for language in offered if language.lower().split("_")[0] == parts[0]]
    exact = [language for language in same if language.lower() == "_".join(parts)]
    return next(iter(exact + same), SOURCE_LANGUAGE)


@cache
def translations(language: str) -> NullTranslations:
    """The compiled catalog of a language."""
    path = LOCALE_FOLDER / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    return GNUTranslations(BytesIO(compiled.getvalue()))
