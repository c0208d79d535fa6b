"""Language: how many bits a character takes to foretell, as the weights of language models get fewer bits."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch

from qlab.checks import distinct, one_of, within
from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.sizes import lost_by_seed, share_kept
from qlab.experiments.subject import check_checkpoint, load_subject
from qlab.metrics.language import perplexity
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import LANGUAGE, TASKS
from qlab.tasks.guessing import guess
from qlab.zoo import MODELS

LANGUAGE_MODELS = tuple(name for name, card in MODELS.items() if TASKS[card.task].kind == LANGUAGE)
AT_A_TIME = 50
"""Windows that run through a model together: more do not fit into a processor's cache, and take twice as long."""


@dataclass(frozen=True)
class LanguageSpec:
    """Which language models, with which seeds, at how many bits, and what is quantized how.

    Raises:
        ValueError: for an unknown checkpoint or recipe, a network of another kind, or nothing to do.

    >>> LanguageSpec().models
    ('char-small', 'char-large')
    """

    models: tuple[str, ...] = LANGUAGE_MODELS
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 6, 5, 4, 3, 2)
    quantize: str = "weights"
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name in ("models", "seeds", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for model, seed in self.pairs:
            one_of("model", model, LANGUAGE_MODELS)
            check_checkpoint(model, seed)
        for bits in self.bits:
            self.recipe(bits)

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """Return every (model, seed)."""
        return [(model, seed) for model in self.models for seed in self.seeds]

    def recipe(self, bits: int) -> Recipe:
        """Return what is quantized at `bits`."""
        return bits_recipe(bits, self.quantize, self.granularity, self.range_method)


@dataclass(frozen=True)
class LanguagePoint:
    """One model at one number of bits (FLOAT_BITS is the float model itself).

    Attributes:
        model: a key in MODELS.
        seed: which of its checkpoints.
        bits: of what is quantized.
        bits_per_character: its mean surprise at the characters of the test part.
        lost: the share, in percent, of what it saves against guessing that it no longer saves.
    """

    model: str
    seed: int
    bits: int
    bits_per_character: float
    lost: float


@dataclass(frozen=True)
class LanguageResult:
    """The points, model after model, the float one first; `guess` is what guessing takes, in bits per character."""

    spec: LanguageSpec
    points: tuple[LanguagePoint, ...]
    guess: float
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: bits per character by model, seed and bits."""
        return {f"{p.model}-s{p.seed}@{p.bits}.bits_per_character": p.bits_per_character for p in self.points}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per model, seed and bits, with the perplexity."""
        spec = self.spec
        how = {"quantize": spec.quantize, "granularity": spec.granularity, "range": spec.range_method}
        return [asdict(p) | {"perplexity": perplexity(p.bits_per_character)} | how for p in self.points]

    def at(self, model: str, bits: int) -> list[float]:
        """Return for each seed the bits per character of `model` at `bits`."""
        return [p.bits_per_character for p in self.points if (p.model, p.bits) == (model, bits)]

    def losses(self, model: str, bits: Sequence[int] = ()) -> list[float]:
        """Return for each seed what `model` loses in percent, averaged over `bits` (all of them if none are named)."""
        return lost_by_seed(self.points, self.spec.seeds, model, bits or self.spec.bits)


def _measure_pair(spec: LanguageSpec, model: str, seed: int, guessed: float) -> list[LanguagePoint]:
    subject = load_subject(model, seed)
    best = subject.task.score(torch.from_numpy(subject.float_logits), subject.data.test_y)
    points = [LanguagePoint(model, seed, FLOAT_BITS, best, 0.0)]
    for bits in spec.bits:
        network = subject.quantized(spec.recipe(bits))
        with torch.inference_mode():
            outputs = torch.cat([network(some) for some in torch.split(subject.data.test_x, AT_A_TIME)])
        score = subject.task.score(outputs, subject.data.test_y)
        points.append(LanguagePoint(model, seed, bits, score, 100 * (1 - share_kept(score, best, guessed))))
    return points


def measure_language(spec: LanguageSpec, tell: Tell = keep_quiet) -> LanguageResult:
    """Quantize every language model at every number of bits, and measure its surprise at the test part.

    >>> [point.bits for point in measure_language(LanguageSpec(("char-small",), (0,), (4,))).points]
    [32, 4]
    """
    (task,) = {TASKS[MODELS[model].task] for model in spec.models}
    data = task.load()
    guessed = task.score(guess(task, data), data.test_y)
    points: list[LanguagePoint] = []
    for done, (model, seed) in enumerate(spec.pairs):
        tell(Progress(done, len(spec.pairs)))
        points += _measure_pair(spec, model, seed, guessed)
    tell(Progress(len(spec.pairs), len(spec.pairs)))
    return LanguageResult(spec, tuple(points), guessed, task.count(data.test_y))


LANGUAGE_EXPERIMENT = Experiment(
    name="language",
    title="Bits per character against bits",
    spec=LanguageSpec,
    measure=measure_language,
    checkpoints=lambda spec: spec.pairs,
)
