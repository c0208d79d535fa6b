"""What longer training does to the loss, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.training_length import TrainingLengthResult
from qlab.figures.words import bits_word, listed


def training_length_finding(result: TrainingLengthResult) -> str:
    """Return what the shortest and the longest training lose, in one sentence."""
    short, long = min(result.spec.epochs), max(result.spec.epochs)
    before, after = (fmean(result.losses(epochs)) for epochs in (short, long))
    return f"After {short} epochs {before:.1f} % is lost, after {long} epochs {after:.1f} %"


def training_length_alt(result: TrainingLengthResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{epochs} epochs: "
        + ", ".join(f"{fmean(result.losses(epochs, (b,))):.1f} % at {bits_word(b)}" for b in result.spec.bits)
        for epochs in sorted(result.spec.epochs)
    ]
    return f"Accuracy above chance lost, by epochs. {training_length_finding(result)}. {'. '.join(lines)}."


def training_length_notes(result: TrainingLengthResult) -> list[str]:
    """Return what to notice: what the float networks gained, how far weights stick out, and what each bits lost."""
    epochs = sorted(result.spec.epochs)

    def mean(name: str, at: int) -> float:
        return fmean(getattr(point, name) for point in result.points if point.epochs == at)

    gained = listed([f"{100 * mean('float_accuracy', at):.1f} %" for at in epochs])
    crests = listed([f"{mean('crest', at):.1f}" for at in epochs])
    ends = listed([str(at) for at in epochs])
    by_bits = listed([
        f"{fmean(result.losses(epochs[0], (b,))):.1f} % and {fmean(result.losses(epochs[-1], (b,))):.1f} % at "
        f"{bits_word(b)}"
        for b in result.spec.bits
    ])  # fmt: skip
    return [
        f"**The float networks** have {gained} after {ends} epochs.",
        f"**How far the largest weight sticks out**: the crest factor of the worst layer is {crests}. Longer "
        "training can make the answers surer, which helps, and the largest weights larger, which hurts.",
        f"**Lost** after {epochs[0]} and {epochs[-1]} epochs: {by_bits}.",
    ]
