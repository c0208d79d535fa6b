"""The seven claims of the course, as it teaches them, each with what others have published for and against it."""

from qlab.claims.claim import Claim
from qlab.claims.literature import LITERATURE

_SENTENCES = {
    "C1": ("Large and small", "Larger networks are more robust to quantization than small ones."),
    "C2": (
        "Tasks differ",
        "Some tasks tolerate quantization, such as classifying varied images; others do not, such as speech, medical "
        "diagnosis and regression with tight margins.",
    ),
    "C3": (
        "Ways to fail",
        "Too few bits make accuracy drop to chance, spoil calibration, make outputs vary and computations unstable.",
    ),
    "C4": ("The cliff", "The boundary is sharp: INT8 or INT6 cost little, INT4 and binary often collapse."),
    "C5": (
        "A regularizer",
        "Quantization is an implicit regularizer: it reduces overfitting and improves generalization.",
    ),
    "C6": (
        "Stability",
        "Quantized values change less under small updates, so they are stable; too few over-constrain a network.",
    ),
    "C7": (
        "Fine-tuning",
        "Fine-tuning after quantization, with a small learning rate and part of the data, brings most of it back, "
        "unless there are too few levels.",
    ),
}

CLAIMS: dict[str, Claim] = {
    name: Claim(name, title, sentence, LITERATURE[name]) for name, (title, sentence) in _SENTENCES.items()
}
