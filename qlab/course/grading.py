"""Judge an answer, and say why."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from qlab.course.question import CHOICES, NUMBER, ORDER, Option, Question

Answer = int | float | Sequence[int]
"""What was answered: the place of an option, from 0, in the file's order; several of them; or a number."""

MORE = "So far all is right, but something right is missing."


@dataclass(frozen=True)
class Grade:
    """What an answer is worth.

    Attributes:
        right: whether it is right, in every part.
        because: an explanation of each option chosen, or of the number or order.
    """

    right: bool
    because: tuple[str, ...]


def grade(question: Question, answer: Answer) -> Grade:
    """Judge an answer to a question.

    Raises:
        ValueError: for an answer that this kind of question cannot have.

    >>> question = Question("levels", "number", "How many levels has int3?", answer=7, why="From -3 to 3.")
    >>> grade(question, 8)
    Grade(right=False, because=('From -3 to 3.',))
    """
    if question.kind == NUMBER:
        return _grade_number(question, answer)
    chosen = [answer] if isinstance(answer, int) else answer
    places = range(len(question.options))
    if not isinstance(chosen, Sequence) or not all(
        type(place) is int and place in places for place in chosen
    ):
        raise ValueError(f"answer must name options by their place, 0 to {places[-1]}; got {answer!r}.")
    if len(set(chosen)) < len(chosen):
        raise ValueError(f"answer must not name an option twice; got {answer!r}.")
    if question.kind == ORDER:
        if len(chosen) < len(places):
            raise ValueError(f"answer must put all {len(places)} options in order; got {answer!r}.")
        return Grade(
            list(chosen) == list(places), (question.why, *(_named(option) for option in question.options))
        )
    if question.kind != CHOICES and len(chosen) != 1:
        raise ValueError(f"answer must name exactly one option; got {answer!r}.")
    explained = [question.options[place] for place in chosen]
    because = tuple(_named(option) if len(chosen) > 1 else option.why for option in explained)
    missing = (MORE,) if chosen and set(chosen) < question.right else ()
    return Grade(set(chosen) == question.right, (*because, *missing))


def _named(option: Option) -> str:
    """Return why an option is right or wrong, with its name where several are explained."""
    return f"{option.text.rstrip('.')}: {option.why}"


def _grade_number(question: Question, answer: Answer) -> Grade:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not isfinite(answer):
        raise ValueError(f"answer must be a number; got {answer!r}.")
    assert question.answer is not None  # the bank has put the measured number in
    return Grade(abs(answer - question.answer) <= question.tolerance, (question.why,))


def said(question: Question, answer: Answer) -> str:
    """Return an answer in words.

    >>> question = Question("levels", "number", "How many?", answer=7, unit="levels", why="From -3 to 3.")
    >>> said(question, 8)
    '8 levels'
    """
    if isinstance(answer, float) or question.kind == NUMBER:
        return f"{answer:.12g} {question.unit}".rstrip()
    chosen = [answer] if isinstance(answer, int) else answer
    return " · ".join(question.options[place].text for place in chosen)


def shuffled(question: Question, seed: int) -> tuple[int, ...]:
    """Return the places of the options in the order in which to show them; the same seed gives the same order.

    The options of an order are never shown in the right one.

    >>> from qlab.course.question import Option
    >>> steps = tuple(Option(text, "because") for text in ("scale", "round", "clip"))
    >>> sorted(shuffled(Question("steps", "order", "What comes first?", steps), 7))
    [0, 1, 2]
    """
    chance = random.Random(f"{question.key} {seed}")
    places = list(range(len(question.options)))
    chance.shuffle(places)
    if question.kind == ORDER and places == sorted(places):
        places.reverse()
    return tuple(places)
