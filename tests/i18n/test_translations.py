"""Every message is translated and used, in every catalog; values are written as the reader's language writes them."""

import ast
import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from retention_core.i18n import languages, nearest_language, own_name, speech
from retention_core.i18n.translations import LOCALE_FOLDER, translations
from retention_core.i18n.update_catalogs import FOLDERS, KEYWORDS, messages_of, template, untranslated, updated
from retention_core.kernel.figure import Figure
from retention_core.kernel.quantities import DurationDays, Money, Points, Share, Unit
from retention_core.kernel.settings import PeriodKind
from tests.architecture import below, modules, name_of
from tests.sources import messages

CATALOGS = sorted(LOCALE_FOLDER.glob("*.po"))
ALL = ("en", "hu", "pt_BR", "zh_CN", "zh_TW")
# the same in every language: names and signs
SAME_IN_CHINESE: set[str] = set()


def catalog(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.stem, abort_invalid=True)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def differing(catalog: Catalog) -> list[str]:
    """Messages of which a translated form does not have the placeholders of the English one for many."""
    return [
        forms(message.id)[-1]
        for message in catalog
        if message.id
        if any(placeholders(form) != placeholders(forms(message.id)[-1]) for form in forms(message.string) if form)
    ]


def small_catalog(text: str, tmp_path: Path) -> Catalog:
    path = tmp_path / "zh_CN.po"
    header = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(header + text, "utf-8")
    return catalog(path)


# the catalogs as they stand


def test_simplified_chinese_is_there():
    assert "zh_CN" in [path.stem for path in CATALOGS]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
class TestCatalog:
    def test_has_every_message_translated(self, path):
        assert untranslated(updated(catalog(path), messages())) == []

    def test_has_no_message_that_is_said_nowhere(self, path):
        today = [message.id for message in template(messages())]
        assert [message.id for message in catalog(path) if message.id and message.id not in today] == []
        assert "#~" not in path.read_text("utf-8")

    def test_has_nothing_fuzzy(self, path):
        assert [message.id for message in catalog(path) if message.id and message.fuzzy] == []

    def test_names_the_same_values_as_the_english(self, path):
        assert differing(catalog(path)) == []

    def test_has_each_message_once(self, path):
        written = path.read_text("utf-8").count("\nmsgid ") - 1
        assert written == len(catalog(path))

    def test_is_as_the_extractor_writes_it(self, path):
        """So that running the extractor changes texts and nothing else."""
        lines = path.read_text("utf-8").splitlines()
        assert not [line for line in lines if line.startswith(('"POT-', '"PO-', '"Last-'))]

    def test_says_nothing_in_english(self, path):
        copied = {form for message in catalog(path) if message.id for form in forms(message.string)}
        english = {form for message in catalog(path) if message.id for form in forms(message.id)}
        assert {text for text in copied & english if any(word.isalpha() for word in _words(text))} <= SAME_IN_CHINESE


def _words(text: str) -> list[str]:
    return "".join(part for part, *_ in string.Formatter().parse(text)).split()


def test_english_messages_can_be_filled_in():
    """A stray brace would break the page that says it."""
    for message in messages():
        assert all(name.isidentifier() for name in placeholders(message.one) | placeholders(message.many or ""))


def test_messages_for_one_and_for_many_name_the_same_values():
    odd = [
        message.one
        for message in messages()
        if message.many and not placeholders(message.one) <= placeholders(message.many)
    ]
    assert odd == []


@pytest.mark.parametrize("sign", ["—", "!", "–"])
def test_no_message_shouts_or_has_a_long_dash(sign):
    assert [message.one for message in messages() if sign in message.one + (message.many or "")] == []


# the checks themselves: each can fail


def test_a_message_without_translation_is_found(tmp_path):
    assert untranslated(small_catalog('msgid "kept"\nmsgstr ""\n', tmp_path)) == ["kept"]


def test_a_new_message_is_found_untranslated_and_a_gone_one_dropped(tmp_path):
    old = small_catalog('msgid "kept"\nmsgstr "留存"\n', tmp_path)
    assert untranslated(updated(old, messages_of('say("lost")'))) == ["lost"]
    assert [message.id for message in old if message.id] == ["lost"]


def test_a_missing_placeholder_is_found(tmp_path):
    wrong = small_catalog('msgid "{n} of {all}"\nmsgstr "{n}"\n', tmp_path)
    assert differing(wrong) == ["{n} of {all}"]


