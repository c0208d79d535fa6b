"""Collapse to chance, and what "no better than guessing" means."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.collapse import NO_BETTER_THAN_GUESSING
from qlab.figures.collapse import collapse_figure
from qlab.figures.collapse_findings import collapse_alt, collapse_notes

COLLAPSE = Part(
    key="failures",
    story="""With too few bits a network seems to know nothing any more. But what is *nothing*? Who guesses is right now
and then, and a broken network may still know a little. So we ask how likely mere guessing would get so many right. If
that is below 5 %, guessing is **ruled out**. If not, nothing is shown yet: perhaps the network guesses, and perhaps the
test is too small to tell.""",
    words=("Accuracy", "Chance level", "p-value", "Entropy of answers", "Units of a channel"),
    question="A network that reads ten digits has collapsed. What does it answer?",
    options=("Each digit about as often.", "Nearly always the same digit.", "The second best digit."),
    benches=(
        partial(
            bench_of, NO_BETTER_THAN_GUESSING, draw=collapse_figure, alt=collapse_alt, notes=collapse_notes
        ),
    ),
    check=Check(
        question="Of 54 wines, guessing gets 21 right. A network gets 26, and guessing would do that well in one of "
        "nine tests. What do you say?",
        answers={
            "It guesses.": "That is not shown. A network that is right a little more often than guessing would look "
            "just like this on 54 wines.",
            "It is better than guessing: 26 is more than 21.": "So it is in every ninth test of a network that only "
            "guesses. Would you bet on it?",
            "This test cannot tell.": "Guessing is not ruled out, and neither is some knowledge. On more wines a "
            "small difference would show.",
        },
        right="This test cannot tell.",
    ),
)
