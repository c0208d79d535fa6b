"""Fine-tuning: how much data it needs, and what cannot come back from where it starts."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.recovery import WHEREVER_IT_STARTS
from qlab.claims.recovery_data import PART_IS_ENOUGH
from qlab.figures.recovered import recovered_figure
from qlab.figures.recovered_findings import recovered_alt, recovered_notes
from qlab.figures.recovered_map import recovered_map_figure
from qlab.figures.recovered_map_findings import map_alt, map_notes

HOW_MUCH_DATA = Part(
    key="recovery_data",
    story="""Often the one who quantizes has only a part of the training data. Here is the whole map: bits, learning
rate and share of the data, with about as many steps everywhere. A part is gone through so many times more.""",
    words=("Recovered fraction", "Float control", "Overfitting"),
    question="120 of 1,200 digits, ten times as often. What becomes of the recovery?",
    options=("Hardly any difference.", "Half as much comes back.", "Nothing comes back."),
    benches=(partial(bench_of, PART_IS_ENOUGH, draw=recovered_map_figure, alt=map_alt, notes=map_notes),),
    check=Check(
        question="With 24 digits and large steps even the float control gets worse. Why?",
        answers={
            "Float needs more data than few bits do.": "Look at the map: with few bits the same happens.",
            "It learns those 24 and unlearns the rest.": "That is overfitting, and no matter of bits. Small steps move "
            "it less far from what it knew.",
            "It takes too few steps.": "About as many as with all the data; only the samples are fewer.",
        },
        right="It learns those 24 and unlearns the rest.",
    ),
)

WHERE_IT_STARTS = Part(
    key="recovery_start",
    story="""What a layer makes larger, the next can make smaller: in float, nothing changes. But the weights then
differ so much in size that one scale a layer fits few of them, and the network collapses. **Equalizing** undoes it
before any training. And fine-tuning may also start from the levels, as if only the quantized network had been kept.""",
    words=("Units of a channel", "Equalization", "Latent weights"),
    question="3 bits again. Fine-tuning starts once from the float weights and once from their levels. Where does more "
    "come back?",
    options=("From the float weights.", "From the levels.", "The same from both."),
    benches=(
        partial(
            bench_of, WHEREVER_IT_STARTS, draw=recovered_figure, alt=recovered_alt, notes=recovered_notes
        ),
    ),
    check=Check(
        question="A network has collapsed in 8 bits, and fine-tuning brings nothing back. What now?",
        answers={
            "Train longer.": "A network that only guesses gives hardly any direction to go in.",
            "Equalize it, then fine-tune.": "The function is the same, the levels fit again, and something is left to "
            "start from.",
            "Use more data.": "It had all of it.",
        },
        right="Equalize it, then fine-tune.",
    ),
)
