"""Rules of the house that a program can check. Each takes what it checks and gives one line for each breach."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CORE = "retention_core"
TREES = ("launch", CORE, "ui", "pages")


def _core(*names: str) -> tuple[str, ...]:
    return tuple(f"{CORE}.{name}" for name in names)


FLOORS: tuple[tuple[str, ...], ...] = (
    ("launch",),
    _core("kernel", "simulate"),
    _core("i18n"),
    _core("ingest.inputs", "ingest.words"),
    _core("ingest.platforms", "ingest.spreadsheets"),
    _core("ingest.recognition"),
    _core("ingest.files", "ingest.table"),
    _core("ingest.columns"),
    _core("ingest.states"),
    _core("ingest.rows"),
    _core("ingest.joining"),
    _core("ingest.book"),
    _core("ingest.streaming"),
    _core("ingest"),
    _core("ingest.process"),
    _core("describe.statistics", "describe.presence"),
    _core("describe.cycle"),
    _core("describe.retention"),
    _core("describe.cohorts", "describe.revenue", "describe.repeat_purchase", "describe.subscriptions"),
    _core("describe.activity", "describe.customer_value"),
    _core("diagnose"),
    _core("predict.models"),
    _core("predict.fitting"),
    _core("predict.futures"),
    _core("predict.backtest"),
    _core("predict.forecast"),
    _core("prescribe.tiers", "prescribe.segments"),
    _core("prescribe.customers", "prescribe.programme"),
    _core("prescribe.plays", "prescribe.what_if"),
    _core("prescribe.playbook"),
    _core("catalog"),
    _core("wording.reading"),
    _core("wording.describe"),
    _core("wording.predict", "wording.prescribe"),
    _core("charts.forms"),
    _core("charts.customers", "charts.money"),
    _core("charts"),
    _core("export", "storage"),
    _core("commands"),
    (CORE,),
    ("ui.session",),
    ("ui.kit",),
    ("ui.upload", "ui.predict", "ui.prescribe", "ui.what_if"),
    ("ui.describe", "ui.shell"),
    ("ui",),
    ("pages", "app"),
)
"""A package may import from packages on lines above its own; packages on one line do not know each other."""
PLACE = {name: number for number, floor in enumerate(FLOORS) for name in floor}

NECK = _core("describe", "diagnose", "predict", "prescribe", "prove", "catalog")
NOT_BELOW_THE_NECK = _core("ingest", "i18n")
PURE = _core("kernel", "simulate", "predict.models", "describe.statistics")
FRONT_DOORS = frozenset(_core("ingest", "charts", "i18n", "simulate"))
LEAST_FILES, MOST_FILES = 4, 15
MOST_LINES = 30
OTHER_SIZES = {
    "pages": "it is the menu",
    "retention_core/diagnose": "the reasons of leaving come to it",
    "retention_core": "the doctest of the whole path and the command line's door",
    "retention_core/ingest": "reading.py is its only file beside the front door",
}
SAYING = ("say", "count", "N_")
KEY = re.compile(r"[a-z0-9_./:*%-]*")
DERIVING = frozenset(
    {
        *("filter", "group_by", "agg", "over", "with_columns", "sort", "unique", "n_unique", "value_counts"),
        *(
            "sum",
            "mean",
            "median",
            "quantile",
            "std",
            "var",
            "cum_sum",
            "diff",
            "pivot",
            "unpivot",
            "is_in",
            "map_rows",
        ),
    }
)
NO_VIEWS = {
    **dict.fromkeys(
        ("ui.kit.tables", "ui.kit.names", "ui.kit.show", "ui.kit.customer_lists"),
        "they bring units, words and the names of customers into tables that are shown",
    ),
    "ui.session.memory": "it measures how much memory open shops hold, and shows nothing",
}
NOT_IN_PAGES = ("polars", "altair", "numpy", "pandas", "duckdb")


@dataclass(frozen=True)
class Module:
    """One source file, parsed once for all checks."""

    name: str
    file: Path
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        """Whether it is the __init__ of a folder."""
        return self.file.name == "__init__.py"


@cache
def modules() -> Mapping[str, Module]:
    """Every module of the project but tests and benchmarks, by its name."""
    files = chain(*((PROJECT / tree).rglob("*.py") for tree in TREES), [PROJECT / "app.py"])
    found = (Module(module_name(file), file, ast.parse(file.read_text("utf-8"))) for file in sorted(files))
    return {module.name: module for module in found}


def module_name(file: Path) -> str:
    """The dotted name of a file of the project."""
    return ".".join(file.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


# Imports


def package_of(module: str) -> str | None:
    """The longest listed package that a module lies in; None: it has no place in the order."""
    return max((name for name in PLACE if f"{module}.".startswith(f"{name}.")), key=len, default=None)


def imported(tree: ast.AST, module: str, known: Iterable[str] = ()) -> Iterator[str]:
    """Every module that a module imports, by its full name: `from a import b` is a.b where that is a module."""
    known = frozenset(known)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            whole = (f"{base}.{alias.name}" for alias in node.names)
            yield from dict.fromkeys(name if name in known or name in PLACE else base for name in whole)


def wrong_imports(tree: ast.AST, module: str, known: Iterable[str] = ()) -> Iterator[str]:
    """Imports against the order of the house, past the neck, of Streamlit below the pages, of one's own front door."""
    here = package_of(module)
    if here is None:
        yield f"{module} has no place in the order of tests/architecture.py"
        return
    for other in imported(tree, module, known):
        if other.split(".")[0] == "streamlit" and here.split(".")[0] not in ("ui", "pages", "app", "launch"):
            yield f"{module} imports streamlit"
        elif other.split(".")[0] in (*TREES, "app") and not may_import(module, other):
            yield f"{module} imports {other}"


