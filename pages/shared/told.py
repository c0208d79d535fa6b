"""What the pages tell before they ask, read from their files: for a search, and to see which words need explaining."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from pages.shared.page_file import called, named, parts_in, tree_of

TELLS = ("markdown", "predict", "estimate", "predict_curve")


class Told(NamedTuple):
    """A page, or a step of it that a learner chooses.

    Attributes:
        name: of the step; of the page itself none.
        link: path and query of its address, as in "learn/noise.py?noise_part=Dither".
        text: all that is read before anything is drawn.
        words: of the glossary, that are explained there.
    """

    name: str
    link: str
    text: str
    words: tuple[str, ...]


@cache
def told_by(path: str) -> tuple[Told, ...]:
    """Return what the page in this file ("learn/noise.py") tells, and then each of its steps."""
    tree = tree_of(path)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    words = [word for call in calls if called(call) == "explain_words" for word in _constants(call)]
    steps = [step for call in calls if called(call) == "choose" for step in _steps(path, call, tree)]
    return (Told("", path, "\n".join(_shown_at_once(tree)), tuple(words)), *steps)


def _shown_at_once(tree: ast.Module) -> Iterator[str]:
    """Yield the texts that the page shows whatever a learner did, and the questions that it asks itself."""
    names = named(tree)
    for node in tree.body:
        call = node.value if isinstance(node, ast.Expr) else node.test if isinstance(node, ast.If) else None
        if isinstance(call, ast.Call) and called(call) in TELLS:
            for argument in call.args[:2]:
                told = names.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
                yield from (text for text in _constants(told) if " " in text)


def _steps(path: str, call: ast.Call, tree: ast.Module) -> Iterator[Told]:
    """Yield the steps of a call choose(key, label, {name: (PART, ...)})."""
    (key,), steps, parts = _constants(call.args[0]), cast(ast.Dict, call.args[2]), parts_in(tree)
    for label, value in zip(steps.keys, steps.values, strict=True):
        chosen = [parts[node.id] for node in ast.walk(value) if isinstance(node, ast.Name)]
        (name,) = _constants(label)
        text = "\n".join(f"{part.story}\n{part.question}" for part in chosen)
        words = tuple(word for part in chosen for word in part.words)
        yield Told(name, f"{path}?{urlencode({key: name})}", text, words)


def _constants(node: Any) -> list[str]:
    return [
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
