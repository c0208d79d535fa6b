"""Fine-tuning: break a network, train it on, and watch what comes back beside a float control.

Both arms start from the same checkpoint and see the same samples in the same order.
"""

from dataclasses import asdict, dataclass
from typing import Any

from torch import nn

from qlab.checks import MAX_SEED, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import Outcome
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.finetune import finetuning_steps, share_of_training
from qlab.recipe import Recipe, bits_recipe
from qlab.zoo import TrainingSettings
from qlab.zoo.training import steps_per_epoch

MAX_EPOCHS = 50
CURVE_POINTS = 40


@dataclass(frozen=True)
class FinetuningSpec:
    """What to break, and how to train it: `fraction` of the training data, `epochs` times, at `learning_rate`.

    `order` seeds the choice and the order of the samples.

    Raises:
        ValueError: for an unknown checkpoint or recipe, or a number out of its range.

    >>> FinetuningSpec().epochs
    5
    """

    model: str = "deep-5x32"
    seed: int = 0
    bits: int = 3
    quantize: str = "both"
    granularity: str = "per_tensor"
    range_method: str = "minmax"
    epochs: int = 5
    learning_rate: float = 1e-3
    fraction: float = 1.0
    order: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot run, or would run too long."""
        check_classifier(self.model, self.seed)
        _ = self.recipe
        within("epochs", self.epochs, 1, MAX_EPOCHS)
        within("learning_rate", self.learning_rate, 1e-6, 1.0)
        within("fraction", self.fraction, 0.01, 1.0)
        within("order", self.order, 0, MAX_SEED)

    @property
    def recipe(self) -> Recipe:
        """Return what is quantized."""
        return bits_recipe(self.bits, self.quantize, self.granularity, self.range_method)


@dataclass(frozen=True)
class CurvePoint:
    """Test accuracy of both arms after `step` steps."""

    step: int
    epoch: float
    accuracy: float
    control: float


@dataclass(frozen=True)
class FinetuningResult:
    """The float network, the quantized one before and after, the float control after, and the way there.

    `samples` is how many training samples both arms saw, `chance` the accuracy of blind guessing.
    """

    spec: FinetuningSpec
    samples: int
    chance: float
    float_network: Outcome
    before: Outcome
    after: Outcome
    control: Outcome
    curve: tuple[CurvePoint, ...]

    @property
    def recovered_fraction(self) -> float | None:
        """Return (after - before) / (float - before) in accuracy; None where quantization cost nothing."""
        lost = self.float_network.accuracy - self.before.accuracy
        return (self.after.accuracy - self.before.accuracy) / lost if lost > 0 else None

    @property
    def n_test(self) -> int:
        """Return the test samples behind each accuracy."""
        return self.after.n_test

    @property
    def numbers(self) -> dict[str, float]:
        """Return the four outcomes, as a receipt compares them."""
        arms = {
            "float": self.float_network,
            "before": self.before,
            "after": self.after,
            "control": self.control,
        }
        return {
            f"{arm}.{name}": value
            for arm, outcome in arms.items()
            for name, value in asdict(outcome).items()
            if arm != "float" or name != "logit_sqnr_db"  # infinite
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point of the curve."""
        return [asdict(point) for point in self.curve]


def _outcome(subject: Subject, network: nn.Module) -> Outcome:
    """Measure a network in the middle of its training (whose next step puts it back into training mode)."""
    return subject.outcome(network.eval())


def measure_finetuning(spec: FinetuningSpec, tell: Tell = keep_quiet) -> FinetuningResult:
    """Quantize, fine-tune through the straight-through estimator, and give a float control the same steps.

    >>> result = measure_finetuning(FinetuningSpec("mlp-16", bits=2, epochs=1, fraction=0.1))
    >>> result.after.accuracy > result.before.accuracy
    True
    """
    subject = load_subject(spec.model, spec.seed)
    data = share_of_training(subject.data, spec.fraction, spec.order)
    settings = TrainingSettings(epochs=spec.epochs, learning_rate=spec.learning_rate)
    total = spec.epochs * steps_per_epoch(data, settings)
    arms = [
        finetuning_steps(
            subject.model,
            recipe,
            data,
            settings,
            seed=spec.order,
            loss=subject.task.loss,
            calibration_inputs=subject.calibration,
        )
        for recipe in (spec.recipe, Recipe())
    ]
    every = -(-total // CURVE_POINTS)
    curve: list[CurvePoint] = []
    outcomes: list[tuple[Outcome, Outcome]] = []
    for step, (network, control) in enumerate(zip(*arms, strict=True)):
        if step % every and step != total:
            tell(Progress(step, total))
            continue
        outcomes.append((_outcome(subject, network), _outcome(subject, control)))
        accuracy, of_control = (outcome.accuracy for outcome in outcomes[-1])
        curve.append(CurvePoint(step, step * spec.epochs / total, accuracy, of_control))
        tell(Progress(step, total, asdict(curve[-1])))
    (before, float_network), (after, of_control_after) = outcomes[0], outcomes[-1]
    return FinetuningResult(
        spec=spec,
        samples=len(data.train_x),
        chance=subject.task.chance,
        float_network=float_network,
        before=before,
        after=after,
        control=of_control_after,
        curve=tuple(curve),
    )


FINETUNING = Experiment(
    name="finetuning",
    title="Fine-tuning a quantized network",
    spec=FinetuningSpec,
    measure=measure_finetuning,
    checkpoints=lambda spec: [(spec.model, spec.seed)],
)
