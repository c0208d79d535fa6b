"""Predict a number: a best guess, and a range that is to hold what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import streamlit as st

from pages.shared.frame import figure, notice, receipt
from pages.shared.keeping import visit
from pages.shared.predicting import SURE, Asked, predicted
from pages.shared.theme import theme
from qlab.course.estimate import Estimate, MeasuredNumber, compare, remarks, said, said_measured, said_range
from qlab.course.quantities import QUANTITIES, Quantity
from qlab.course.ranges_held import ranges_held, said_of_ranges
from qlab.figures.number_line import NumberLine, number_line_alt, number_line_figure

STEPS = 200  # on the scale of a slider
RANGE = "From where to where? Choose a range that you are quite sure holds it: nine times in ten."


def estimate(key: str, question: str) -> bool:
    """Ask for the number of QUANTITIES with this key; return whether the learner is sure, or would rather not."""
    return predicted(key, question, Estimating(QUANTITIES[key]))


@dataclass(frozen=True)
class Estimating:
    """A guess at this number, in a range."""

    quantity: Quantity
    on_paper: ClassVar[str] = "Write down a best guess, and a range that you are quite sure holds the number."

    def read(self, kept: Any) -> Estimate:
        """Return an estimate that was kept."""
        return self.quantity.read(kept)

    def ask(self, asked: Asked) -> None:
        """Draw a form that suggests no number."""
        self._form(asked, None, "This is my estimate")

    def ask_again(self, asked: Asked, first: Estimate) -> None:
        """Repeat the estimate, with a hint, in a form in which it can be changed."""
        st.markdown(f"You say: {self._said(first)}. Would you change it?")
        asked.hint()
        self._form(asked, first, SURE)

    def reveal(self, asked: Asked, votes: Sequence[Estimate]) -> None:
        """Say what was measured, and how near the last estimate came."""
        try:
            measured, measured_by = self.quantity.measured()
        except ValueError as error:
            notice(str(error))
            return
        told = said_measured(measured, self.quantity.unit, self.quantity.band)
        if votes:
            self._compare(asked.key, votes, measured, told)
        else:
            st.markdown(told)
        receipt(measured_by, key=f"{asked.key}_receipt")

    def _compare(self, key: str, votes: Sequence[Estimate], measured: MeasuredNumber, told: str) -> None:
        self._line(key, votes[-1], measured)
        told += f" First you said {self._said(votes[0])}." if votes[0] != votes[-1] else ""
        seen = compare(votes[-1], measured, self.quantity.highest)
        kept = said_of_ranges(*ranges_held(visit().kept))
        sentences = (told, *remarks(seen, votes[-1], self.quantity.unit), kept)
        st.markdown("\n".join(f"- {sentence}" for sentence in sentences if sentence))

    def _form(self, asked: Asked, first: Estimate | None, button: str) -> None:
        top, key = self.quantity.highest, f"{asked.key}_{asked.attempt}"
        with st.form(key, border=False):
            guess = st.number_input(
                f"Your best guess (0 to {top:g} {self.quantity.unit})",
                0.0,
                top,
                value=first.guess if first else None,
                step=top / STEPS,
                format="%g",
                key=f"{key}_guess",
                width=320,
            )
            held = (first.low, first.high) if first else (0.0, top)
            low, high = st.slider(RANGE, 0.0, top, held, top / STEPS, format="%g", key=f"{key}_range")
            # Read before the button's run: a callback would see the form of the run before.
            if st.form_submit_button(button):
                self._vote(asked, guess, low, high)

    def _vote(self, asked: Asked, guess: float | None, low: float, high: float) -> None:
        if guess is None:
            st.markdown("Type your best guess first.")
            return
        if low <= 0 and high >= self.quantity.highest:
            st.markdown("Now narrow the range: from end to end it says nothing.")
            return
        if low <= high and not low <= guess <= high:
            ends = f"{low:g} to {high:g} {self.quantity.unit}"
            st.markdown(
                f"Your guess, {guess:g}, lies outside your range, {ends}. Move the guess, or widen the range."
            )
            return
        try:
            vote = self.read({"guess": guess, "low": low, "high": high})
        except ValueError as error:
            notice(str(error))
            return
        asked.vote(vars(vote))
        st.rerun()

    def _said(self, vote: Estimate) -> str:
        unit = self.quantity.unit
        return f"**{said(vote.guess, unit)}**, from {said_range(vote.low, vote.high, unit)}"

    def _line(self, key: str, vote: Estimate, measured: MeasuredNumber) -> None:
        line = NumberLine(
            self.quantity.name,
            self.quantity.unit,
            self.quantity.highest,
            (vote.low, vote.guess, vote.high),
            (measured.low, measured.value, measured.high),
            self.quantity.band,
        )
        figure(
            number_line_figure(line, theme()), key=f"{key}_line", alt=number_line_alt(line), table=line.rows
        )
