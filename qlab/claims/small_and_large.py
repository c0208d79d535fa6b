"""C1, large and small: whether the larger of two networks loses less, and what training has to do with it."""

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.language import LanguageResult, LanguageSpec
from qlab.experiments.sizes import SizesResult, SizesSpec
from qlab.experiments.training_length import TrainingLengthResult, TrainingLengthSpec
from qlab.zoo import MODELS

FROM_64 = ("mlp-64", "mlp-128", "mlp-256")


def judge_larger(result: SizesResult | LanguageResult) -> Verdict:
    """Judge whether the largest network loses less than the smallest, seed by seed."""
    ends = sorted(result.spec.models, key=lambda model: MODELS[model].parameters)
    small, large = ends[0], ends[-1]
    pairs = zip(*(result.losses(model) for model in (large, small)), strict=True)
    return below(
        [more - less for more, less in pairs],
        0.0,
        f"The loss of {large} less that of {small} is {{mean:+.1f}} points (95 % interval "
        "{low:+.1f} to {high:+.1f}, {seeds} seeds).",
    )


LARGER_LOSES_LESS = Statement(
    name="larger-loses-less",
    claim="C1",
    sentence="The larger network loses less.",
    rule=(
        "What each seed loses of its accuracy above chance, in percent, on average over 8 to 2 bits: the largest "
        "network's loss less the smallest's, seeds paired. Supported if the 95 % interval of the mean over at least "
        "five seeds lies below 0, not supported if above, mixed otherwise."
    ),
    judge=judge_larger,
    cases=(
        Case(
            "Large weights clipped",
            "A scale for each channel, and the range with the least squared error.",
            SizesSpec(granularity="per_channel", range_method="mse"),
        ),
        Case(
            "Nothing clipped, from 64 units up",
            "One scale a layer, stretched to its largest weight.",
            SizesSpec(FROM_64),
        ),
        Case(
            "Nothing clipped, all sizes",
            "The same for all sizes of the first case.",
            SizesSpec(),
        ),
        Case(
            "Nothing clipped, a thousand units",
            "The same up to mlp-1024, which ships with three seeds.",
            SizesSpec((*FROM_64, "mlp-1024"), (0, 1, 2)),
        ),
    ),
    slow=True,
    would_change="Clipping, a scale for each channel, or a large network without a weight that sticks out.",
)


LARGER_LANGUAGE = Statement(
    name="larger-language-loses-less",
    claim="C1",
    sentence="The larger language model loses less.",
    rule=(
        "What each seed loses of the bits per character that it saves against guessing, in percent, on average over "
        "the bits measured: the large model's loss less the small one's, seeds paired. Supported if the 95 % interval "
        "of the mean over at least five seeds lies below 0, not supported if above, mixed otherwise."
    ),
    judge=judge_larger,
    cases=(
        Case(
            "Weights alone",
            "Two transformers that foretell the same text, trained alike: 34 thousand weights, and 217 thousand.",
            LanguageSpec(),
        ),
        Case(
            "Weights and activations",
            "The same, and what enters each layer gets as few bits.",
            LanguageSpec(quantize="both"),
        ),
        Case(
            "Weights and activations, 4 and 3 bits",
            "Only where the fall is steep. It was picked after looking, for what might break the statement.",
            LanguageSpec(quantize="both", bits=(4, 3)),
        ),
    ),
    slow=True,
    would_change="A large model trained on far more text than the small one, or one with a few outsized activations.",
)


def judge_longer(result: TrainingLengthResult) -> Verdict:
    """Judge whether the longest training loses less than the shortest, seed by seed."""
    short, long = min(result.spec.epochs), max(result.spec.epochs)
    pairs = zip(result.losses(long), result.losses(short), strict=True)
    return below(
        [after - before for after, before in pairs],
        0.0,
        f"The loss after {long} epochs less that after {short} is {{mean:+.1f}} points (95 % interval "
        "{low:+.1f} to {high:+.1f}, {seeds} seeds).",
    )


LONGER_LOSES_LESS = Statement(
    name="longer-loses-less",
    claim="C1",
    sentence="The longer a network is trained, the less it loses.",
    rule=(
        "What each seed loses of its accuracy above chance, in percent, on average over the bits, one scale a layer: "
        "the loss after the longest training less that after the shortest, seeds paired. Supported if the 95 % "
        "interval of the mean over at least five seeds lies below 0, not supported if above, mixed otherwise."
    ),
    judge=judge_longer,
    cases=(
        Case("Hardly trained", "From 3 epochs to 30.", TrainingLengthSpec(epochs=(3, 30))),
        Case("Trained on and on", "From 30 epochs to 100.", TrainingLengthSpec(epochs=(30, 100))),
    ),
    slow=True,
    would_change="Other bits, a range that clips, or a training that holds the largest weights down.",
)
