"""Where to put the levels: Lloyd-Max against even steps, and both against the bound."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.noise import LLOYD_MAX_WINS
from qlab.figures.placement import placement_figure
from qlab.figures.placement_findings import placement_alt, placement_notes

PLACES = Part(
    key="noise_places",
    story="""Why should levels lie evenly? Most weights are small. Would it not be better to put more levels where more
weights are? For the bell curve of Gauss the best places are known: those of **Lloyd and Max**. We hold them against
even steps, and both against what no code at all can exceed on a bell curve: 6.02 dB for each bit.""",
    words=("Level", "Gaussian", "SQNR", "Sigma"),
    question="The best levels for a bell curve are laid over values with more extremes. What happens?",
    options=("They are still the best", "They lose a little", "They lose to even steps"),
    benches=(
        partial(bench_of, LLOYD_MAX_WINS, draw=placement_figure, alt=placement_alt, notes=placement_notes),
    ),
    check=Check(
        question="The weights of your network stick out far on both sides. Which levels do you choose?",
        answers={
            "Those of Lloyd and Max: they are the best there are.": "For a Gaussian. Look at Laplace: their last level "
            "lies too near, and what sticks out is clipped.",
            "Levels fitted to these weights.": "They know where the weights are. The price: they have to be stored.",
            "Even steps: no levels are better.": "They are simple and quick to compute with. Better ones exist above.",
        },
        right="Levels fitted to these weights.",
    ),
)
