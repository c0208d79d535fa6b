"""Instability: loops that never rest, sums that do not fit."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.predicting.estimating import Estimating
from qlab.claims.failures import LOOP_NEVER_RESTS, OVERFLOWS
from qlab.course.quantities import QUANTITIES
from qlab.experiments.registers import ACTIVATION_SPREAD, WEIGHT_SPREAD
from qlab.figures.accumulator import accumulator_figure
from qlab.figures.accumulator_findings import accumulator_alt, accumulator_notes
from qlab.figures.limit_cycle import limit_cycle_figure
from qlab.figures.limit_cycle_findings import limit_cycle_alt, limit_cycle_notes

LOOP = Part(
    key="loop",
    story="""A recurrent network, a filter, a controller: each feeds its output back into itself. Take the smallest such
loop, y = a y with a below 1. In float it dies away. Now keep y in whole steps and round after each time around.""",
    words=("Recurrent network",),
    question="y starts at 20 and loses 4 % each time around, then is rounded to nearest. Where does it end?",
    options=("At 0.", "At 1.", "At 12."),
    benches=(
        partial(
            bench_of, LOOP_NEVER_RESTS, draw=limit_cycle_figure, alt=limit_cycle_alt, notes=limit_cycle_notes
        ),
    ),
    check=Check(
        question="A loop loses 1 % each time around. Up to which value can rounding to nearest hold it?",
        answers={
            "Up to half a step.": "That much rounding gives back at once; a loop that loses only 1 % needs little.",
            "Up to 50 steps.": "1 % of 50 is half a step, and that much rounding gives back. Slow loops are the worst. "
            "Such a loop is in a **limit cycle**.",
            "Up to any value.": "Above 50 steps it loses more than half a step, and rounding cannot make up for it.",
        },
        right="Up to 50 steps.",
    ),
)

SUM = Part(
    key="overflow",
    story="""An 8-bit chip multiplies whole numbers and adds the products up in a register. The products have up to 16
bits, and a layer adds hundreds of them. What becomes of a sum that does not fit?""",
    words=("Accumulator",),
    question="1,024 products are added up, as often below 0 as above, and each typically about "
    f"{ACTIVATION_SPREAD * WEIGHT_SPREAD:,.0f} large (root mean square). How many of 100 such sums do not fit into 16 "
    "bits, -32,768 to 32,767?",
    way=Estimating(QUANTITIES["overflow_prediction"]),
    benches=(
        partial(bench_of, OVERFLOWS, draw=accumulator_figure, alt=accumulator_alt, notes=accumulator_notes),
    ),
    check=Check(
        question="A sum leaves the register on its way, and the exact result would fit. Which register shows it?",
        answers={
            "The one that wraps.": "Starting over undoes itself on the way back: only the end counts.",
            "The one that clamps.": "What it has cut off on the way is gone, and it ends too low or too high.",
        },
        right="The one that wraps.",
    ),
)
