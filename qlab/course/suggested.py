"""Six questions that people ask about quantization, with the lab's answers: lesson 10, and suggestions for a search."""

from typing import NamedTuple


class Suggested(NamedTuple):
    """A question, our answer, the statements that it rests on, and the lesson that measures them."""

    asked: str
    answer: str
    statements: tuple[str, ...]
    lesson: str


SUGGESTED = (
    Suggested(
        "Why are larger networks often more robust?",
        "Where many units say the same, their errors average out. Size alone does not do it: clip nothing, and one "
        "large weight can undo what size has won.",
        ("width-dilutes", "larger-loses-less"),
        "small_and_large",
    ),
    Suggested(
        "Which tasks are sensitive?",
        "Those that count an answer as wrong when it moves a little. Ask how far yours may move, not what the task is "
        "called.",
        ("kind-decides",),
        "tasks",
    ),
    Suggested(
        "How do I find the right number of bits for my network?",
        "Measure the SQNR of its outputs as the bits go down, and accuracy beside it. Stay well above where accuracy "
        "falls: that place is the network's own.",
        ("in-decibels", "cliff-is-sharp"),
        "the_cliff",
    ),
    Suggested(
        "How does quantization regularize?",
        "Trained with few bits, a network cannot learn wrong labels by heart so easily. A tuned remedy does "
        "that better.",
        ("few-bits-beat-float", "few-bits-beat-remedies"),
        "regularizer",
    ),
    Suggested(
        "More bits, or a better range?",
        "First look at the units of the channels and at the range: both are free. What helps more differs from network "
        "to network, so measure both.",
        ("int8-costs-little", "one-bit-more"),
        "the_cliff",
    ),
    Suggested(
        "How does fine-tuning recover what was lost?",
        "Small steps add up in latent weights until they cross to another level. A network that guesses gives no "
        "direction to go in, and steps that are too small never cross.",
        ("most-comes-back", "comes-back-wherever-it-starts"),
        "recovery",
    ),
)
