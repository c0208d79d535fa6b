"""What the lessons ask before they draw, read from their files, so that a sheet asks what the page does."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pages.shared.part import Check, Part
from pages.shared.predicting import Way
from pages.shared.predicting.choosing import Choosing
from pages.shared.predicting.drawing import Drawing
from pages.shared.predicting.estimating import Estimating
from qlab.course.question import CHOICE, Option, Question
from qlab.course.sheet import Prediction

PAGES = Path(__file__).parents[1]
PARTS = "pages.shared.parts."
WAYS: dict[str, type[Way[Any]]] = {"predict": Choosing, "estimate": Estimating, "predict_curve": Drawing}


@cache
def predictions_of(path: str) -> tuple[Prediction, ...]:
    """Return what the page in this file ("learn/noise.py") asks: its own predictions, then those of its parts."""
    tree = ast.parse((PAGES / path).read_text(encoding="utf-8"))
    texts = _texts(tree)
    own = [_asked(node, texts) for node in ast.walk(tree) if _called(node) in WAYS]
    return (*own, *(_of_part(part) for part in _parts(tree)))


@cache
def checks_of(path: str) -> dict[str, Question]:
    """Return the questions on the page in this file, by the items that answers to them are kept under."""
    tree = ast.parse((PAGES / path).read_text(encoding="utf-8"))
    own = [_checked(node) for node in ast.walk(tree) if _called(node) == "check"]
    of_parts = [(f"{part.key}_check", _question(part.key, part.check)) for part in _parts(tree)]
    return dict((*own, *of_parts))


def _checked(call: Any) -> tuple[str, Question]:
    """Return item and question of a call check(key, question, answers, right=right)."""
    key, question, answers = map(ast.literal_eval, call.args)
    (right,) = (ast.literal_eval(keyword.value) for keyword in call.keywords)
    return key, _question(key, Check(question, answers, right))


def _question(key: str, check: Check) -> Question:
    options = (Option(text, why, right=text == check.right) for text, why in check.answers.items())
    return Question(key.replace("_", "-"), CHOICE, check.question, tuple(options))


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
    """Return the prediction of a call of one of WAYS: predict(key, question, options), estimate(key, question)."""
    key, question = (
        texts[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node) for node in call.args[:2]
    )
    options = ast.literal_eval(call.args[2]) if WAYS[_called(call)] is Choosing else ()
    return Prediction(key, question, tuple(options), WAYS[_called(call)].on_paper)


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
    way = part.way or Choosing(part.options)
    return Prediction(f"{part.key}_prediction", part.question, part.options, way.on_paper)
