"""What the arms against overfitting reached, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.regularizer import RegularizerResult
from qlab.metrics.means import mean_interval


def reached(result: RegularizerResult, arm: str, part: str = "test") -> tuple[float, float, float]:
    """Return an arm's mean accuracy over seeds and the 95 % interval of that mean, in percent."""
    percents = [100 * value for value in result.by_seed(arm, part)]
    return fmean(percents), *mean_interval(percents)


def regularizer_finding(result: RegularizerResult) -> str:
    """Return who did best on new samples, and how float did, in one sentence."""
    best = max(result.arms, key=lambda arm: reached(result, arm)[0])
    if best == "float":
        return f"Nothing beats float: {reached(result, best)[0]:.1f} % of new samples right"
    return f"Best on new samples: {best}, {reached(result, best)[0]:.1f} %; float {reached(result, 'float')[0]:.1f} %"


def regularizer_alt(result: RegularizerResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = "; ".join(f"{arm} {reached(result, arm)[0]:.1f} %" for arm in result.arms)
    return f"Test accuracy of networks trained on {result.spec.n_train} samples: {told}."


def regularizer_notes(result: RegularizerResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    gaps = {arm: reached(result, arm, "train")[0] - reached(result, arm)[0] for arm in result.arms}
    smallest = min(gaps, key=lambda arm: gaps[arm])
    notes = [
        f"The gap between training and new samples is **{gaps['float']:.0f} points** in float, and smallest with "
        f"{smallest}: {gaps[smallest]:.0f} points."
    ]
    best = max(result.arms, key=lambda arm: reached(result, arm)[0])
    if smallest != best:
        notes.append(
            f"A small gap is not the goal: {best} does best on new samples, with {gaps[best]:.0f} points."
        )
    return notes
