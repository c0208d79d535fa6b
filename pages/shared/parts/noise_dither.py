"""Dither: noise that makes rounding like noise, and what it costs."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.predicting.estimating import Estimating
from qlab.claims.noise import DITHER_FREES
from qlab.course.quantities import QUANTITIES
from qlab.figures.rounding_noise import noise_figure
from qlab.figures.rounding_noise_findings import noise_alt, noise_notes

DITHER = Part(
    key="noise_dither",
    story="""On a coarse grid the error depends on the value. One can take that away: add a little noise of your own
before rounding, and the error can no longer tell what the value was. That is **dither**. What does it cost?""",
    words=("Dither", "Stochastic rounding", "Correlation", "Sigma"),
    question="Rounding alone makes an error with a mean square of step²/12. Now two random numbers are added before, "
    "each spread evenly over one step, and nobody takes them away: how many times step²/12 is the mean square then?",
    way=Estimating(QUANTITIES["noise_dither_prediction"]),
    benches=(partial(bench_of, DITHER_FREES, draw=noise_figure, alt=noise_alt, notes=noise_notes),),
    check=Check(
        question="Stochastic rounding has the right mean for every value. Is its error the same for all values, too?",
        answers={
            "Yes: chance knows nothing of the value.": "A value on a level always stays there and has no error at all; "
            "one halfway between two levels has the largest. The power measured above depends on the values.",
            "No: only its mean is.": "How far a draw strays depends on where the value lies between two levels. "
            "It takes two numbers added up, not one, to make the power the same as well.",
        },
        right="No: only its mean is.",
    ),
)
