"""What size does to the loss, in sentences made of measured numbers only."""

from itertools import pairwise
from statistics import fmean

from qlab.experiments.language import LanguageResult
from qlab.experiments.sizes import SizesResult
from qlab.figures.cliff_curves import parameters
from qlab.figures.losses import fewest
from qlab.figures.words import bits_word, listed


def by_size(result: SizesResult | LanguageResult) -> list[str]:
    """Return the networks, smallest first."""
    return sorted(result.spec.models, key=parameters)


def mean_loss(result: SizesResult, model: str, *bits: int) -> float:
    """Return what `model` loses at `bits`, or on average over all of them, in percent; the mean over its seeds."""
    return fmean(result.losses(model, bits))


def sizes_finding(result: SizesResult) -> str:
    """Return what the smallest and the largest network lose, in one sentence."""
    small, large = by_size(result)[0], by_size(result)[-1]
    return f"{small} loses {mean_loss(result, small):.1f} %, {large} {mean_loss(result, large):.1f} %, over all bits"


def sizes_alt(result: SizesResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{model}: "
        + ", ".join(
            f"{round(mean_loss(result, model, b))} % at {bits_word(b)}" for b in fewest(result.spec.bits)
        )
        for model in by_size(result)
    ]
    return f"Accuracy above chance that is lost, by network. {sizes_finding(result)}. {'. '.join(lines)}."


def sizes_notes(result: SizesResult) -> list[str]:
    """Return what to notice: the steps against the trend, where networks differ most, and how far seeds do."""
    models = by_size(result)
    worse = [
        (small, large)
        for small, large in pairwise(models)
        if mean_loss(result, large) > mean_loss(result, small)
    ]
    steps = listed([f"from {small} to {large}" for small, large in worse])
    notes = [
        f"**Step by step.** On average over all bits, {len(models) - 1 - len(worse)} of {len(models) - 1} steps up in "
        f"size lose less{f'; not {steps}' if steps else ''}."
    ]

    def apart(bits: int) -> float:
        found = [mean_loss(result, model, bits) for model in models]
        return max(found) - min(found)

    widest = max(result.spec.bits, key=apart)
    at = listed(
        [f"{round(mean_loss(result, model, widest))} % ({model})" for model in (models[0], models[-1])]
    )
    notes.append(f"**Networks differ most at {bits_word(widest)}**: the smallest and the largest lose {at}.")
    some = {model: result.losses(model, (widest,)) for model in models}
    model = max(some, key=lambda name: max(some[name]) - min(some[name]))
    notes.append(
        f"**One network alone would mislead.** At {bits_word(widest)}, the seeds of {model} lose between "
        f"{round(min(some[model]))} % and {round(max(some[model]))} %."
    )
    return notes
