"""A question: what is asked, what may be answered, and why each answer is right or wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qlab.checks import one_of
from qlab.plain import FIGURE

CHOICE, CHOICES, NUMBER, ORDER, PLOT = KINDS = ("choice", "choices", "number", "order", "plot")


@dataclass(frozen=True)
class Option:
    """One answer to choose from.

    Attributes:
        text: what it says; of a plot, what a screen reader says instead of it.
        why: why it is right or wrong; in an order, why it stands where it stands.
        right: whether choosing it is right. Orders have none.
        plot: of a plot, the experiment that draws it, as `qlab run` takes it: "weights --format int3".
    """

    text: str
    why: str
    right: bool = False
    plot: str = ""


@dataclass(frozen=True)
class Question:
    """One question of a lesson.

    Attributes:
        key: its name in the records; lower case, digits and hyphens. A question that asks something else needs another.
        kind: "choice" (one is right), "choices" (some are), "number", "order" (options in the right order), "plot" (one
            of some pictures is right).
        after: the prediction that it would give away, by its key; it is asked once what that measures was seen.
        ask: the question, in Markdown; {name} stands for a measured number, {name:.1%} says how to write it.
        options: what to choose from. A question that was answered keeps them in their order.
        answer: of a number, the right one, if it is a matter of counting.
        measured: of a number, the right one as the name of one of `numbers`, if it was measured.
        tolerance: how far a number may be off and still be right, in its own unit.
        unit: of a number: "bits", "dB", "%".
        why: of a number or an order, why it is that.
        numbers: names for measured numbers, as "statement | case | number in its receipt"; see `published_number`.

    >>> question = Question("levels", "number", "How many levels has int3?", answer=7, why="From -3 to 3.")
    >>> question.tolerance
    0.0
    """

    key: str
    kind: str
    ask: str
    options: tuple[Option, ...] = ()
    answer: FIGURE = None
    measured: str = ""
    tolerance: float = 0.0
    unit: str = ""
    why: str = ""
    after: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9-]{1,60}", self.key):
            raise ValueError(f"key must be lower case letters, digits and hyphens; got {self.key!r}.")
        one_of("kind", self.kind, KINDS)
        problem = self._problem()
        if problem:
            raise ValueError(f"{self.key}: {problem}")

    @property
    def right(self) -> frozenset[int]:
        """Which options are right, by their place from 0."""
        return frozenset(place for place, option in enumerate(self.options) if option.right)

    def _problem(self) -> str:
        """Return what is wrong with the fields together, in a sentence; nothing if all is well."""
        if not self.ask.strip():
            return "ask must hold a question; it is empty."
        if self.kind == NUMBER:
            return self._problem_of_number()
        texts = [option.text for option in self.options]
        if len(texts) < 2 or len(set(texts)) < len(texts):
            return f"options must be two or more, all different; got {len(texts)}."
        if not all(option.why.strip() and option.text.strip() for option in self.options):
            return "every option must have a text, and a why that explains it."
        if self.kind == ORDER:
            return (
                "" if not self.right else "options of an order are neither right nor wrong; leave out right."
            )
        if self.kind == PLOT and not all(option.plot for option in self.options):
            return 'every option must have a plot, as "weights --format int3".'
        if self.kind == CHOICES:
            return "" if self.right else "options must have at least one that is right; mark it right = true."
        right = len(self.right)
        return "" if right == 1 else f"options must have exactly one that is right; got {right}."

    def _problem_of_number(self) -> str:
        if self.options:
            return "a number has no options; give answer or measured."
        if (self.answer is None) == (not self.measured):
            return "a number needs either answer, which is counted, or measured, the name of one of numbers."
        if self.measured and self.measured not in self.numbers:
            return f"measured must be one of numbers; got {self.measured!r}."
        if not self.why.strip():
            return "why must explain the number; it is empty."
        return "" if self.tolerance >= 0 else f"tolerance must not be negative; got {self.tolerance}."
