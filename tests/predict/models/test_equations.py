"""Each equation of the models is a function, and says which equation of which paper it is."""

import ast
import re
from pathlib import Path

import pytest

from retention_core.predict import models

FOLDER = Path(models.__file__).parent
MODELS = ("bg_nbd.py", "gamma_gamma.py", "sbg.py")
SOLVED = {"next_purchase": "is another function solved for the time"}


def public(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def without_number(tree: ast.Module) -> list[str]:
    """The public functions whose docstring names no equation."""
    told = {node.name: ast.get_docstring(node) or "" for node in public(tree)}
    return [name for name, text in told.items() if not re.search(r"equations? \d", text) and name not in SOLVED]


@pytest.mark.parametrize("name", MODELS)
def test_every_function_of_a_model_names_its_equation(name):
    tree = ast.parse((FOLDER / name).read_text("utf-8"))
    assert public(tree)
    assert without_number(tree) == []


def test_a_function_without_its_equation_is_found():
    assert without_number(ast.parse('def share(t):\n    """The share."""')) == ["share"]
