"""Long sequences: what becomes of each step's error, and of strings of words."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.speech import ERROR_GROWS, ERRORS_ACCUMULATE
from qlab.figures.drift import drift_figure
from qlab.figures.drift_findings import drift_alt, drift_notes
from qlab.figures.strings import strings_figure
from qlab.figures.strings_findings import strings_alt, strings_notes

DRIFT = Part(
    key="drift",
    story="""A recurrent network is such a loop, with something coming in at each step: it listens to speech bit by bit
and keeps a *state*, what it remembers. Every step is rounded and adds a little error to the state, and the next step
starts from there. What becomes of all these errors? Beside it, for comparison: a plain running sum.""",
    words=("Recurrent network",),
    question="A recurrent network listens to 16 spoken digits in a row. What does the error of its state do?",
    options=("It grows with every digit.", "It grows at first, then stays.", "It fades away."),
    benches=(partial(bench_of, ERROR_GROWS, draw=drift_figure, alt=drift_alt, notes=drift_notes),),
    check=Check(
        question="A running sum is rounded at each step, up or down alike. After four times as many steps, how large "
        "is its error?",
        answers={
            "As large.": "That takes a loop that forgets. A running sum keeps every error that it ever made.",
            "Twice as large.": "Errors that know nothing of one another partly cancel. Their squares add up: four "
            "times the square is twice the error.",
            "Four times as large.": "It would be, if every error pointed the same way.",
        },
        right="Twice as large.",
    ),
)

STRINGS = Part(
    key="strings",
    story="""Who reads a telephone number wants all of it right. Here voices speak ten digits in a row, and a network
writes down what it hears. A digit is **changed** if it is not what the float network understood. Does the network hear
worse and worse as the string goes on?""",
    words=("Flips", "Word error rate"),
    question="Few bits change one digit in twenty. How many strings of ten digits are changed somewhere?",
    options=("One in twenty.", "Two or three in twenty.", "About eight in twenty."),
    benches=(
        partial(bench_of, ERRORS_ACCUMULATE, draw=strings_figure, alt=strings_alt, notes=strings_notes),
    ),
    check=Check(
        question="The tenth digit is changed as rarely as the first, yet four strings in ten are. Why?",
        answers={
            "The network gets tired: errors build up in its state.": "Then later digits would be changed more "
            "often. They are not: it forgets between words.",
            "Ten small chances add up.": "Each digit is a chance of its own to spoil the string. That is no "
            "instability but arithmetic, and a network without any memory shows it too.",
            "Strings are harder to hear than digits.": "It is the same sound. Only what counts as right is stricter: "
            "the tolerance of lesson 5 again.",
        },
        right="Ten small chances add up.",
    ),
)
