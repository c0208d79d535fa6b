"""Depth: how the noise of quantized layers adds up on its way through a network, against theory."""

from dataclasses import asdict, dataclass
from typing import Any

from qlab.checks import MAX_SEED, distinct, one_of, within
from qlab.experiments.chains import CHAINS, chain_names, load_chain
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.layer_noise import DepthPoint, cost_of_doubling, layer_noise, together
from qlab.experiments.subject import check_checkpoint
from qlab.quantizer import QuantSpec
from qlab.recipe import weight_format

MAX_SEEDS = 20


@dataclass(frozen=True)
class DepthSpec:
    """Which chain (a key of CHAINS, or a network of the zoo) with how many bits a weight.

    `depth` and `width` are those of the random chains; a seed is a draw of one, or a training of the other.

    Raises:
        ValueError: for an unknown network, seed or granularity, or a number out of its range.

    >>> DepthSpec().bits
    8
    """

    network: str = "linear"
    bits: int = 8
    depth: int = 16
    width: int = 256
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    granularity: str = "per_tensor"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        one_of("network", self.network, chain_names())
        within("depth", self.depth, 2, 64)
        within("width", self.width, 2, 512)
        within("number of seeds", len(distinct("seeds", self.seeds)), 1, MAX_SEEDS)
        for seed in self.seeds:
            if self.network in CHAINS:
                within("seed", seed, 0, MAX_SEED)
            else:
                check_checkpoint(self.network, seed)
        QuantSpec(weight_format(self.bits), self.granularity)

    @property
    def weights(self) -> QuantSpec:
        """Return how weights are quantized."""
        return QuantSpec(weight_format(self.bits), self.granularity)


@dataclass(frozen=True)
class DepthResult:
    """A point for each seed and layer, in order; `inputs` vectors went through."""

    spec: DepthSpec
    points: tuple[DepthPoint, ...]
    inputs: int

    @property
    def n_test(self) -> int:
        """Return the test samples behind each point; 0 where inputs are random."""
        return 0 if self.spec.network in CHAINS else self.inputs

    @property
    def numbers(self) -> dict[str, float]:
        """Return every SQNR and the cost of a doubling, by seed, as a receipt compares them."""
        measured = {f"s{point.seed}.layer{point.layer}.sqnr_db": point.sqnr_db for point in self.points}
        costs = {f"s{seed}.cost_db": cost for seed, cost in zip(self.spec.seeds, self.costs, strict=True)}
        return measured | costs

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and layer."""
        return [asdict(point) | {"meter": point.meter} for point in self.points]

    def of_seed(self, seed: int) -> list[DepthPoint]:
        """Return one seed's points, from first layer to last."""
        return [point for point in self.points if point.seed == seed]

    @property
    def costs(self) -> tuple[float, ...]:
        """Return for each seed the SQNR in dB that a doubling of the depth costs: the slope of the best line."""
        return tuple(cost_of_doubling(self.of_seed(seed)) for seed in self.spec.seeds)

    @property
    def together(self) -> tuple[float, ...]:
        """Return for each seed the noise at the end over the sum of the layers' own noises there, as powers.

        1 where they know nothing of one another, above 1 where they pull together, below 1 where they cancel.
        """
        return tuple(together(self.of_seed(seed)) for seed in self.spec.seeds)


def measure_depth(spec: DepthSpec, tell: Tell = keep_quiet) -> DepthResult:
    """Quantize each layer alone and all together, and measure the noise at every layer's output.

    >>> [round(point.meter) for point in measure_depth(DepthSpec(depth=2, seeds=(0,))).points]
    [1, 1]
    """
    points: list[DepthPoint] = []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        model, inputs = load_chain(spec.network, spec.depth, spec.width, seed)
        points += layer_noise(model, inputs, spec.weights, seed)
    return DepthResult(spec, tuple(points), len(inputs))


DEPTH = Experiment(
    name="depth",
    title="Noise through the layers",
    spec=DepthSpec,
    measure=measure_depth,
    checkpoints=lambda spec: [] if spec.network in CHAINS else [(spec.network, seed) for seed in spec.seeds],
)