def test_a_broken_file_is_an_error(tmp_path):
    with pytest.raises(PoFileError):
        small_catalog('msgid "a"\nmsgstr "b\njunk\n', tmp_path)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say("a")', [("a", None)]),
        ('words.say("a" " b", x=1)', [("a b", None)]),
        ('title = N_("a")', [("a", None)]),
        ('say(N_("a"))', [("a", None)]),
        ('speech.count("{n} day", "{n} days", n)', [("{n} day", "{n} days")]),
        ('NN_("{n} day", "{n} days")', [("{n} day", "{n} days")]),
        ('say(N_("a") if x else N_("b"))', [("a", None), ("b", None)]),
        ('say("a", inner=say("b"))', [("a", None), ("b", None)]),
        ('show(say("a"), [count("b", "c", say("d"))])', [("a", None), ("b", "c"), ("d", None)]),
        ('line.count(";")', []),
        ('print("a")', []),
        ("say(variable)", []),
    ],
)
def test_messages_are_found_where_they_are_said(source, found):
    assert [(message.one, message.many) for message in messages_of(source)] == found


def test_a_message_with_a_context_is_told_apart(tmp_path):
    found = messages_of('pgettext("on a button", "Open")') + messages_of('say("Open")')
    assert [(message.one, message.context) for message in found] == [("Open", "on a button"), ("Open", None)]
    assert len(updated(small_catalog("", tmp_path), found)) == 2


def test_messages_are_said_so_that_they_are_found():
    saying = {name: module for name, module in modules().items() if below(name, FOLDERS)}
    assert [f"{name}: {line}" for name, module in saying.items() for line in out_of_sight(module.tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        'say("a" if x else "b")',
        'words.say(TEXTS["a"])',
        'count(N_("{n} day"), N_("{n} days"), n)',
        "f\"{say('a')}: {n}\"",
        'line.count(b";")',
    ],
)
def test_a_message_out_of_sight_is_found(source):
    assert list(out_of_sight(ast.parse(source))) != []


@pytest.mark.parametrize("source", ['say("a", x="b")', 'say(N_("a") if x else y)', "say(TEXTS[code])", "f'{say(a)}'"])
def test_a_message_in_sight_is_none_out_of_sight(source):
    assert list(out_of_sight(ast.parse(source))) == []


def out_of_sight(tree: ast.AST) -> Iterator[str]:
    """Calls with messages that Babel's extractor misses or reads wrongly: it sees tokens, not expressions."""
    in_texts = {id(call) for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for call in ast.walk(text)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node.func) in KEYWORDS):
        said = call.args[: 2 if KEYWORDS[name_of(call.func)] else 1]
        if any(_hidden(one, paired=len(said) > 1, within=id(call) in in_texts) for one in said):
            yield ast.unparse(call)


def _hidden(said: ast.AST, *, paired: bool, within: bool) -> bool:
    """Whether an argument holds a literal that is neither the whole argument nor in parentheses of its own."""
    match said:
        case ast.Constant(value=value):
            return isinstance(value, bytes) or (within and isinstance(value, str))
        case ast.Call():
            return paired and name_of(said.func) == "N_"
    return any(_hidden(one, paired=paired, within=True) for one in ast.iter_child_nodes(said))


# languages


@pytest.mark.parametrize(
    ("wished", "nearest"),
    [
        *((tag, "zh_CN") for tag in ("zh", "zh-CN", "zh_CN", "zh-cn", "zh-Hans-CN", "zh-Hans", "zh-SG", "zh-Hans-HK")),
        *((tag, "zh_TW") for tag in ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-CN", "zh_Hant_HK")),
        *((tag, "hu") for tag in ("hu", "hu-HU")),
        *((tag, "pt_BR") for tag in ("pt", "pt-BR", "pt-PT")),
        *((tag, "en") for tag in ("en", "en-GB", "en-US", "fr", "xx", "", None, "*", "-", "../zh_CN", "z")),
    ],
)
def test_the_nearest_language_is_found(wished, nearest):
    assert nearest_language(wished, among=ALL) == nearest


@pytest.mark.parametrize("wished", ["zh-TW", "zh-HK", "zh-Hant"])
def test_traditional_readers_get_simplified_where_nothing_nearer_is_there(wished):
    assert nearest_language(wished, among=("en", "zh_CN")) == "zh_CN"


def test_simplified_readers_get_traditional_where_nothing_nearer_is_there():
    assert nearest_language("zh-CN", among=("en", "zh_TW")) == "zh_TW"


def test_the_languages_on_offer_are_english_and_the_catalogs():
    assert languages() == ("en", *(path.stem for path in CATALOGS))
    assert nearest_language("zh-Hans-CN") == "zh_CN"


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "English"),
        ("zh_CN", "简体中文"),
        ("zh_TW", "繁體中文"),
        ("hu", "Magyar"),
        ("pt_BR", "Português (Brasil)"),
    ],
)
def test_a_language_is_called_as_its_readers_call_it(language, name):
    assert own_name(language) == name


