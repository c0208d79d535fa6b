"""What others have published for and against the claims of the course, and how much of it we have read."""

from qlab.claims.claim import Source

LITERATURE: dict[str, tuple[Source, ...]] = {
    "C1": (
        Source(
            "Large Transformers lose less to quantization and pruning than small ones trained for as long.",
            "Li et al. 2020, arXiv:2002.11794", "abstract", "for",
        ),
        Source(
            "The more data a language model was trained on, the more it loses when it is quantized afterward.",
            "Kumar et al. 2024, arXiv:2411.04330", "abstract", "against",
        ),
        Source(
            "A few outlier features rule the large language models. In 8 bits these lose nothing, but only once the "
            "outliers stay in 16.",
            "Dettmers et al. 2022, arXiv:2208.07339", "abstract", "against",
        ),
    ),
    "C2": (
        Source(
            "A speech recognizer trained for 4 bits loses nothing.",
            "Ding et al. 2022, arXiv:2203.15952", "abstract", "against",
        ),
        Source(
            "A network that outlines organs works with 4-bit weights and 6-bit activations.",
            "AskariHemmat et al. 2019, arXiv:1908.01073", "abstract", "against",
        ),
    ),
    "C3": (
        Source(
            "Calibration error grows as accuracy falls; scaling the logits by one temperature repairs part of it.",
            "Kuang and Wong 2023, arXiv:2309.13866", "abstract", "for",
        ),
        Source(
            "With the same accuracy, many answers change in both directions.",
            "Dutta et al. 2024, arXiv:2407.09141", "abstract", "for",
        ),
        Source(
            "Compressed networks score alike in all, and differ on a few samples, atypical and noisy ones above all.",
            "Hooker et al. 2019, arXiv:1911.05248", "abstract", "for",
        ),
        Source(
            "Networks in float can be badly calibrated, too; one temperature is surprisingly good at mending it.",
            "Guo et al. 2017, arXiv:1706.04599", "abstract", "against",
        ),
        Source(
            "Answers that the network was least sure of change first, so one that is too sure looks more robust.",
            "Xia et al. 2021, arXiv:2111.08163", "abstract", "against",
        ),
    ),
    "C4": (
        Source(
            "Between 3 and 2 bits, what a network learns changes in kind.",
            "Liu et al. 2025, arXiv:2502.02631", "abstract", "for",
        ),
        Source(
            "With each weight rounded up or down as its layer needs it, image networks lose less than 1 % in 4 bits.",
            "Nagel et al. 2020, arXiv:2004.10568", "abstract", "against",
        ),
        Source(
            "Without care 8 bits often cost much; with equalized ranges and corrected biases hardly anything.",
            "Nagel et al. 2019, arXiv:1906.04721", "abstract", "against",
        ),
        Source(
            "Rounded for the layers' outputs, models of 175 billion weights lose hardly anything in 3 or 4 bits.",
            "Frantar et al. 2022, arXiv:2210.17323", "abstract", "against",
        ),
    ),
    "C5": (
        Source(
            "Over some two thousand networks, few bits go with flatter minima and a smaller gap, but a higher training "
            "loss.",
            "QGen 2024, arXiv:2404.11769", "abstract", "for",
        ),
        Source(
            "Training with binary weights acts as a regularizer, as dropout does, and comes near the best of its time.",
            "Courbariaux et al. 2015, arXiv:1511.00363", "abstract", "for",
        ),
        Source(
            "Dropout did better than binary weights on the same task.",
            "Courbariaux et al. 2015, arXiv:1511.00363, table 2", "unchecked", "against",
        ),
    ),
    "C6": (
        Source(
            "In 16-bit fixed point the rule of rounding decides: with stochastic rounding networks train with hardly a "
            "loss.",
            "Gupta et al. 2015, arXiv:1502.02551", "abstract", "for",
        ),
        Source(
            "With the straight-through estimator weights do not rest: they oscillate between two levels.",
            "Nagel et al. 2022, arXiv:2203.11086", "abstract", "against",
        ),
    ),
    "C7": (
        Source(
            "Image networks reach the float accuracy in 8 bits after one epoch, and in 4 bits after long training.",
            "McKinstry et al. 2018, arXiv:1809.04191", "abstract", "for",
        ),
        Source(
            "An image network that has collapsed to chance in 4 bits stays there, unless its channels are equalized "
            "first.",
            "Nagel et al. 2021, arXiv:2106.08295, table 9", "unchecked", "against",
        ),
    ),
}  # fmt: skip
