"""All tasks at once, and whether the noise that their answers bear decides how many bits they need."""

from functools import partial

import streamlit as st

from pages.shared.cached import drawn
from pages.shared.frame import figure, receipt, what_to_notice
from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.running import watched
from qlab.claims.margins import MARGIN_DECIDES
from qlab.claims.published import published
from qlab.experiments.margins import MarginsSpec
from qlab.figures.margins import all_tasks_figure, margins_figure
from qlab.figures.margins_findings import all_tasks_alt, all_tasks_notes, margins_alt, margins_notes


def all_tasks() -> None:
    """Draw what every task keeps, from the measurement that the second case of the statement below rests on."""
    st.subheader("All tasks at once", anchor=False)
    spec = MarginsSpec()
    if measurement := published(spec) or watched(spec, place="tasks_all"):
        result = measurement.result
        table = result.tolerances[0].rows
        figure(drawn(all_tasks_figure, measurement), key="tasks_all", alt=all_tasks_alt(result), table=table)
        what_to_notice(all_tasks_notes(result))
        receipt(measurement.receipt, key="tasks_all_receipt", draw=all_tasks_figure)


MARGINS = Part(
    key="margins",
    story="""If the label of a task does not decide, what does? Perhaps the noise that its answers bear. We add noise to
what the float networks answer, until their skill begins to go: that SQNR suffices, and many decibels of it mean
that little noise is borne. Beside it stand the bits that suffice.""",
    words=("Skill", "SQNR"),
    question="Of two tasks, one bears far less noise in its answers. Does it need more bits?",
    options=("Always", "Only for one and the same network", "No"),
    benches=(
        partial(bench_of, MARGIN_DECIDES, draw=margins_figure, alt=margins_alt, notes=margins_notes),
        all_tasks,
    ),
    check=Check(
        question="Two networks bear the same noise in their answers, but one needs a bit more. How can that be?",
        answers={
            "One of them was measured wrongly.": "Seeds differ, but not by as much as the tasks here do.",
            "With the same bits, it makes more noise on its way to the answer.": "Large weights that stretch a scale, "
            "layers that let errors grow: how a network was built and trained decides what noise a bit leaves.",
            "It has more classes.": "That is already in the noise that the answers bear.",
        },
        right="With the same bits, it makes more noise on its way to the answer.",
    ),
)
