"""The ladder: the same bits spent better, and how far the cliff of one network walks."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.one_bit_more import ONE_BIT_MORE, OWN_BITS
from qlab.figures.ladder import ladder_figure
from qlab.figures.ladder_findings import ladder_alt, ladder_notes
from qlab.figures.walk import walk_figure
from qlab.figures.walk_findings import walk_alt, walk_notes

LADDER = Part(
    key="cliff_ladder",
    story="""If noise is what counts, bits can be spent well or badly. Clip the few largest weights; give each channel a
scale of its own. Then use what the network sees: where rounding moves the mean of a layer's outputs, move its **bias**
back. Or round one weight after the other, and let those still to come make up for each error: that is **GPTQ**. How
much is all this worth, in bits?""",
    words=("Accuracy kept", "Clip", "Range method", "Bias correction", "GPTQ"),
    question="One network, trained once. From the most careless way to spend bits to the most careful: how far apart "
    "are the fewest bits that it bears?",
    options=("A bit", "Two or three bits", "Six bits and more"),
    benches=(
        partial(bench_of, OWN_BITS, draw=walk_figure, alt=walk_alt, notes=walk_notes),
        partial(bench_of, ONE_BIT_MORE, draw=ladder_figure, alt=ladder_alt, notes=ladder_notes),
    ),
    check=Check(
        question="Nearest rounding makes the smallest error of each weight. Why does GPTQ do better?",
        answers={
            "It uses finer levels.": "The levels are the same. Only which weight goes where is different.",
            "It makes the error of the outputs small, not of the weights.": "Errors of weights that meet similar "
            "inputs can cancel. Rounding for the sum beats rounding each for itself.",
            "It trains the network again.": "No gradient, no labels: it solves a least-squares problem layer by layer.",
        },
        right="It makes the error of the outputs small, not of the weights.",
    ),
)
