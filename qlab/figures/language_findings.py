"""What language models lose, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.language import LanguageResult
from qlab.figures.sizes_findings import by_size
from qlab.figures.words import bits_word, listed
from qlab.metrics.language import perplexity

SEEN = 0.05
"""Bits per character: a model that takes this many more than the float one has lost something worth a word."""


def float_bits(result: LanguageResult, model: str) -> float:
    """Return the bits per character of the float model, the mean of its seeds."""
    return fmean(result.at(model, FLOAT_BITS))


def language_finding(result: LanguageResult) -> str:
    """Return what each model takes more than in float where that first shows, in one sentence."""
    models = by_size(result)
    for bits in sorted(result.spec.bits, reverse=True):
        added = {model: fmean(result.at(model, bits)) - float_bits(result, model) for model in models}
        if max(added.values()) > SEEN:
            more = listed([f"{most:.2f} ({model})" for model, most in added.items()])
            return f"At {bits_word(bits)}, bits per character rise by {more}"
    return "At none of these bits do bits per character rise"


def language_alt(result: LanguageResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{model}: {float_bits(result, model):.2f} in float32, "
        + ", ".join(
            f"{fmean(result.at(model, bits)):.2f} at {bits_word(bits)}"
            for bits in sorted(result.spec.bits, reverse=True)
        )
        for model in by_size(result)
    ]
    return f"Bits per character against bits. {language_finding(result)}. {'. '.join(lines)}."


def language_notes(result: LanguageResult) -> list[str]:
    """Return what to notice: perplexity, where a model does worse than guessing, and how far seeds differ."""
    choices = [
        f"{perplexity(float_bits(result, model)):.1f} characters ({model})" for model in by_size(result)
    ]
    notes = [
        f"**Perplexity.** The float models choose as if among {listed(choices)}; guessing, among "
        f"{perplexity(result.guess):.0f}."
    ]
    worse = []
    for model in by_size(result):
        lost = [str(bits) for bits in result.spec.bits if min(result.at(model, bits)) > result.guess]
        worse += [f"{model} at {listed(lost)} bits"] if lost else []
    if worse:
        notes.append(
            f"**Worse than guessing**, with every seed: {listed(worse)}. A language model that is sure and wrong pays "
            "more than one that knows nothing."
        )
    return notes
