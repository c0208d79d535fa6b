"""C7, fine-tuning: whether it brings back most of what quantization took, and whether its steps should be small."""

from qlab.claims.by_interval import below
from qlab.claims.claim import MIXED, Case, Statement, Verdict
from qlab.claims.recovery_data import share
from qlab.experiments.recovery import RecoveryResult, RecoverySpec
from qlab.experiments.recovery_trials import LEAST_LOSS, Setting

HALF = 50.0  # percent
TOO_LITTLE = f"A network lost under {100 * LEAST_LOSS:g} points of accuracy: too little to bring back."


def judge_most(result: RecoveryResult) -> Verdict:
    """Judge whether more than half of the loss came back, under every setting of the result."""
    if any(setting.recovered is None for setting in result.settings):
        return Verdict(MIXED, TOO_LITTLE)
    verdicts = [_most(setting) for setting in result.settings]
    kinds = {verdict.verdict for verdict in verdicts}
    return Verdict(
        kinds.pop() if len(kinds) == 1 else MIXED, " ".join(verdict.because for verdict in verdicts)
    )


def _most(setting: Setting) -> Verdict:
    """Judge one setting, by what is still missing, in percent."""
    return below(
        [100 * (1 - trial.recovered) for trial in setting.trials],
        HALF,
        f"With {share(setting.fraction)} and learning rate {setting.learning_rate:g}, {{mean:.0f}} % of what was lost "
        "is still missing (95 % interval {low:.0f} to {high:.0f} %).",
    )


def judge_smaller(result: RecoveryResult) -> Verdict:
    """Judge whether the smallest learning rate brings back more than the largest, seed by seed."""
    rates = [setting.learning_rate for setting in result.settings]
    small, large = (result.settings[rates.index(end(rates))] for end in (min, max))
    if small.recovered is None or large.recovered is None:
        return Verdict(MIXED, TOO_LITTLE)
    return below(
        [more.recovered - less.recovered for less, more in zip(small.trials, large.trials, strict=True)],
        0.0,
        f"The share that came back at learning rate {large.learning_rate:g} less that at {small.learning_rate:g} is "
        "{mean:+.2f} (95 % interval {low:+.2f} to {high:+.2f}).",
    )


MOST_RULE = (
    "what came back is (after - before) / (float - before) in test accuracy. Supported where, under every "
    "setting, the 95 % interval of its mean over five or more seeds lies above one half; not supported where it lies "
    f"below under every setting; else mixed, as where a network lost under {100 * LEAST_LOSS:g} points."
)

MOST_COMES_BACK = Statement(
    name="most-comes-back",
    claim="C7",
    slow=True,
    sentence="A little fine-tuning brings most of it back.",
    rule=MOST_RULE,
    judge=judge_most,
    cases=(
        Case("3 bits", "Weights and activations; all the data, and a tenth of it.", RecoverySpec(fractions=(1.0, 0.1))),
        Case("1 bit", "The same, with two levels each.", RecoverySpec(bits=(1,), fractions=(1.0, 0.1))),
        Case("Tiny steps", "3 bits again, at a hundredth of the learning rate.", RecoverySpec(learning_rates=(1e-5,))),
        Case(
            "1 bit, weights only", "Two levels for weights; activations in float.",
            RecoverySpec(bits=(1,), quantize="weights"),
        ),
    ),
    would_change="more epochs, or another learning rate.",
)  # fmt: skip

SMALLER_IS_BETTER = Statement(
    name="smaller-rate-recovers-more",
    claim="C7",
    slow=True,
    sentence="The smaller the learning rate, the more comes back.",
    rule="what the largest learning rate brings back less what the smallest does, seeds paired. Supported where the "
    "95 % interval of its mean over five or more seeds lies below 0; not supported where it lies above; else mixed.",
    judge=judge_smaller,
    cases=(
        Case("Large steps", "0.1 beside 0.01.", RecoverySpec(learning_rates=(0.1, 0.01))),
        Case("Small steps", "0.00001 beside 0.001.",
             RecoverySpec(learning_rates=(1e-3, 1e-5))),
    ),
    would_change="more epochs: small steps need time.",
)  # fmt: skip

WHEREVER_IT_STARTS = Statement(
    name="comes-back-wherever-it-starts",
    claim="C7",
    slow=True,
    sentence="It comes back, wherever it starts.",
    rule=MOST_RULE,
    judge=judge_most,
    cases=(
        Case(
            "Equalized", "The same networks, 3 bits, in units in which every channel's ranges are equal.",
            RecoverySpec(start="equalized"),
        ),
        Case(
            "In other units", "In float they give the same answers, but channels differ in size by up to 4,096 times.",
            RecoverySpec(start="other units"),
        ),
        Case(
            "In other units, 8 bits", "The same with 8 bits, for weights only.",
            RecoverySpec(bits=(8,), quantize="weights", start="other units"),
        ),
        Case(
            "On its levels", "As trained, 3 bits, but the latent weights start from their levels, as rounded.",
            RecoverySpec(start="on levels"),
        ),
    ),
    would_change="units that differ less.",
)  # fmt: skip
