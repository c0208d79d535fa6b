"""C4, the cliff: where accuracy falls, how sharply, and whether that is a matter of bits."""

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.cliff_in_db import CliffInDbResult, CliffInDbSpec
from qlab.experiments.falls import DB_PER_BIT, spreads, widths
from qlab.experiments.units import UnitsResult, UnitsSpec

LITTLE = 1.0  # percentage points: 6 of the 597 test pictures of digits
AS_TRAINED = (
    "mlp-4",
    "mlp-8",
    "mlp-16",
    "mlp-32",
    "mlp-64",
    "mlp-128",
    "mlp-256",
    "deep-5x32",
    "cnn",
    "dwcnn",
)


def judge_in_decibels(result: CliffInDbResult) -> Verdict:
    """Judge whether the falls of each seed lie closer together in SQNR than in bits."""
    return below(
        [in_noise - in_bits for in_bits, in_noise in spreads(result)],
        0.0,
        "The scatter in SQNR less that in bits is {mean:+.1f} dB (95 % interval {low:+.1f} to {high:+.1f} dB, {seeds} "
        "seeds).",
    )


IN_DECIBELS = Statement(
    name="in-decibels",
    claim="C4",
    sentence="Accuracy falls where the SQNR of the logits does, not at a number of bits.",
    rule=(
        "Mark where each network loses half of its accuracy above chance. For each seed, take the standard deviation "
        "of these places in dB of SQNR, less that in bits at 6.02 dB a bit. Supported if the 95 % interval of its "
        "mean over at least five seeds lies below 0, not supported if above, mixed otherwise."
    ),
    judge=judge_in_decibels,
    cases=(
        Case(
            "Other units",
            "One network, its hidden channels measured in ever wilder units. Its float answers stay the same.",
            CliffInDbSpec(),
        ),
        Case(
            "Other networks",
            "Ten different networks, in the units in which they were trained.",
            CliffInDbSpec(AS_TRAINED, units=(0,), bits=(8, 7, 6, 5, 4, 3, 2)),
        ),
    ),
    slow=True,
    would_change="Networks that differ in what they make of the same noise, or units that differ less.",
)


def judge_int8(result: UnitsResult) -> Verdict:
    """Judge what the weights in 8 bits cost, per tensor and by min-max."""
    return below(
        result.drops("per tensor", 8),
        LITTLE,
        "Weights in 8 bits cost {mean:.2f} points of accuracy (95 % interval {low:.2f} to {high:.2f}, {seeds} seeds).",
    )


INT8_COSTS_LITTLE = Statement(
    name="int8-costs-little",
    claim="C4",
    sentence="INT8 costs little.",
    rule=(
        "The accuracy that each seed loses when its weights get 8 bits, with one scale a layer, by min-max. Supported "
        "if the 95 % interval of the mean over at least five seeds lies below 1 point, not supported if above, mixed "
        "otherwise."
    ),
    judge=judge_int8,
    cases=(
        Case("As trained", "Every hidden channel in the unit that training gave it.", UnitsSpec(units=0)),
        Case(
            "Same function, other units",
            "Each hidden channel times a number between 2^-6 and 2^6, undone in the next layer.",
            UnitsSpec(units=6),
        ),
    ),
    would_change="Milder units, a scale for each channel, or equalizing the channels first.",
)


def judge_threshold(result: CliffInDbResult) -> Verdict:
    """Judge whether the fall from nine tenths to half takes less noise than one bit is worth."""
    return below(
        widths(result),
        DB_PER_BIT,
        "The fall from nine tenths to half takes {mean:.1f} dB (95 % interval {low:.1f} to {high:.1f} dB, {seeds} "
        "seeds).",
    )


def _network(name: str) -> CliffInDbSpec:
    return CliffInDbSpec((name,))


THRESHOLD = Statement(
    name="cliff-is-sharp",
    claim="C4",
    sentence="The cliff is a threshold, not a slope.",
    rule=(
        "How many dB of SQNR lie between keeping nine tenths of the accuracy above chance and keeping half, on average "
        "over the curves of each seed. Supported if the 95 % interval of the mean over at least five seeds lies below "
        "the 6.02 dB that one bit is worth, not supported if above, mixed otherwise."
    ),
    judge=judge_threshold,
    cases=(
        Case("A large network", "Two hidden layers of 256 units.", _network("mlp-256")),
        Case("A tiny network", "Two hidden layers of 4 units.", _network("mlp-4")),
        Case("In between", "Two hidden layers of 64 units.", _network("mlp-64")),
    ),
    slow=True,
    would_change="Networks with less room to spare: the smaller the network, the gentler its slope.",
)
