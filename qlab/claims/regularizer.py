"""Is quantization a regularizer, a good one, and more than noise?"""

from collections.abc import Sequence

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.regularizer import REMEDIES, RegularizerResult, RegularizerSpec, few_bits, noise_of

SAYS = " {mean:+.1f} points on test samples (95 % interval {low:+.1f} to {high:+.1f}, {seeds} seeds)."


def chosen(result: RegularizerResult, arms: Sequence[str]) -> list[float]:
    """Return, for each seed, the test score of the arm that does best on the validation samples.

    >>> from qlab.experiments.regularizer_arms import Trained
    >>> trained = tuple(Trained(arm, 0, 1.0, validation, test)
    ...                 for arm, validation, test in (("a", 0.5, 0.6), ("b", 0.6, 0.4)))
    >>> chosen(RegularizerResult(RegularizerSpec(), 597, trained), ("a", "b"))
    [0.4]
    """
    best: dict[int, tuple[float, float]] = {}
    for one in result.trained:
        if one.arm in arms and (one.seed not in best or one.validation > best[one.seed][0]):
            best[one.seed] = (one.validation, one.test)
    return [test for _, test in best.values()]


def _against(result: RegularizerResult, rivals: Sequence[str], who: str) -> Verdict:
    ours = chosen(result, [few_bits(bits) for bits in result.spec.bits])
    pairs = zip(chosen(result, rivals), ours, strict=True)
    return below([100 * (rival - our) for rival, our in pairs], 0.0, f"{who} less few bits:{SAYS}")


def judge_better_than_float(result: RegularizerResult) -> Verdict:
    """Judge by BETTER_THAN_FLOAT.rule."""
    return _against(result, ["float"], "Float")


def judge_better_than_noise(result: RegularizerResult) -> Verdict:
    """Judge by BETTER_THAN_NOISE.rule."""
    return _against(result, [noise_of(bits) for bits in result.spec.bits], "The best noise")


def judge_better_than_remedies(result: RegularizerResult) -> Verdict:
    """Judge by BETTER_THAN_REMEDIES.rule."""
    return _against(result, REMEDIES, "The best remedy")


RULE = (
    "seeds are paired, and what is compared was chosen on validation samples. Supported if the 95 % interval of the "
    "difference lies below 0, not supported if above, else mixed; five seeds are needed."
)
CASES = (
    Case("Wrong labels", "400 digits, 30 % of their labels wrong, 60 epochs.", RegularizerSpec(n_train=400)),
    Case("Right labels", "150 digits, all labels right.", RegularizerSpec(label_noise=0.0)),
    Case("Half as long", "As the first, but trained for 30 epochs.", RegularizerSpec(n_train=400, epochs=30)),
    Case(
        "Diabetes",
        "240 patients, a number to foretell instead of a class, 100 epochs. A score of 0 is what the mean would get.",
        RegularizerSpec("diabetes", 240, 0.0, 64, 100),
    ),
)

BETTER_THAN_FLOAT = Statement(
    name="few-bits-beat-float",
    claim="C5",
    sentence="Trained with few bits, a network does better on new data than trained in float.",
    rule=RULE,
    judge=judge_better_than_float,
    cases=CASES,
    would_change="labels without mistakes, or enough samples: there is nothing left to overfit to.",
    slow=True,
)

BETTER_THAN_NOISE = Statement(
    name="few-bits-beat-noise",
    claim="C5",
    sentence="Few bits do more against overfitting than random noise of the same size.",
    rule=f"{RULE} The noise is Gaussian, new in each step, with the variance of the rounding error, layer by layer.",
    judge=judge_better_than_noise,
    cases=CASES,
    would_change="quantizing what noise has trained: here that network stays in float, and no rounding follows.",
    slow=True,
)

BETTER_THAN_REMEDIES = Statement(
    name="few-bits-beat-remedies",
    claim="C5",
    sentence="Few bits do more against overfitting than weight decay, early stopping or a narrower network.",
    rule=f"{RULE} The remedies are tuned on the same validation samples.",
    judge=judge_better_than_remedies,
    cases=CASES,
    would_change="another task, where the right strength of a remedy cannot be found on validation samples.",
    slow=True,
)