def test_a_language_without_a_catalog_speaks_english():
    assert translations("fi").gettext("week") == "week"


# writing values


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (None, "–", "–"),
        ("{braces}", "{braces}", "{braces}"),
        (12431, "12,431", "12,431"),
        (np.int64(12431), "12,431", "12,431"),
        (2.345, "2.35", "2.35"),
        (Decimal("2.5"), "2.5", "2.5"),
        (Share(0.7), "70%", "70%"),
        (Share(0.9314), "93.1%", "93.1%"),
        (Points(0.03), "+3 points", "+3 个百分点"),
        (Points(-0.01), "-1 point", "-1 个百分点"),
        (Points(0.015), "+1.5 points", "+1.5 个百分点"),
        (DurationDays(21), "21 days", "21 天"),
        (DurationDays(1), "1 day", "1 天"),
        (DurationDays(12.5), "12.5 days", "12.5 天"),
        (Money(55460402, 2, "EUR"), "€554,604.02", "€554,604.02"),
        (Money(55460402, 2), "554,604.02", "554,604.02"),
        (Money(5546, 0, "JPY"), "¥5,546", "JP¥5,546"),
        (date(2026, 10, 31), "Oct 31, 2026", "2026年10月31日"),
        (PeriodKind.QUARTER, "quarter", "季度"),
        (["a", "b", "c"], "a, b, and c", "a、b和c"),
        ([1200, Share(0.5)], "1,200 and 50%", "1,200和50%"),
    ],
)
def test_values_are_written_by_their_kind(value, english, chinese):
    assert (speech("en").write(value), speech("zh_CN").write(value)) == (english, chinese)


@pytest.mark.parametrize(
    ("kind", "day", "english", "chinese"),
    [
        (PeriodKind.WEEK, date(2026, 10, 26), "week of Oct 26, 2026", "2026年10月26日当周"),
        (PeriodKind.MONTH, date(2026, 10, 1), "Oct 2026", "2026年10月"),
        (PeriodKind.QUARTER, date(2026, 10, 1), "Q4 2026", "2026年第4季度"),
        (PeriodKind.HALF_YEAR, date(2026, 1, 1), "first half of 2026", "2026年上半年"),
        (PeriodKind.HALF_YEAR, date(2026, 7, 1), "second half of 2026", "2026年下半年"),
        (PeriodKind.YEAR, date(2026, 1, 1), "2026", "2026年"),
    ],
)
def test_periods_have_names(kind, day, english, chinese):
    assert (speech("en").period(kind, day), speech("zh_CN").period(kind, day)) == (english, chinese)


def test_a_long_amount_can_be_said_short():
    amount = Money(122000000, 2, "EUR")
    assert (speech("en").money(amount, short=True), speech("zh_CN").money(amount, short=True)) == ("€1.2M", "€122万")


def test_a_span_is_told_in_months_and_within_a_month_in_days():
    said = speech("en").span
    assert said(date(2024, 1, 5), date(2026, 10, 31)) == "Jan 2024 to Oct 2026"
    assert said(date(2010, 12, 1), date(2010, 12, 23)) == "Dec 1, 2010 to Dec 23, 2010"


def test_a_figure_is_written_in_its_unit_and_an_unknown_one_as_a_dash():
    said = speech("en")
    assert said.figure(Figure(0.7, unit=Unit.SHARE)) == "70%"
    assert said.figure(Figure("quarter", unit=Unit.WORD)) == "quarter"
    assert said.figure(Figure(None, unit=Unit.SHARE, why_null="no_start")) == "–"


def test_text_of_a_file_is_put_in_as_it_is_and_never_read_as_a_message():
    hostile = "{language.__class__} ![x](http://127.0.0.1:9/) %s"
    assert speech("en").say("{first} to {last}", first=hostile, last="x") == f"{hostile} to x"
