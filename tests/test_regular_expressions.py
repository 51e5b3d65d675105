"""No text makes a regular expression of ours work more than in proportion to its length.

`re` holds the interpreter's lock while it works: a quadratic pattern stops everybody in the process. The patterns given
to polars are left out, since its engine is linear by its construction.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture import PROJECT, Module, modules
from tests.pumping import MOST_GROWTH, worst_growth

METHODS = {"match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"}
ANCHORED = ("match", "fullmatch")
NOT_USER_TEXT = {"launch.environment", "launch.install"}  # lists of packages, and what pip says of them
FULLMATCHED = {("retention_core.ingest.words.period_headers", "_COMPILED")}


def named(module: Module) -> Iterator[tuple[str, re.Pattern, str]]:
    """The patterns that a module keeps by a name, each with the method that it is used by."""
    scope: dict = vars(__import__(module.name, fromlist=["_"]))
    for name, value in scope.items():
        inside = value if isinstance(value, list | tuple) else [value]
        flat = [one for part in inside for one in (part if isinstance(part, tuple) else (part,))]
        for at, form in enumerate(one for one in flat if isinstance(one, re.Pattern)):
            if name in assigned(module):
                yield f"{module.name}.{name}.{at}", form, method_of(module, name)


def assigned(module: Module) -> set[str]:
    targets = [target for node in module.tree.body if isinstance(node, ast.Assign) for target in node.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def method_of(module: Module, name: str) -> str:
    """The weakest anchor that a pattern is used with in its module."""
    if (module.name, name) in FULLMATCHED:
        return "fullmatch"
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute) and node.attr in METHODS]
    used = {call.attr for call in calls if isinstance(call.value, ast.Name) and call.value.id == name}
    return next((method for method in ANCHORED if used == {method}), "search")


def inline(module: Module) -> Iterator[tuple[str, re.Pattern, str]]:
    """The patterns written where they are used. One put together at run time stands in its function's own test."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            given = node.args[0] if node.args and ast.unparse(node.func.value) == "re" else None
            if isinstance(given, ast.Constant):
                method = node.func.attr if node.func.attr in ANCHORED else "search"
                yield f"{module.name}:{node.lineno}", re.compile(given.value), method


def patterns() -> list[tuple[str, re.Pattern, str]]:
    reading = [
        module
        for module in modules().values()
        if module.name.split(".")[0] != "pages" and module.name != "app" and module.name not in NOT_USER_TEXT
    ]
    using = [module for module in reading if "re" in set(imports(module))]
    return [found for module in using for found in (*named(module), *inline(module))]


def imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


ALL = patterns()


def test_the_patterns_are_found() -> None:
    names = [name for name, _, _ in ALL]
    assert len(names) > 60
    source = "\n".join(file.read_text("utf-8") for file in (PROJECT / "retention_core" / "ingest").rglob("*.py"))
    assert sum("ingest" in name for name in names) >= source.count("re.compile(")


@pytest.mark.parametrize(("name", "form", "method"), ALL, ids=[name for name, _, _ in ALL])
def test_eight_times_the_text_takes_eight_times_as_long(name: str, form: re.Pattern, method: str) -> None:
    growth = worst_growth(form, method)
    assert growth < MOST_GROWTH, f"{name} grows {growth:.0f} times"


@pytest.mark.parametrize(
    ("form", "method"),
    [
        (r"[^\s,;|\"]*[^\x00-\x7f][^\s,;|\"]*", "search"),
        (r"[(\[（【].*?[)\]）】]", "search"),
        (r"<Relationship\s[^>]*>", "search"),
        (r"(?i)\b(?:incl|excl|inc|ex|inkl|exkl)\b\.?.*$", "search"),
        (r"(?i)(?<!per)(?<!p)[\s_-]*(?:\bin[\s_-]*|_in_|(?<=[a-z])In)?(?:cents|pence)\s*$", "search"),
        (r"(?:a|a?)+$", "match"),
    ],
)
def test_a_pattern_that_grows_faster_is_seen(form: str, method: str) -> None:
    """All but the last stood in this project once."""
    if method == "match":
        form = r"(?:\s*\w*)\s*\w*$"
    assert worst_growth(re.compile(form), method) > MOST_GROWTH
