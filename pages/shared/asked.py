"""What the lessons ask before they draw, read from their files, so that a sheet asks what the page does."""

import ast
from functools import cache
from typing import Any

from pages.shared.page_file import called, named, parts_in, tree_of
from pages.shared.part import Check, Part
from pages.shared.predicting import Way
from pages.shared.predicting.choosing import Choosing
from pages.shared.predicting.drawing import Drawing
from pages.shared.predicting.estimating import Estimating
from qlab.course.question import CHOICE, Option, Question
from qlab.course.sheet import Prediction

WAYS: dict[str, type[Way[Any]]] = {"predict": Choosing, "estimate": Estimating, "predict_curve": Drawing}


@cache
def predictions_of(path: str) -> tuple[Prediction, ...]:
    """Return what the page in this file ("learn/noise.py") asks: its own predictions, then those of its parts."""
    tree = tree_of(path)
    texts = named(tree)
    own = [_asked(node, texts) for node in ast.walk(tree) if called(node) in WAYS]
    return (*own, *(_of_part(part) for part in _parts(tree)))


@cache
def checks_of(path: str) -> dict[str, Question]:
    """Return the questions on the page in this file, by the items that answers to them are kept under."""
    tree = tree_of(path)
    own = [_checked(node) for node in ast.walk(tree) if called(node) == "check"]
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


def _asked(call: Any, texts: dict[str, ast.expr]) -> Prediction:
    """Return the prediction of a call of one of WAYS: predict(key, question, options), estimate(key, question)."""
    key, question = (
        ast.literal_eval(texts[node.id] if isinstance(node, ast.Name) else node) for node in call.args[:2]
    )
    options = ast.literal_eval(call.args[2]) if WAYS[called(call)] is Choosing else ()
    return Prediction(key, question, tuple(options), WAYS[called(call)].on_paper)


def _parts(tree: ast.Module) -> list[Part]:
    """Return the parts of a lesson, in the order in which its page shows them."""
    known = parts_in(tree)
    uses = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in known)
    return [known[name] for name in dict.fromkeys(uses)]


def _of_part(part: Part) -> Prediction:
    way = part.way or Choosing(part.options)
    return Prediction(f"{part.key}_prediction", part.question, part.options, way.on_paper)
