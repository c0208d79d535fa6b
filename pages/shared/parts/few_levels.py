"""Few levels in a whole network: whether its weights are calmer, and whether it can still learn."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.predicting.estimating import Estimating
from qlab.claims.rest import CANNOT_FIT
from qlab.claims.stability import CALM
from qlab.course.quantities import QUANTITIES
from qlab.figures.expressiveness import expressiveness_figure
from qlab.figures.expressiveness_findings import expressiveness_alt, expressiveness_notes
from qlab.figures.restless import restless_figure
from qlab.figures.restless_findings import restless_alt, restless_notes

CALMER = Part(
    key="stability_network",
    story="So far it was one weight. Here are all those of a network that reads digits, while it is trained on.",
    words=("Latent weights", "Level", "Fine-tuning"),
    question="In 100 steps of fine-tuning, do the weights change more with 8 bits or with 2?",
    options=("With 8 bits.", "With 2 bits.", "It depends on how one counts."),
    benches=(partial(bench_of, CALM, draw=restless_figure, alt=restless_alt, notes=restless_notes),),
    check=Check(
        question="With 2 bits hardly any weight leaves its level. Is that a strength?",
        answers={
            "Yes: the network is stable.": "Look at how many test samples are right. What does not move cannot mend "
            "itself either.",
            "Not by itself: it may be stuck.": "Calm says nothing about how well a network does. That is why accuracy "
            "stands beside it.",
        },
        right="Not by itself: it may be stuck.",
    ),
)

LEARNS = Part(
    key="stability_expressiveness",
    story="""The other side of stability: too few levels may leave a network too little to say. The simplest test is
to let it learn a few samples by heart. Networks with two hidden layers are trained from the start with few levels in
place, on 200 digits whose labels are all right. A network that cannot even get those right has too little freedom.""",
    words=("Accuracy", "Level"),
    question="Networks with 16 units a layer learn these 200 digits, in float and with 1-bit weights. By how many "
    "points is the accuracy on them lower with 1 bit?",
    way=Estimating(QUANTITIES["stability_expressiveness_prediction"]),
    benches=(
        partial(
            bench_of,
            CANNOT_FIT,
            draw=expressiveness_figure,
            alt=expressiveness_alt,
            notes=expressiveness_notes,
        ),
    ),
    check=Check(
        question="Why can a wide network with 1-bit weights learn what a narrow one cannot?",
        answers={
            "Its rounding errors are smaller.": "A 1-bit weight is as coarse in any network.",
            "It has many more weights to set.": "Each is only plus or minus, but many together can still say a lot. "
            "Width makes up for bits.",
            "It trains longer.": "All see the same 60 epochs.",
        },
        right="It has many more weights to set.",
    ),
)
