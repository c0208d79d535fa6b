"""What the first look says, in sentences made of measured numbers only."""

from qlab.experiments.first_look import FirstLookResult, Look
from qlab.figures.words import bits_word


def answers(look: Look) -> list[int]:
    """Return the network's answer to each picture: the class that it finds most probable."""
    return [max(range(len(row)), key=row.__getitem__) for row in look.probabilities]


def right(look: Look) -> int:
    """Return how many pictures get their own class, which is their place, as the answer."""
    return sum(answer == digit for digit, answer in enumerate(answers(look)))


def first_look_finding(result: FirstLookResult) -> str:
    """Return how many pictures are named right in float and with the fewest bits, in one sentence."""
    first, last = result.looks[0], min(result.looks[1:], key=lambda look: look.bits or 0)
    return (
        f"Of {len(result.pictures)} pictures {right(first)} are named right in float, "
        f"and {right(last)} with {bits_word(last.bits or 32)}"
    )


def first_look_alt(result: FirstLookResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    counts = ", ".join(f"{right(look)} with {bits_word(look.bits or 32)}" for look in result.looks)
    return f"The network's answer to each picture, by bits. {first_look_finding(result)}. Right: {counts}."