def may_import(module: str, other: str) -> bool:
    """Whether the order of the house lets a module import another."""
    here, there = package_of(module), package_of(other)
    if here is None or there is None or (below(module, NECK) and below(other, NOT_BELOW_THE_NECK)):
        return False
    if there == "launch":
        return here in ("launch", "ui.shell", "app")
    if here == there:
        return other not in FRONT_DOORS or here != other
    return PLACE[there] < PLACE[here] and not (below(module, PURE) and there != f"{CORE}.kernel")


def below(module: str, packages: Iterable[str]) -> bool:
    """Whether a module lies in one of the packages."""
    return any(f"{module}.".startswith(f"{package}.") for package in packages)


def folder_of(module: str, known: Mapping[str, Module]) -> str:
    """The folder that a module's file stands in; a folder with subfolders is one of its own for its files."""
    return module if known[module].is_package else module.rpartition(".")[0] or module


def circles(known: Mapping[str, Module]) -> None:
    """Raises CycleError with the folders in the circle, where folders import each other in a circle."""
    edges: dict[str, set[str]] = {}
    for name, module in known.items():
        here = folder_of(name, known)
        others = {folder_of(other, known) for other in imported(module.tree, name, known) if other in known}
        edges.setdefault(here, set()).update(others - {here})
    TopologicalSorter(edges).prepare()


def dynamic_imports(tree: ast.AST, module: str) -> Iterator[str]:
    """Ways to import by a name made at run time, which no check would see. importlib.metadata and .util only look."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    yield from (f"{module}: {name}" for name in sorted(names & {"import_module", "__import__", "exec_module"}))


def not_standard(tree: ast.Module, name: str) -> Iterator[str]:
    """Imports that are neither of the standard library nor of the start itself, but for those inside `serve`."""
    late = {id(node) for one in ast.walk(tree) if is_serve(one) for node in ast.walk(one)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in late:
            for module in imported(ast.Module([node], []), name):
                if module.split(".")[0] not in {*sys.stdlib_module_names, "launch"}:
                    yield f"{name} imports {module}"


def is_serve(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "serve"


# Folders


def more_than_a_front_door(module: Module) -> Iterator[str]:
    """What an __init__ holds beside its docstring, and in a front door names handed on."""
    allowed: tuple[type[ast.stmt], ...] = (ast.ImportFrom, ast.Assign) if module.name in FRONT_DOORS else ()
    for node in module.tree.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not docstring and not isinstance(node, allowed):
            yield f"{module.name}: {ast.unparse(node)[:60]}"


def files_in_folders(known: Mapping[str, Module]) -> dict[str, int]:
    """How many files each folder holds, its __init__ not counted."""
    sizes: dict[str, int] = {}
    for module in known.values():
        if not module.is_package and module.file.parent != PROJECT:
            folder = module.file.parent.relative_to(PROJECT).as_posix()
            sizes[folder] = sizes.get(folder, 0) + 1
    return sizes


def wrong_sizes(sizes: Mapping[str, int], others: Iterable[str] = OTHER_SIZES) -> Iterator[str]:
    """Folders too small to be one, or too large to find anything in, but for those named with a reason."""
    for folder, files in sizes.items():
        if not LEAST_FILES <= files <= MOST_FILES and folder not in others:
            yield f"{folder}: {files} files"


# Charts


def long_functions(tree: ast.AST, module: str, most: int = MOST_LINES) -> Iterator[str]:
    """Functions longer than a screen of a chart's data or of its marks, signature and docstring included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (lines := (node.end_lineno or 0) - node.lineno + 1) > most:
            yield f"{module}.{node.name}: {lines} lines"


# Pages


def page_breaches(tree: ast.AST, name: str) -> Iterator[str]:
    """What a page may not do itself: compute with frames, draw, remember, or say anything past the translations."""
    for module in imported(tree, name):
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


def ui_breaches(tree: ast.AST, module: str) -> Iterator[str]:
    """Session state outside ui.session.session, Streamlit's caches anywhere, literal words given to an element."""
    found = remembering(tree)
    if "session_state" in found and module != "ui.session.session":
        yield f"{module}: session_state"
    if {word for word in found if word.startswith("cache_")}:
        yield f"{module}: Streamlit's cache"
    yield from (f"{module}: literal text {text!r}" for text in shown_literals(tree))


def view_breaches(tree: ast.AST, module: str) -> Iterator[str]:
    """What a view may not do itself: pages compute nothing, so neither polars' functions nor what frames derive."""
    if module in NO_VIEWS:
        return
    yield from (f"{module} imports {other}" for other in imported(tree, module) if other.split(".")[0] == "numpy")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in DERIVING:
            yield f"{module}: .{node.attr}"
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pl" and node.attr.islower():
            yield f"{module}: pl.{node.attr}"


def shown_literals(tree: ast.AST) -> Iterator[str]:
    """Words of several letters given straight to a Streamlit element. The product's own name is no translation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("st."):
            for one in node.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and is_prose(one.value):
                    yield one.value


def is_prose(text: str) -> bool:
    return text != "Retain" and not KEY.fullmatch(text) and not text.startswith("<") and bool(re.search("[a-z]", text))
