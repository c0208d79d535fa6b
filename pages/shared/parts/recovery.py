"""Fine-tuning: how much comes back, and how large its steps should be."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from pages.shared.predicting.charts import rates_chart
from pages.shared.predicting.drawing import Drawing
from pages.shared.predicting.estimating import Estimating
from qlab.claims.recovery import MOST_COMES_BACK, SMALLER_IS_BETTER
from qlab.course.quantities import QUANTITIES
from qlab.figures.recovered import recovered_figure
from qlab.figures.recovered_findings import recovered_alt, recovered_notes

HOW_MUCH = Part(
    key="recovery",
    story="""It is said that a little fine-tuning brings most of the accuracy back. Here five networks are broken and
trained on, each beside a **float control**: the same network in float, with the same steps on the same samples. What
the control gains is not recovery; it is just more training.""",
    words=("Fine-tuning", "Float control", "Recovered fraction"),
    question="3 bits for weights and activations cost these networks much of their accuracy. The training data is gone "
    "through three more times. How many percent of what was lost come back?",
    way=Estimating(QUANTITIES["recovery_prediction"]),
    benches=(
        partial(bench_of, MOST_COMES_BACK, draw=recovered_figure, alt=recovered_alt, notes=recovered_notes),
    ),
    check=Check(
        question="With 1 bit for weights and activations nothing comes back, with 1 bit for weights alone most does. "
        "What does that tell?",
        answers={
            "1 bit is too few.": "Not for the weights: these networks come back with two levels each.",
            "Bits alone do not decide.": "What is quantized matters as much: activations of 1 bit leave the gradient "
            "nothing to follow here.",
        },
        right="Bits alone do not decide.",
    ),
)

STEPS = Part(
    key="recovery_rate",
    story="It is said that fine-tuning wants a *small* learning rate. How small is small? Too large a step throws a "
    "network off; too small a step may never arrive anywhere.",
    words=("Latent weights", "Recovered fraction"),
    question="3 bits again, and the training data is gone through three times: with each of these learning rates. "
    "**Draw the accuracy** that is reached on new digits. Where is it highest, and what do the ends bring?",
    way=Drawing(rates_chart(3)),
    benches=(
        partial(bench_of, SMALLER_IS_BETTER, draw=recovered_figure, alt=recovered_alt, notes=recovered_notes),
    ),
    check=Check(
        question="With tiny steps almost nothing came back. Why?",
        answers={
            "The network has forgotten too much.": "The same network recovers with steps a hundred times as large, on "
            "the same samples.",
            "Most weights never reach their next level.": "A weight shows only its level. Small steps add up in the "
            "latent weight, but too few of them fit into three passes to cross a threshold.",
            "Rounding throws each small step away.": "That is so for weights stored on the grid. Here each step is "
            "kept, in the latent float weight.",
        },
        right="Most weights never reach their next level.",
    ),
)
