"""Predict by drawing a curve into an empty chart; the measured one is laid over it at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import streamlit as st

from pages.shared.draw_curve import TOP, Axes, draw_curve
from pages.shared.frame import notice, receipt
from pages.shared.predicting import SURE, Asked, predicted
from qlab.course.drawn_curve import MeasuredCurve, check_drawn, compare, remarks
from qlab.receipts import Receipt

TOLERANCE = 2.0  # points: about what a hand can draw
Heights = tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """What a curve is drawn into, and what was measured.

    Attributes:
        axes: of the chart.
        along: what a place on the axis is called in a sentence: "bits"; empty where that needs no word.
        measure: returns the measured curve, and the receipts that it rests on; a ValueError says why it cannot.
    """

    axes: Axes
    along: str
    measure: Callable[[], tuple[MeasuredCurve, tuple[Receipt, ...]]]


def predict_curve(key: str, question: str, chart: Chart) -> bool:
    """Ask for a curve; return whether the learner is sure of it, or would rather not draw."""
    return predicted(key, question, Drawing(chart))


@dataclass(frozen=True)
class Drawing:
    """A curve in this chart."""

    chart: Chart
    on_paper: ClassVar[str] = "Draw the axes, and your curve between them."

    def read(self, kept: Any) -> Heights:
        """Return a curve that was kept."""
        return check_drawn(kept, len(self.chart.axes.places), TOP)

    def ask(self, asked: Asked) -> None:
        """Draw the empty chart."""
        draw_curve(asked.key, self.chart.axes, button="This is my curve", on_commit=partial(_vote, asked))

    def ask_again(self, asked: Asked, first: Heights) -> None:
        """Draw the chart with the curve in it, which can be changed after a hint."""
        st.markdown("This is your curve. Would you change it? Then draw over it.")
        asked.hint()
        draw_curve(asked.key, self.chart.axes, drawn=first, button=SURE, on_commit=partial(_vote, asked))

    def reveal(self, asked: Asked, votes: Sequence[Heights]) -> None:
        """Lay the measured curve over the last one, and say where that was right and where not."""
        try:
            curve, receipts = self.chart.measure()
        except ValueError as error:
            notice(str(error))
            return
        draw_curve(asked.key, self.chart.axes, drawn=votes[-1] if votes else None, measured=curve)
        if votes:
            seen = compare(votes[-1], curve, TOLERANCE)
            sentences = remarks(seen, curve, self.chart.along)
            if votes[0] != votes[-1]:
                before = compare(votes[0], curve, TOLERANCE).distance
                sentences.append(f"Your first curve was {before:.0f} points off on average.")
            st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
        for number, one in enumerate(receipts):
            receipt(one, key=f"{asked.key}_receipt{number or ''}")


def _vote(asked: Asked, heights: Heights) -> None:
    asked.vote(list(heights))
