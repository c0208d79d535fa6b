"""Every kind of question: what is right, what is wrong, what is no answer, and in which order options are shown."""

from collections import Counter

import pytest

from qlab.course.grading import MORE, grade, shuffled
from qlab.course.question import Option, Question

THREE = (Option("a", "a is right", right=True), Option("b", "b is wrong"), Option("c", "c is wrong"))
STEPS = (Option("scale", "first"), Option("round", "then"), Option("clip", "last"))
CHOICE = Question("one", "choice", "Which?", THREE)
CHOICES = Question("some", "choices", "Which?", (*THREE, Option("d", "d is right", right=True)))
NUMBER = Question("count", "number", "How many?", answer=7, tolerance=0.5, why="Count them.")
ORDER = Question("order", "order", "What first?", STEPS, why="That is how it is done.")


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        (CHOICE, 0, True),
        (CHOICE, 1, False),
        (CHOICE, [2], False),
        (CHOICES, [0, 3], True),
        (CHOICES, [3, 0], True),
        (CHOICES, [0], False),
        (CHOICES, [0, 1, 3], False),
        (CHOICES, [], False),
        (NUMBER, 7, True),
        (NUMBER, 7.5, True),
        (NUMBER, 6.5, True),
        (NUMBER, 7.51, False),
        (ORDER, [0, 1, 2], True),
        (ORDER, [0, 2, 1], False),
    ],
)
def test_right_is_right(question, answer, right):
    assert grade(question, answer).right == right


def test_every_option_that_was_chosen_is_explained():
    assert grade(CHOICES, [0, 1]).because == ("a: a is right", "b: b is wrong")
    assert grade(CHOICES, [0]).because == ("a is right", MORE)
    assert grade(NUMBER, 3).because == ("Count them.",)
    assert grade(ORDER, [2, 1, 0]).because == (
        "That is how it is done.",
        "scale: first",
        "round: then",
        "clip: last",
    )


@pytest.mark.parametrize(
    ("question", "answer", "complaint"),
    [
        (CHOICE, 3, "answer must name options by their place, 0 to 2; got 3"),
        (CHOICE, -1, "answer must name options by their place"),
        (CHOICE, True, "answer must name options by their place"),
        (CHOICE, 0.5, "answer must name options by their place"),
        (CHOICE, "a", "answer must name options by their place"),
        (CHOICE, [0, 1], "answer must name exactly one option"),
        (CHOICES, [0, 0], "answer must not name an option twice"),
        (ORDER, [0, 1], "answer must put all 3 options in order"),
        (NUMBER, "7", "answer must be a number"),
        (NUMBER, float("nan"), "answer must be a number"),
        (NUMBER, True, "answer must be a number"),
    ],
)
def test_what_is_no_answer_is_refused(question, answer, complaint):
    with pytest.raises(ValueError, match=complaint):
        grade(question, answer)


def test_the_same_seed_shows_the_same_order_and_every_order_occurs():
    orders = Counter(shuffled(CHOICE, seed) for seed in range(600))
    assert all(shuffled(CHOICE, seed) == shuffled(CHOICE, seed) for seed in range(9))
    assert len(orders) == 6  # 3!
    assert min(orders.values()) > 60  # of 100 expected; one in 10^5 falls short by chance


def test_an_order_is_never_shown_solved():
    assert all(shuffled(ORDER, seed) != (0, 1, 2) for seed in range(200))


def test_questions_are_shuffled_apart():
    other = Question("another", "choice", "Which?", THREE)
    assert any(shuffled(CHOICE, seed) != shuffled(other, seed) for seed in range(20))
