"""What restless weights say, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.restless import MEASURES, RestlessResult
from qlab.figures.calibration_findings import percent
from qlab.figures.words import bits_word, listed

FINDINGS = {
    "share": "{} of the weights change at {}, {} at {}",
    "distance": "The weights move by {} at {}, by {} at {}",
}


def _percent(result: RestlessResult, bits: int, measure: str = "") -> str:
    return f"{100 * fmean(result.values(bits, measure)):.3g} %"


def restless_finding(result: RestlessResult) -> str:
    """Return the measure at most and at fewest bits, in one short sentence."""
    ends = (end(result.spec.bits) for end in (max, min))
    told = [word for bits in ends for word in (_percent(result, bits), bits_word(bits))]
    return FINDINGS[result.spec.measure].format(*told)


def restless_alt(result: RestlessResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = listed(
        [f"{_percent(result, bits)} at {bits_word(bits)}" for bits in sorted(result.spec.bits, reverse=True)]
    )
    return f"The {MEASURES[result.spec.measure]}, against bits: {told}."


def restless_notes(result: RestlessResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    most, few = max(result.spec.bits), min(result.spec.bits)
    stuck = (
        f"**Calm, or stuck?** After these steps {percent(fmean(result.values(most, 'accuracy')))} of the test samples "
        f"are right at {bits_word(most)}, and {percent(fmean(result.values(few, 'accuracy')))} at {bits_word(few)}."
    )
    if result.spec.measure == "share":
        return [
            f"**To and fro.** Of the weights that changed, {_percent(result, most, 'back')} end where they began at "
            f"{bits_word(most)}, and {_percent(result, few, 'back')} at {bits_word(few)}.",
            stuck,
        ]
    return [
        f"**Seldom, but far.** At {bits_word(few)} only {_percent(result, few, 'share')} of the weights changed, each "
        f"by a whole step; at {bits_word(most)}, {_percent(result, most, 'share')}, by steps that are hardly any.",
        stuck,
    ]
