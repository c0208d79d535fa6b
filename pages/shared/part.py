"""Parts: a long lesson as data. A learner chooses one of them, and only that one is measured.

LOOP = Part(key="loop", story="...", words=("Limit cycle",), question="...", options=("...", "..."),
            benches=(partial(bench_of, LOOP_NEVER_RESTS, draw=..., alt=..., notes=...),), check=Check(...))
choose("failures_part", {"Collapse": (COLLAPSE,), "Instability": (LOOP, SUM)})
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.shared import lesson
from pages.shared.glossary import explain_words
from pages.shared.predicting import Way, predicted
from pages.shared.predicting.choosing import Choosing


@dataclass(frozen=True)
class Check:
    """A question about what was seen: each answer with its explanation, and which of them is right."""

    question: str
    answers: Mapping[str, str]
    right: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """A step of a lesson.

    Attributes:
        key: unique in the lab; the names of its widgets begin with it.
        story: what it is about, in a few sentences.
        words: of the glossary, that it needs.
        question: what the learner predicts before anything is drawn.
        options: the predictions to choose from; none where `way` is another way to predict.
        benches: what is measured and drawn then, one after the other.
        check: the question at the end.
        way: to predict, if it is not to choose.
    """

    key: str
    story: str
    words: tuple[str, ...]
    question: str
    benches: tuple[Callable[[], object], ...]
    check: Check
    options: tuple[str, ...] = ()
    way: Way[Any] | None = None

    def show(self) -> None:
        """Draw it: story, prediction, and after that what was measured and the check."""
        st.markdown(self.story)
        explain_words(*self.words, key=self.key)
        if predicted(f"{self.key}_prediction", self.question, self.way or Choosing(self.options)):
            for bench in self.benches:
                bench()
            lesson.check(f"{self.key}_check", self.check.question, self.check.answers, right=self.check.right)


def choose(key: str, label: str, parts: Mapping[str, Sequence[Part]]) -> None:
    """Let the learner choose among named parts, the first to begin with, and draw those of the chosen name.

    The choice is in the address, so that a link can lead to it.
    """
    names = list(parts)
    chosen = st.segmented_control(
        label, names, default=names[0], required=True, wrap=True, key=key, bind="query-params"
    )
    # Of an address that ends in `failures_part=` Streamlit makes no choice at all.
    for count, part in enumerate(parts[chosen or names[0]]):
        if count:
            st.divider()
        part.show()
