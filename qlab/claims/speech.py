"""C3, ways to fail along a sequence: errors in strings of words, and in the state of a recurrent network."""

from statistics import fmean

from qlab.claims.by_interval import above
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.drift import SUM, DriftResult, DriftSpec
from qlab.experiments.drifting_states import LAST
from qlab.experiments.strings import StringsResult, StringsSpec

MATTERS = 0.02
"""Of all digits or strings: growth that is smaller we do not call one."""
GROWS = 1.1
"""The factor for twice the time from which on we say that an error grows."""
FINER = (10, 8, 6)
"""Bits of the running sum: with 4 a step is so long that most of what comes in is rounded away."""


def judge_strings(result: StringsResult) -> Verdict:
    """Judge whether more is changed later in the string: whether the interval of the growth is above MATTERS."""
    spec, bits = result.spec, min(result.spec.bits)
    first, last = (f"{100 * fmean(shares):.1f} %" for shares in result.counted(bits).T[[0, -1]])
    changed = {
        "digits": f"{first} of the first digits are changed and {last} of the last",
        "strings": f"{first} of the strings are changed after one digit and {last} after {spec.length}",
    }
    return above(
        [100 * growth for growth in result.growth(bits)],
        100 * MATTERS,
        f"With {bits} bits, {changed[spec.count]}; from the first half of the string to the second it grows by "
        "{mean:+.1f} points (95 % interval {low:+.1f} to {high:+.1f}, {seeds} seeds).",
    )


def judge_drift(result: DriftResult) -> Verdict:
    """Judge whether the error still grows late in the sequence: whether the interval of the factor is above GROWS."""
    bits = min(result.spec.bits)
    return above(
        [point.growth for point in result.at(bits)],
        GROWS,
        f"With {bits} bits, twice the time makes the error {{mean:.2f}} times as large (95 % interval {{low:.2f}} to "
        f"{{high:.2f}}, {{seeds}} seeds, the last {LAST} doublings of {result.spec.frames} frames).",
    )


ERRORS_ACCUMULATE = Statement(
    name="errors-accumulate",
    claim="C3",
    sentence="Errors accumulate along a sequence.",
    rule=(
        "Ten spoken digits in a row. A digit is changed if the network, with the fewest bits that were measured, "
        "understands it otherwise than in float, and a string is from its first such digit on. From the first half of "
        "the string to the second, the mean share that is changed grows by some points. Supported if the 95 % interval "
        f"over at least five seeds lies above {100 * MATTERS:.0f} points, not supported if below, mixed otherwise."
    ),
    judge=judge_strings,
    cases=(
        Case(
            "Whole strings",
            "One changed digit spoils a string. A recurrent network reads it through.",
            StringsSpec(count="strings"),
        ),
        Case(
            "Each digit",
            "The same network and strings, counted digit by digit.",
            StringsSpec(),
        ),
        Case(
            "No memory at all",
            "Whole strings again, but a convolutional network hears each digit by itself.",
            StringsSpec("conv-speech", "strings"),
        ),
    ),
    would_change=(
        "A network that keeps what it heard for longer than a word, or one that must find by itself where a word ends: "
        "here it is told."
    ),
    slow=True,
)

ERROR_GROWS = Statement(
    name="error-grows",
    claim="C3",
    sentence="A recurrent network's error grows with every step.",
    rule=(
        "The error is the root mean square of the quantized network's state less the float network's, weights and "
        "activations in the fewest bits that were measured. By which factor does it grow when the time doubles, over "
        f"the last {LAST} doublings? Supported if the 95 % interval over at least five seeds lies above {GROWS:g}, not "
        "supported if below, mixed otherwise."
    ),
    judge=judge_drift,
    cases=(
        Case("A running sum", "It adds up random numbers and forgets nothing.", DriftSpec(SUM, bits=FINER)),
        Case("A recurrent network", "It listens to 16 spoken digits in a row.", DriftSpec()),
        Case(
            "A sum that forgets",
            "Each time around it keeps 90 % of what it has.",
            DriftSpec(SUM, 0.9, bits=FINER),
        ),
        Case(
            "Begun anew",
            "The sum of the first case, set to 0 every 32 steps.",
            DriftSpec(SUM, bits=FINER, reset=32),
        ),
    ),
    would_change=(
        "How long the network remembers: whoever forgets nothing keeps every rounding error, too. Or a longer sequence."
    ),
    slow=True,
)
