"""What quantization does to numbers: the noise model, where it holds and where it does not."""

from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.falls import DB_PER_BIT
from qlab.experiments.grid import GridResult, GridSpec
from qlab.experiments.rounding_noise import RoundingNoiseResult, RoundingNoiseSpec

DB_TOLERANCE = 1.0
FEW = 4  # bits; up to here the levels themselves more than double: 1, 3, 7 above 0
SHARE = 0.05  # of step^2 / 12, and of the values' power


def gains(result: GridResult, method: str = "minmax") -> dict[int, float]:
    """Return the dB that a bit adds, on average, by the bits that it leads to; bits may be two apart.

    >>> from qlab.experiments.grid import measure_grid
    >>> sorted(gains(measure_grid(GridSpec("gaussian", "float"))))
    [6, 8]
    """
    sqnr = {bits: result.methods(bits)[method]["sqnr_db"] for bits in result.bits}
    pairs = zip(result.bits[:-1], result.bits[1:], strict=True)
    return {after: (sqnr[after] - sqnr[before]) / (after - before) for before, after in pairs}


def judge_six_decibels(result: GridResult) -> Verdict:
    """Judge what each bit adds by SIX_DECIBELS.rule."""
    added = {bits: gain for bits, gain in gains(result).items() if bits > FEW}
    near = [abs(gain - DB_PER_BIT) <= DB_TOLERANCE for gain in added.values()]
    verdict = SUPPORTED if all(near) else MIXED if any(near) else NOT_SUPPORTED
    low, high = min(added, key=added.__getitem__), max(added, key=added.__getitem__)
    return Verdict(
        verdict,
        f"A bit adds between {added[low]:.1f} dB (to {low} bits) and {added[high]:.1f} dB (to {high} bits).",
    )


def judge_white_noise(result: RoundingNoiseResult) -> Verdict:
    """Judge the error's power and its correlation with the values by WHITE_NOISE.rule."""
    near = [abs(point.power - 1) <= SHARE and abs(point.correlation) <= SHARE for point in result.points]
    verdict = SUPPORTED if all(near) else MIXED if any(near) else NOT_SUPPORTED
    worst = max(result.points, key=lambda point: abs(point.power - 1) + abs(point.correlation))
    return Verdict(
        verdict,
        f"Worst at a step of {worst.step:g} sigma: {worst.power:.2f} of the power that the model says, and a "
        f"correlation of {round(worst.correlation, 2) + 0.0:.2f} with the value.",
    )


SIX_DECIBELS = Statement(
    name="six-decibels",
    claim="C4",
    sentence="Each bit more makes the error 6 dB quieter.",
    rule=f"supported where every bit beyond {FEW} adds 6.02 dB ± {DB_TOLERANCE:g} dB under min-max; not supported "
    "where none does; else mixed.",
    judge=judge_six_decibels,
    cases=(
        Case(
            "Integers",
            "Trained weights on evenly spaced levels.",
            GridSpec("mlp-64/hidden2", "integer-narrow"),
        ),
        Case(
            "Floating point",
            "The same weights; bits go to exponents, too.",
            GridSpec("mlp-64/hidden2", "float"),
        ),
    ),
    would_change="a range that grows or shrinks with the bits, as the clip with the least error does.",
)

WHITE_NOISE = Statement(
    name="white-noise",
    claim="C3",
    sentence="Rounding is like adding noise that knows nothing of the value.",
    rule=f"supported where, at every step, the power is step²/12 within {SHARE:.0%} and the correlation with the value "
    f"at most {SHARE:g}; not supported where that holds at no step; else mixed.",
    judge=judge_white_noise,
    cases=(
        Case("Fine grids", "A step of at most sigma, the values' root mean square.",
             RoundingNoiseSpec(steps=(0.1, 0.25, 0.5, 0.75, 1.0, 1.5))),
        Case("Coarse grids", "A step of 3 sigma and more: hardly three levels are used.",
             RoundingNoiseSpec(steps=(3.0, 3.5, 4.0, 5.0, 6.0))),
        Case("Trained weights", "The weights of a layer, from fine to coarse.",
             RoundingNoiseSpec("mlp-64/hidden2", (0.25, 0.5, 1.0, 2.0, 3.0, 4.0))),
    ),
    would_change="dither: noise added before rounding and taken away after it makes the error independent at any step.",
)  # fmt: skip
