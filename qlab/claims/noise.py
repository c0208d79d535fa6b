"""What quantization does to numbers: the noise model, where it holds and where it does not."""

from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.falls import DB_PER_BIT
from qlab.experiments.grid import GridResult, GridSpec
from qlab.experiments.placement import PlacementResult, PlacementSpec
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


def judge_placement(result: PlacementResult) -> Verdict:
    """Judge a Gaussian's Lloyd-Max levels against even ones by LLOYD_MAX_WINS.rule."""
    gains = {point.bits: point.lloyd_max_db - point.uniform_db for point in result.points}
    won = [gain > 0 for gain in gains.values()]
    verdict = SUPPORTED if all(won) else MIXED if any(won) else NOT_SUPPORTED
    low, high = min(gains, key=gains.__getitem__), max(gains, key=gains.__getitem__)
    return Verdict(
        verdict,
        f"Against even steps Lloyd-Max gains from {gains[low]:+.1f} dB (at {low} bits) to {gains[high]:+.1f} dB (at "
        f"{high} bits).",
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
        Case("A Gaussian", "The bell curve, on evenly spaced levels.", GridSpec("gaussian")),
        Case("Laplace", "More values near 0 and more far out, evenly spaced levels.", GridSpec("laplace")),
    ),
    would_change="a range that grows or shrinks with the bits, as the clip with the least error does.",
)

LIKE_NOISE = (
    f"supported where, at every step, the power is step²/12 within {SHARE:.0%} and the correlation with the value at "
    f"most {SHARE:g}; not supported where that holds at no step; else mixed."
)

WHITE_NOISE = Statement(
    name="white-noise",
    claim="C3",
    sentence="Rounding is like adding noise that knows nothing of the value.",
    rule=LIKE_NOISE,
    judge=judge_white_noise,
    cases=(
        Case("Fine grids", "A step of up to 1.5 sigma, the values' root mean square.",
             RoundingNoiseSpec(steps=(0.1, 0.25, 0.5, 0.75, 1.0, 1.5))),
        Case("Coarse grids", "A step of 3 sigma and more: hardly three levels are used.",
             RoundingNoiseSpec(steps=(3.0, 3.5, 4.0, 5.0, 6.0))),
        Case("Trained weights", "The weights of a layer, from fine to coarse.",
             RoundingNoiseSpec("mlp-64/hidden2", (0.25, 0.5, 1.0, 2.0, 3.0, 4.0))),
        Case("Laplace", "A density with a peak and long tails, from fine to coarse.",
             RoundingNoiseSpec("laplace", (0.25, 0.5, 1.0, 2.0, 3.0, 4.0))),
    ),
    would_change="dither: noise added before rounding and taken away after it makes the error independent at any step.",
)  # fmt: skip

COARSE = (2.0, 3.0, 4.0, 5.0, 6.0)

DITHER_FREES = Statement(
    name="dither-frees",
    claim="C3",
    sentence="With dither even a coarse grid's error is like noise.",
    rule=LIKE_NOISE,
    judge=judge_white_noise,
    cases=(
        Case("Added and taken away", "Up to half a step is added by chance, and taken away after rounding.",
             RoundingNoiseSpec(steps=COARSE, dither="subtractive")),
        Case("Added and left in", "Two such numbers are added, and nobody takes them away.",
             RoundingNoiseSpec(steps=COARSE, dither="triangular")),
        Case("Stochastic rounding", "One such number is added and left in: that is rounding up or down by chance.",
             RoundingNoiseSpec(steps=COARSE, dither="uniform")),
    ),
    would_change="less dither than a whole step, which leaves some of the correlation.",
)  # fmt: skip

LLOYD_MAX_WINS = Statement(
    name="lloyd-max-wins",
    claim="C4",
    sentence="Lloyd-Max levels beat evenly spaced ones.",
    rule="supported where at every number of bits a Gaussian's Lloyd-Max levels, as wide as the values, reach a higher "
    "SQNR than even steps of the best size; not supported where they do at none; else mixed.",
    judge=judge_placement,
    cases=(
        Case("A Gaussian", "The bell curve that the levels were made for.", PlacementSpec("gaussian")),
        Case("Laplace", "More values near 0, and more far out.", PlacementSpec("laplace")),
        Case("Trained weights", "A layer of mlp-64.", PlacementSpec("mlp-64/hidden2")),
        Case("More trained weights", "A layer of mlp-256; a few of its weights stick out.",
             PlacementSpec("mlp-256/hidden2")),
    ),
    would_change="levels made for the density at hand, such as levels fitted to the values themselves.",
    slow=True,
)  # fmt: skip
