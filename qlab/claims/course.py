"""The seven claims of the course, as it teaches them, and what others have published for and against each."""

from qlab.claims.claim import Claim, Source

_ALL = (
    Claim(
        "C1",
        "Large and small",
        "Larger networks are more robust to quantization than small ones.",
        (
            Source(
                "Large Transformers lose less to quantization and pruning than small ones trained for as long.",
                "Li et al. 2020, arXiv:2002.11794",
                "abstract",
                "for",
            ),
            Source(
                "The more data a language model was trained on, the more it loses when it is quantized afterward.",
                "Kumar et al. 2024, arXiv:2411.04330",
                "abstract",
                "against",
            ),
            Source(
                "In 8 bits with one scale a tensor, a language model of 13 billion weights does worse than one of 6.7.",
                "Dettmers et al. 2022, arXiv:2208.07339, table 1",
                "unchecked",
                "against",
            ),
        ),
    ),
    Claim(
        "C2",
        "Tasks differ",
        "Some tasks tolerate quantization, such as classifying varied images; others do not, such as speech, medical "
        "diagnosis and regression with tight margins.",
        (
            Source(
                "A speech recognizer trained for 4 bits loses nothing.",
                "Ding et al. 2022, arXiv:2203.15952",
                "abstract",
                "against",
            ),
            Source(
                "A network that outlines organs works with 4-bit weights and 6-bit activations.",
                "AskariHemmat et al. 2019, arXiv:1908.01073",
                "abstract",
                "against",
            ),
        ),
    ),
    Claim(
        "C3",
        "Ways to fail",
        "Too few bits make accuracy drop to chance, spoil calibration, make outputs vary and computations unstable.",
        (
            Source(
                "Calibration error grows as accuracy falls; scaling the logits by one temperature repairs part of it.",
                "Kuang and Wong 2023, arXiv:2309.13866",
                "abstract",
                "for",
            ),
            Source(
                "With the same accuracy, many answers change in both directions.",
                "Dutta et al. 2024, arXiv:2407.09141",
                "abstract",
                "for",
            ),
            Source(
                "Answers that the network was least sure of change first, so one that is too sure looks more robust.",
                "Xia et al. 2021, arXiv:2111.08163",
                "abstract",
                "against",
            ),
        ),
    ),
    Claim(
        "C4",
        "The cliff",
        "The boundary is sharp: INT8 or INT6 cost little, INT4 and binary often collapse.",
        (
            Source(
                "Between 3 and 2 bits, what a network learns changes in kind.",
                "Liu et al. 2025, arXiv:2502.02631",
                "abstract",
                "for",
            ),
            Source(
                "Rounding each weight up or down as the layer needs it moves the cliff of an image network by bits.",
                "Nagel et al. 2020, arXiv:2004.10568",
                "abstract",
                "against",
            ),
        ),
    ),
    Claim(
        "C5",
        "A regularizer",
        "Quantization is an implicit regularizer: it reduces overfitting and improves generalization.",
        (
            Source(
                "Over some two thousand networks, few bits go with flatter minima and a smaller gap, but a higher "
                "training loss.",
                "QGen 2024, arXiv:2404.11769",
                "abstract",
                "for",
            ),
            Source(
                "Dropout did better than binary weights on the same task.",
                "Courbariaux et al. 2015, arXiv:1511.00363, table 2",
                "unchecked",
                "against",
            ),
        ),
    ),
    Claim(
        "C6",
        "Stability",
        "Quantized values change less under small updates, so they are stable; too few over-constrain a network.",
        (
            Source(
                "Weights kept in 16-bit fixed point stall with nearest rounding and train with stochastic rounding.",
                "Gupta et al. 2015, arXiv:1502.02551",
                "unchecked",
                "for",
            ),
            Source(
                "With the straight-through estimator weights do not rest: they oscillate between two levels.",
                "Nagel et al. 2022, arXiv:2203.11086",
                "abstract",
                "against",
            ),
        ),
    ),
    Claim(
        "C7",
        "Fine-tuning",
        "Fine-tuning after quantization, with a small learning rate and part of the data, brings most of it back, "
        "unless there are too few levels.",
        (
            Source(
                "Image networks reach the float accuracy in 8 bits after one epoch, and in 4 bits after long training.",
                "McKinstry et al. 2018, arXiv:1809.04191",
                "abstract",
                "for",
            ),
            Source(
                "An image network that has collapsed to chance in 4 bits stays there, unless its channels are "
                "equalized first.",
                "Nagel et al. 2021, arXiv:2106.08295, table 9",
                "unchecked",
                "against",
            ),
        ),
    ),
)

CLAIMS: dict[str, Claim] = {claim.name: claim for claim in _ALL}
