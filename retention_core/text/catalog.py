"""Translations: English stands in the code, everything else in `locale/<language>.po`, compiled in memory."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_FOLDER = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a message for translation where it stands; it is translated where it is said."""
    return message


@cache
def languages() -> tuple[str, ...]:
    """The languages with a catalog, the source language first: ("en", "zh_CN")."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in LOCALE_FOLDER.glob("*.po")))


def own_name(language: str) -> str:
    """A language's name for itself: zh_CN is 简体中文."""
    name = Locale.parse(language).get_display_name(language) or language
    return {"zh_CN": "简体中文", "zh_TW": "繁體中文"}.get(language, name.split(" (")[0].capitalize())


def nearest_language(wished: str | None) -> str:
    """The catalog nearest to a browser's or link's language; English where none is near."""
    tag = (wished or "").replace("-", "_")
    script = {"zh_Hans": "zh_CN", "zh_SG": "zh_CN", "zh": "zh_CN", "zh_HK": "zh_TW", "zh_MO": "zh_TW", "zh_Hant": "zh_TW"}
    for prefix, target in script.items():
        if tag == prefix or tag.startswith(prefix + "_") and prefix != "zh":
            tag = target
    return negotiate_locale([tag, tag.split("_")[0]], languages()) or SOURCE_LANGUAGE


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
