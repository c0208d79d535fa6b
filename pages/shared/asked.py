"""What the lessons ask before they draw, read from their files, so that a sheet asks what the page does."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pages.shared.part import Part
from qlab.course.sheet import Prediction

PAGES = Path(__file__).parents[1]
PARTS = "pages.shared.parts."


@cache
def predictions_of(path: str) -> tuple[Prediction, ...]:
    """Return what the page in this file ("learn/noise.py") asks: its own predictions, then those of its parts."""
    tree = ast.parse((PAGES / path).read_text(encoding="utf-8"))
    texts = _texts(tree)
    own = [_asked(node, texts) for node in ast.walk(tree) if _called(node) in ("predict", "predict_curve")]
    return (*own, *(_of_part(part) for part in _parts(tree)))


def _texts(tree: ast.Module) -> dict[str, Any]:
    """Return the texts that a file gives a name to."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _asked(call: Any, texts: dict[str, Any]) -> Prediction:
    """Return the prediction of a call predict(key, question, options), or predict_curve(key, question, spec)."""
    key, question = (
        texts[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node) for node in call.args[:2]
    )
    options = ast.literal_eval(call.args[2]) if _called(call) == "predict" else ()
    return Prediction(key, question, tuple(options))


def _parts(tree: ast.Module) -> list[Part]:
    """Return the parts of a lesson, in the order in which its page shows them."""
    known = {
        name.asname or name.name: getattr(import_module(node.module or ""), name.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PARTS)
        for name in node.names
    }
    uses = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in known)
    return [known[name] for name in dict.fromkeys(uses)]


def _of_part(part: Part) -> Prediction:
    return Prediction(f"{part.key}_prediction", part.question, part.options)
