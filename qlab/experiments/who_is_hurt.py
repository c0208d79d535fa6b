"""Who is hurt: which samples and which classes pay for the bits, on the same samples before and after."""

from dataclasses import asdict, dataclass
from typing import Any

from qlab.checks import distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.harm import Group, Network, harm
from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import check_classifier, load_subject
from qlab.recipe import bits_recipe


@dataclass(frozen=True)
class HurtSpec:
    """Which network, with which seeds, and how its weights are quantized.

    Raises:
        ValueError: for an unknown checkpoint or recipe, or no classifier.

    >>> HurtSpec().bits
    3
    """

    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: int = 3
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        within("number of seeds", len(distinct("seeds", self.seeds)), 1, 16)
        for seed in self.seeds:
            check_classifier(self.model, seed)
        bits_recipe(self.bits, "weights", self.granularity, self.range_method)


@dataclass(frozen=True)
class HurtResult:
    """The networks, and the groups of each, first its classes, then its quarters."""

    spec: HurtSpec
    networks: tuple[Network, ...]
    groups: tuple[Group, ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: answers changed, lost and gained, by seed and group."""
        return {
            f"s{group.seed}.{group.kind}{group.index}.{name}": getattr(group, name)
            for group in self.groups
            for name in ("changed", "lost", "gained")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per group."""
        return [{"model": self.spec.model, "bits": self.spec.bits} | asdict(group) for group in self.groups]

    def of(self, kind: str, seed: int) -> list[Group]:
        """Return the classes, or the quarters, of one seed's network, in order."""
        return [group for group in self.groups if (group.kind, group.seed) == (kind, seed)]


def measure_hurt(spec: HurtSpec, tell: Tell = keep_quiet) -> HurtResult:
    """Quantize each seed's network and count, class by class and from hard to easy, which answers change.

    >>> result = measure_hurt(HurtSpec("mlp-16", (0,)))
    >>> sum(group.changed for group in result.of("class", 0)) == sum(g.changed for g in result.of("quarter", 0))
    True
    """
    networks, groups = [], []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        subject = load_subject(spec.model, seed)
        recipe = bits_recipe(spec.bits, "weights", spec.granularity, spec.range_method)
        logits = logits_of(subject.quantized(recipe), subject.data.test_x)
        network, found = harm(subject.float_logits, logits, subject.labels, seed=seed)
        networks.append(network)
        groups += found
    return HurtResult(spec, tuple(networks), tuple(groups), len(subject.labels))


WHO_IS_HURT = Experiment(
    name="who_is_hurt",
    title="Who pays for the bits?",
    spec=HurtSpec,
    measure=measure_hurt,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
