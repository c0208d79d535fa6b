"""Who is hurt: hard samples first, and not every class alike."""

from functools import partial

import streamlit as st

from pages.shared.boundary import boundary_bench
from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.predicting.estimating import Estimating
from qlab.claims.who_is_hurt import CLASSES_DIFFER, UNSURE_FIRST
from qlab.course.quantities import QUANTITIES
from qlab.figures.hurt import classes_differ_figure, unsure_first_figure
from qlab.figures.hurt_findings import (
    classes_differ_alt,
    classes_differ_notes,
    unsure_first_alt,
    unsure_first_notes,
)

HARD_FIRST = Part(
    key="hard_first",
    story="""Which answers go first? Sort the test samples by how sure the float network was: its **margin**, the best
logit less the second best. Then count, from the least sure quarter to the surest, how many answers are not what they
were. In the plane you can see it happen: take bits away below, and watch which points change sides.""",
    words=("Test samples", "Margin", "Flips", "Paired test"),
    question="With 3 bits some answers change. How many of 100 changed ones are from the quarter of which the float "
    "network was least sure?",
    way=Estimating(QUANTITIES["hard_first_prediction"]),
    benches=(
        partial(
            bench_of, UNSURE_FIRST, draw=unsure_first_figure, alt=unsure_first_alt, notes=unsure_first_notes
        ),
        partial(st.subheader, "The same in the plane", anchor=False),
        partial(boundary_bench, "failures_plane"),
    ),
    check=Check(
        question="With 4 bits the accuracy is what it was, yet one answer in fifty has changed. How can that be?",
        answers={
            "It cannot: a changed answer is a mistake.": "It was a mistake before, if the float network was wrong.",
            "As many were lost as were won back.": "Where the float network is unsure, it is often wrong. A little "
            "noise turns some of these answers right, and some of the others wrong.",
            "The test set is too small to see the loss.": "A small loss may hide in it. But changed answers were "
            "counted one by one, and need not be losses.",
        },
        right="As many were lost as were won back.",
    ),
)

CLASSES = Part(
    key="classes",
    story="""Accuracy fell by a few points. Whose points? Perhaps each class pays a little, and perhaps one pays for
all. An answer is **lost** if it was right in float and is wrong now. Both networks see the same pictures, so what both
get right or wrong cancels, and a small harm can be seen.""",
    words=("Paired test", "p-value"),
    question="3 bits cost five networks a few points each. Which digit pays most?",
    options=("All about alike.", "The same digit in each network.", "Another digit in each network."),
    benches=(
        partial(
            bench_of,
            CLASSES_DIFFER,
            draw=classes_differ_figure,
            alt=classes_differ_alt,
            notes=classes_differ_notes,
        ),
    ),
    check=Check(
        question="A network loses 4 of the 60 eights and wins none back. Do its few bits harm the eights?",
        answers={
            "Yes: 4 is more than 0.": "If both networks were equally good, each of the four would be a throw of a "
            "coin. All four on one side, this or that: one time in eight.",
            "Nobody can tell from four.": "Four throws of a coin on the same side happen one time in eight. Six "
            "would do, or more eights.",
            "No: 4 of 60 is little.": "It may be much or nothing: four answers cannot tell which.",
        },
        right="Nobody can tell from four.",
    ),
)
