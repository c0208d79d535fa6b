"""Recovery: how much of what quantization took fine-tuning brings back, over bits, share of data and learning rate.

Seeds are networks, each with a float control that takes the same steps; experiments/finetuning.py shows one of them.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from qlab.checks import distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.recovery_trials import Bench, Setting, Trial
from qlab.experiments.starts import ON_LEVELS, STARTS, check_start
from qlab.experiments.subject import check_classifier, load_subject
from qlab.finetune import share_of_training
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import MODELS, TrainingSettings

MAX_TRIALS = 500


@dataclass(frozen=True)
class RecoverySpec:
    """Which networks to break from which of STARTS, and how to train them; a setting for every combination.

    `epochs` is for all the data. A part of it is gone through so many times more that the steps stay about as many;
    a network's seed also chooses the part.

    Raises:
        ValueError: for an unknown checkpoint or recipe, a network that is no plain stack, a number out of its range,
            or over MAX_TRIALS trials.

    >>> RecoverySpec(fractions=(1.0, 0.1)).combinations
    [(3, 1.0, 0.001), (3, 0.1, 0.001)]
    """

    model: str = "deep-5x32"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (3,)
    fractions: tuple[float, ...] = (1.0,)
    learning_rates: tuple[float, ...] = (1e-3,)
    epochs: int = 3
    quantize: str = "both"
    start: str = "as trained"

    def __post_init__(self) -> None:
        """Refuse what cannot run, or would run too long."""
        for name in ("seeds", "bits", "fractions", "learning_rates"):
            distinct(name, getattr(self, name))
        within("number of seeds", len(self.seeds), 2, MAX_TRIALS)
        within("epochs", self.epochs, 1, 50)
        for seed in self.seeds:
            check_classifier(self.model, seed)
        check_start(self.start, self.model)
        for bits, fraction, rate in self.combinations:
            self.recipe(bits)
            within("fraction", fraction, 0.01, 1.0)
            within("learning_rate", rate, 1e-6, 1.0)
        within("number of trials", len(self.seeds) * len(self.combinations), 1, MAX_TRIALS)

    @property
    def combinations(self) -> list[tuple[int, float, float]]:
        """Return every (bits, fraction, learning rate)."""
        return list(product(self.bits, self.fractions, self.learning_rates))

    def recipe(self, bits: int) -> Recipe:
        """Return what is quantized."""
        return bits_recipe(bits, self.quantize)


@dataclass(frozen=True)
class RecoveryResult:
    """The settings in the order of the spec: bits, then shares of the data, then learning rates."""

    spec: RecoverySpec
    settings: tuple[Setting, ...]
    chance: float
    n_test: int

    @property
    def trials(self) -> list[Trial]:
        """Return all trials."""
        return [trial for setting in self.settings for trial in setting.trials]

    @property
    def numbers(self) -> dict[str, float]:
        """Return every accuracy, as a receipt compares them."""
        return {
            f"{t.bits} bits, {t.fraction:g}, lr {t.learning_rate:g}, s{t.seed}.{arm}": getattr(t, arm)
            for t in self.trials
            for arm in ("in_float", "before", "after", "control")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per trial."""
        return [asdict(trial) | {"recovered": trial.recovered} for trial in self.trials]


def _trials(spec: RecoverySpec) -> Iterator[list[Trial]]:
    """Yield the trials of all seeds under one setting after the other; the networks are trained as one crowd."""
    of_seeds = {seed: load_subject(spec.model, seed) for seed in spec.seeds}
    subjects, start = list(of_seeds.values()), STARTS[spec.start]
    bench = Bench(subjects, [start(one.model, seed) for seed, one in of_seeds.items()])
    in_float = [subject.float_outcome.accuracy for subject in subjects]
    for fraction, rate in product(spec.fractions, spec.learning_rates):
        parts = [share_of_training(one.data, fraction, seed) for seed, one in of_seeds.items()]
        settings = TrainingSettings(epochs=round(spec.epochs / fraction), learning_rate=rate)
        control = bench.tuned(Recipe(), parts, settings)
        for bits in spec.bits:
            before = bench.quantized(spec.recipe(bits))
            after = bench.tuned(spec.recipe(bits), parts, settings, on_levels=spec.start == ON_LEVELS)
            columns = zip(spec.seeds, in_float, before, after, control, strict=True)
            yield [Trial(seed, bits, fraction, rate, *accuracies) for seed, *accuracies in columns]


def measure_recovery(spec: RecoverySpec, tell: Tell = keep_quiet) -> RecoveryResult:
    """Break and fine-tune every network of the spec, those of all seeds side by side.

    >>> result = measure_recovery(RecoverySpec("mlp-16", seeds=(0, 1), bits=(2,), epochs=1))
    >>> result.settings[0].mean("after") > result.settings[0].mean("before")
    True
    """
    total, trials = len(spec.combinations), list[Trial]()
    tell(Progress(0, total))
    for done, of_setting in enumerate(_trials(spec), start=1):
        trials += of_setting
        tell(Progress(done, total))
    task = TASKS[MODELS[spec.model].task]
    settings = tuple(
        Setting(*key, tuple(t for t in trials if (t.bits, t.fraction, t.learning_rate) == key))
        for key in spec.combinations
    )
    return RecoveryResult(spec, settings, task.chance, len(task.load().test_y))


RECOVERY = Experiment(
    name="recovery",
    title="What fine-tuning brings back",
    spec=RecoverySpec,
    measure=measure_recovery,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
