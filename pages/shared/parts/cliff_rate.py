"""Minimum bits: what the theory of rate and distortion says, and what it does not."""

from functools import partial

from pages.shared.lesson import bench_of, verdicts_of
from pages.shared.part import Check, Part
from qlab.claims.rate import BOUND
from qlab.claims.the_cliff import IN_DECIBELS
from qlab.figures.rate import rate_figure
from qlab.figures.rate_findings import rate_alt, rate_notes

RATE = Part(
    key="cliff_rate",
    story="""How few bits *can* be enough? In 1959 Claude Shannon answered it for the squared error, whatever clever
code one thinks of: of a bell curve no code keeps more than 6.02 dB with each bit. We lay all our formats against that
line. Then see what it leaves out: it speaks of squared error, and accuracy is another matter.""",
    words=("Mean squared error", "Format", "SQNR", "Rate and distortion", "Entropy code"),
    question="How much more could the cleverest code save, compared with even steps and short words for common codes?",
    options=("About a quarter of a bit for each value", "About half of the bits", "No one knows"),
    benches=(
        partial(bench_of, BOUND, draw=rate_figure, alt=rate_alt, notes=rate_notes),
        partial(verdicts_of, IN_DECIBELS),
    ),
    check=Check(
        question="Two networks have the same SQNR. What does rate-distortion theory say about their accuracy?",
        answers={
            "It is the same.": "Look at the last verdict: different networks fall at quite different levels of noise.",
            "Nothing.": "It bounds the squared error. What a network makes of an error is the network's own affair.",
            "The one with fewer bits is worse.": "Bits bound the squared error, and that is the same here.",
        },
        right="Nothing.",
    ),
)
