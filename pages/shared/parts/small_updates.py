"""Small updates on a grid: one weight in slow motion, and where it stalls."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.slow_motion import slow_motion
from qlab.claims.stability import SMALL_UPDATES
from qlab.figures.stall import stall_figure
from qlab.figures.stall_findings import stall_alt, stall_notes

STALL = Part(
    key="stability",
    story="""It is often said that few levels make weights *stable*: a small nudge does not move them. But a weight that
nothing moves has stopped learning. Watch a single weight on its way to its target, one step at a time. There are three
ways to keep it: on a level, rounded to nearest after each step; on a level, but rounded by chance; or as a float behind
its level, which is called a **latent** weight.""",
    words=("Level", "Learning rate", "Latent weights", "Straight-through", "Stochastic rounding"),
    question="A weight is stored on a grid and rounded to nearest after each step. Which learning rate brings it "
    "closest to its target?",
    options=("The smallest: it is the most careful.", "The largest.", "All the same, given time."),
    benches=(
        slow_motion,
        partial(bench_of, SMALL_UPDATES, draw=stall_figure, alt=stall_alt, notes=stall_notes),
    ),
    check=Check(
        question="Training on a grid has stopped moving. What gets it going again?",
        answers={
            "More steps.": "Every further step is the same as the last, and is rounded away like it.",
            "A smaller learning rate.": "It makes the updates smaller still; the weight stops even earlier.",
            "Rounding at random.": "An update of a tenth of a step then moves the weight one time in ten, by a whole "
            "step: on average, nothing is lost.",
        },
        right="Rounding at random.",
    ),
)
