"""A page's file, read without running it: what it names, what it calls, and the parts that it imports."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

from pages.shared.part import Part

PAGES = Path(__file__).parents[1]
PARTS = "pages.shared.parts."


@cache
def tree_of(path: str) -> ast.Module:
    """Return the page in this file ("learn/noise.py")."""
    return ast.parse((PAGES / path).read_text(encoding="utf-8"))


def called(node: ast.AST) -> str:
    """Return the name of the function that is called here, without that of its module; nothing if none is.

    >>> called(ast.parse("st.markdown(STORY)").body[0].value)
    'markdown'
    """
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def named(tree: ast.Module) -> dict[str, ast.expr]:
    """Return what a file gives a name to."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def parts_in(tree: ast.Module) -> dict[str, Part]:
    """Return the parts that a page imports, by the names that it gives them."""
    return {
        name.asname or name.name: getattr(import_module(node.module or ""), name.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PARTS)
        for name in node.names
    }
