"""Rest: whether one weight settles down, and what brings all those of a network to rest."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.rest import RESTS
from qlab.claims.stability import SETTLES
from qlab.figures.oscillation import oscillation_figure
from qlab.figures.oscillation_findings import oscillation_alt, oscillation_notes
from qlab.figures.rest import rest_figure
from qlab.figures.rest_findings import rest_alt, rest_notes

ONE_WEIGHT = Part(
    key="stability_rest",
    story="""To keep small updates, training with quantization keeps a *latent* float weight behind each code, and
passes the gradient straight through the rounding. Then nothing is lost. But does such a weight ever come to rest?""",
    words=("Latent weights", "Code", "Gradient", "Straight-through", "Oscillation", "Threshold"),
    question="The best value lies halfway between two codes. The learning rate is made ten times smaller. How often "
    "does the code change?",
    options=("Ten times less often.", "Just as often.", "Never, after a while."),
    benches=(
        partial(bench_of, SETTLES, draw=oscillation_figure, alt=oscillation_alt, notes=oscillation_notes),
    ),
    check=Check(
        question="The best value is 2.2. How often is the weight at code 3?",
        answers={
            "Never: 2 is nearer.": "Then the gradient would always point up, and carry the latent weight over the "
            "threshold.",
            "Half of the time.": "Then the mean code would be 2.5, and the gradients would not cancel.",
            "One step in five.": "Only so is the mean code 2.2, where the gradients cancel. Each visit costs two "
            "changes: 0.4 a step.",
        },
        right="One step in five.",
    ),
)

REMEDIES = Part(
    key="stability_remedies",
    story="""A network is saved at one moment, and then each weight that goes to and fro is at one of its two levels by
accident. So it would be good to end at rest. Two remedies are in use: a learning rate that falls to 0, and **freezing**
each weight that keeps turning back at the level where it mostly was (Nagel et al. 2022).""",
    words=("Oscillation", "Latent weights"),
    question="A network with 3-bit weights is trained on with a learning rate ten times smaller, and it stays that "
    "small. Do the weights come to rest?",
    options=("Yes.", "No, but fewer change.", "No, just as many change."),
    benches=(partial(bench_of, RESTS, draw=rest_figure, alt=rest_alt, notes=rest_notes),),
    check=Check(
        question="Why does a falling learning rate help where a small one does not?",
        answers={
            "Small steps are rounded away.": "Not here: the latent weight keeps each of them, however small.",
            "The way that is left becomes too short.": "As the rate goes to 0, all the steps to come add up to less "
            "than the way to the next threshold. With a constant rate, however small, they never do.",
            "It finds a better target.": "The target still lies between two levels. The weight only stops going there.",
        },
        right="The way that is left becomes too short.",
    ),
)
