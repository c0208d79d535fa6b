"""C2, tasks differ: whether a task of another kind needs more bits than digits, or only one with tighter margins."""

import numpy as np

from qlab.claims.by_interval import ENOUGH
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.task_line import KEEP, TaskLine
from qlab.experiments.tolerance import ToleranceResult, ToleranceSpec


def more_bits(reference: TaskLine, other: TaskLine) -> tuple[int, int]:
    """Return the 95 % interval (low, high), in whole bits, of how many more `other` needs than `reference`.

    Seeds and test samples of two tasks have nothing in common, so every draw of one meets every draw of the other.
    """
    differences = np.subtract.outer(other.needed_draws, reference.needed_draws)
    low, high = np.quantile(differences, [0.025, 0.975], method="inverted_cdf")
    return int(low), int(high)


def judge_kind(result: ToleranceResult) -> Verdict:
    """Judge whether the second task needs more bits than the first."""
    first, second = result.lines[:2]
    low, high = more_bits(first, second)
    because = (
        f"{second.task.capitalize()} needs {_needs(result, second)} and {first.task} {_needs(result, first)}: "
        f"{_span(low, high)} (95 % interval, {len(result.spec.seeds)} seeds, {second.n_test} and {first.n_test} test "
        "samples)."
    )
    if len(result.spec.seeds) < ENOUGH:
        return Verdict(MIXED, f"{because} For a verdict {ENOUGH} seeds are needed.")
    return Verdict(SUPPORTED if low > 0 else NOT_SUPPORTED if high <= 0 else MIXED, because)


def _needs(result: ToleranceResult, line: TaskLine) -> str:
    most = result.spec.bits[0]
    return f"more than {most} bits" if line.needed > most else f"{line.needed} bits"


def _span(low: int, high: int) -> str:
    ends = " to ".join(f"{end:+d}" if end else "0" for end in sorted({low, high}))
    return f"a difference of {ends} bits"


KIND_DECIDES = Statement(
    name="kind-decides",
    claim="C2",
    sentence="The kind of task decides how many bits it needs.",
    rule=(
        "A task needs the fewest bits, of weights and activations, down to which its networks keep "
        f"{100 * KEEP:.0f} % of their skill: of what they do better than the best answer that ignores the input. "
        "Supported if the 95 % interval of the difference to digits, over seeds and test samples, lies above 0, not "
        "supported if it lies at or below 0, mixed otherwise."
    ),
    judge=judge_kind,
    cases=(
        Case(
            "A regression",
            "Computing a smooth function. Right is within 0.1 standard deviations of the truth.",
            ToleranceSpec(("mlp-32", "mlp-smooth")),
        ),
        Case(
            "The same regression, wider margins",
            "The same networks giving the same answers. Now right is within 0.5 standard deviations.",
            ToleranceSpec(("mlp-32", "mlp-smooth"), loosen=5.0),
        ),
        Case(
            "A medical decision",
            "Is a breast tumor malignant? The networks have hidden layers of the same size.",
            ToleranceSpec(("mlp-32", "mlp-cancer")),
        ),
        Case(
            "The same decision, other training",
            "The same tumors and layers, trained as long and with as little weight decay as on digits.",
            ToleranceSpec(("mlp-32", "mlp-cancer-as-digits")),
        ),
        Case(
            "Speech",
            "Which digit is spoken, by a voice that was never heard in training? A recurrent network listens.",
            ToleranceSpec(("mlp-32", "gru-speech")),
        ),
        Case(
            "Speech, another network",
            "The same words, heard by convolutions.",
            ToleranceSpec(("mlp-32", "conv-speech")),
        ),
        Case(
            "Language",
            "Which character comes next? A small transformer is measured in bits per character: it answers with odds, "
            "and every one of them counts.",
            ToleranceSpec(("mlp-32", "char-small")),
        ),
        Case(
            "The medical decision, answers quantized",
            "The last layer's outputs get as few bits as the rest. Now two classes can tie, and the first one wins.",
            ToleranceSpec(("mlp-32", "mlp-cancer"), outputs="quantized"),
        ),
    ),
    would_change=(
        "Other margins, networks trained for longer or less long, activations alone in few bits, or a test part with "
        "more than 171 tumors. The second case was picked after looking: it is the same task with wider margins."
    ),
    slow=True,
)
