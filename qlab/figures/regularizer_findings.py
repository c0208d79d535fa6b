"""What the arms against overfitting reached, in sentences made of measured numbers only."""

from collections.abc import Iterable
from statistics import fmean

from qlab.experiments.regularizer import REMEDIES, RegularizerResult, few_bits, noise_of
from qlab.metrics.means import mean_interval
from qlab.tasks import CLASSIFICATION, TASKS


def scored(result: RegularizerResult) -> str:
    """Return what is scored, with its unit: right answers, or the variance of the targets that is explained."""
    labels = TASKS[result.spec.task].kind == CLASSIFICATION
    return "Right answers (%)" if labels else "Variance explained (%)"


def reached(result: RegularizerResult, arm: str, part: str = "test") -> tuple[float, float, float]:
    """Return an arm's mean score over seeds and the 95 % interval of that mean, in percent."""
    percents = [100 * value for value in result.by_seed(arm, part)]
    return fmean(percents), *mean_interval(percents)


def _mean(result: RegularizerResult, arm: str, part: str = "test") -> float:
    return reached(result, arm, part)[0]


def _best(result: RegularizerResult, arms: Iterable[str], part: str = "test") -> tuple[str, float]:
    best = max(arms, key=lambda arm: _mean(result, arm, part))
    return best, _mean(result, best)


def regularizer_finding(result: RegularizerResult) -> str:
    """Return what did best on new samples, and how float did, in one sentence."""
    best, reaches = _best(result, result.arms)
    if best == "float":
        return f"Nothing beats float: {reaches:.1f} % on new samples"
    return f"Best on new samples: {best}, {reaches:.1f} %; float {_mean(result, 'float'):.1f} %"


def regularizer_alt(result: RegularizerResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = "; ".join(
        f"{arm} {_mean(result, arm, 'train'):.1f} % and {_mean(result, arm):.1f} %" for arm in result.arms
    )
    return f"{scored(result)} on the {result.spec.n_train} training samples and on new ones: {told}."


def regularizer_notes(result: RegularizerResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    gaps = {arm: _mean(result, arm, "train") - _mean(result, arm) for arm in result.arms}
    smallest, best = min(gaps, key=lambda arm: gaps[arm]), _best(result, result.arms)[0]
    goal = (
        "" if smallest == best else f" A small gap is not the goal: {best} does best, with {gaps[best]:.0f}."
    )
    if gaps[smallest] < 0 < result.spec.label_noise:
        goal += " It is below 0, because some training labels are wrong and all test labels are right."
    bits, noises = ([name(of) for of in result.spec.bits] for name in (few_bits, noise_of))
    told = [
        f"{arm} ({reaches:.1f} %)"
        for arm, reaches in (_best(result, arms, "validation") for arms in (bits, noises, REMEDIES))
    ]
    return [
        f"**The gap** between training and new samples is {gaps['float']:.0f} points in float, and smallest with "
        f"{smallest}: {gaps[smallest]:.0f}.{goal}",
        f"**Chosen on validation samples**, on average: {told[0]}, {told[1]}, {told[2]} on new samples; float has "
        f"{_mean(result, 'float'):.1f} %.",
    ]
