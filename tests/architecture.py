"""Rules of the house that a program can check. Each takes source text and gives one line for each breach."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator

CORE = "retention_core"
FOUNDATION = {"quantities", "errors", "settings", "workbook", "study", "figures", "messages", "presence_source"}
HEIGHTS = {
    **dict.fromkeys(FOUNDATION, 0),
    "ingest": 1,
    "describe": 2,
    "diagnose": 3,
    "predict": 3,
    "prescribe": 4,
    "catalog": 5,
    "prove": 5,
    "speech": 6,
    "export": 7,
    "contacts": 7,
    "scenario_sheets": 8,
    "charts": 8,
    "report": 9,
    "sentences": 10,
    "simulate": 10,
    "workspace": 10,
    "remembered": 11,
    "tier_memory": 11,
    "commands": 11,
    "__main__": 12,
    "__init__": 12,
}
CATALOG = {
    *("retention_core.catalog.all_figures", "retention_core.catalog.five_percent_claim"),
    *(f"retention_core.describe.{name}" for name in ("claim_measures", "claims", "compared", "headline")),
    *(f"retention_core.describe.{name}" for name in ("kind_of_business", "side_by_side", "side_by_side_reasons")),
}
SAYING = ("say", "count", "N_")
KEY = re.compile(r"[a-z0-9_./:*%-]*")
NOT_IN_PAGES = ("polars", "altair", "numpy", "pandas", "duckdb")


def part_of(module: str) -> str:
    """The part of the house that a module of the core belongs to.

    text has two: speech, from the charts up, and sentences for other parts' codes.
    What uses figures of all parts stands above them, in whichever folder it lies.
    """
    names = module.split(".")
    if module in CATALOG:
        return "catalog"
    if len(names) == 1:
        return "__init__"
    if names[1] != "text":
        return names[1]
    return "sentences" if names[-1].endswith("_sentences") else "speech"


def imported(source: str, module: str) -> Iterator[str]:
    """Every module that a module imports, by its full name; from the core and from text, the names it takes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names) if base in (CORE, f"{CORE}.text") else [base]


def wrong_imports(source: str, module: str) -> Iterator[str]:
    """Imports of the core that run against the order of the house, or reach Streamlit."""
    here = part_of(module)
    if here not in HEIGHTS:
        yield f"{module}: {here} has no place in the order of tests/architecture.py"
        return
    for other in imported(source, module):
        if other.split(".")[0] == "streamlit":
            yield f"{module} imports streamlit"
        elif other.split(".")[0] == CORE and not may_import(here, part_of(other)):
            yield f"{module} imports {other}"


def may_import(here: str, other: str) -> bool:
    """Whether `other` stands below `here`."""
    if here == other or {here, other} <= FOUNDATION:
        return True
    return other in HEIGHTS and HEIGHTS[other] < HEIGHTS[here]


def not_standard(source: str, name: str, siblings: Iterable[str]) -> Iterator[str]:
    """Imports that are neither of the standard library nor of the start itself, but for those inside `serve`."""
    tree = ast.parse(source)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name == "serve":
            function.body = [ast.Pass()]
    for module in imported(ast.unparse(tree), name):
        if module.split(".")[0] not in {*sys.stdlib_module_names, *siblings}:
            yield f"{name} imports {module}"


def page_breaches(source: str, name: str) -> Iterator[str]:
    """What a page may not do itself: compute with frames, draw, remember, or say anything past the translations."""
    tree = ast.parse(source)
    for module in imported(source, name):
        if module.split(".")[0] in NOT_IN_PAGES:
            yield f"{name} imports {module}"
    yield from (f"{name}: {word}" for word in sorted(remembering(tree)))
    yield from (f"{name}: literal text {text!r}" for text in literal_texts(tree))


def remembering(tree: ast.AST) -> set[str]:
    """The names of session state and caches in a tree."""
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    return {name for name in names if name == "session_state" or name in ("cache", "lru_cache") or "cache_" in name}


def literal_texts(tree: ast.AST) -> Iterator[str]:
    """Strings that are neither said through the translations, nor docstrings, nor look like keys or paths."""
    skipped = {id(one) for node in ast.walk(tree) for one in said_or_docstring(node)}
    for node in ast.walk(tree):
        said = id(node) in skipped or not isinstance(node, ast.Constant) or not isinstance(node.value, str)
        if not said and not KEY.fullmatch(node.value):
            yield node.value


def said_or_docstring(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and name_of(node.func) in SAYING:
        yield from node.args
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def name_of(function: ast.expr) -> str:
    """The last part of a called name: `speech.say` is say."""
    return getattr(function, "attr", getattr(function, "id", ""))


def shared_breaches(source: str, name: str) -> Iterator[str]:
    """Session state outside session.py, Streamlit's caches outside cached.py, literal words anywhere."""
    found = remembering(ast.parse(source))
    if "session_state" in found and name != "session":
        yield f"{name}: session_state"
    if {word for word in found if word.startswith("cache_")} and name != "cached":
        yield f"{name}: Streamlit's cache"
    yield from (f"{name}: literal text {text!r}" for text in shown_literals(ast.parse(source)))


def shown_literals(tree: ast.AST) -> Iterator[str]:
    """Words of several letters given straight to a Streamlit element. The product's own name is no translation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("st."):
            for one in node.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and is_prose(one.value):
                    yield one.value


def is_prose(text: str) -> bool:
    return text != "Retain" and not KEY.fullmatch(text) and not text.startswith("<") and bool(re.search("[a-z]", text))
