"""Running an experiment: its result, with the receipt that lets anyone measure it again."""

import time
from dataclasses import dataclass
from typing import Any

import cattrs

from qlab.checks import one_of
from qlab.experiments import EXPERIMENTS, Experiment
from qlab.experiments.experiment import Tell, keep_quiet
from qlab.plain import to_plain
from qlab.receipts import Receipt, command, differences, versions
from qlab.zoo import checkpoint


@dataclass(frozen=True, eq=False)
class Measurement:
    """What was asked, what came out, and the receipt. `to_plain` makes it JSON, as assets/published/ holds it."""

    spec: Any
    result: Any
    receipt: Receipt


def experiment_of(spec: Any) -> Experiment:
    """Return the experiment that a spec belongs to."""
    found = [experiment for experiment in EXPERIMENTS.values() if experiment.spec is type(spec)]
    if not found:
        raise ValueError(f"spec must be the spec of an experiment; got {type(spec).__name__}.")
    return found[0]


def spec_from(experiment: str, values: dict[str, Any]) -> Any:
    """Return the spec of the named experiment from plain values, as a receipt or an address holds them.

    Raises:
        ValueError: for an unknown experiment or field, or a value that the spec refuses.

    >>> spec_from("cliff", {"models": ["mlp-16"], "bits": [4]}).bits
    (4,)
    """
    kind = EXPERIMENTS[one_of("experiment", experiment, EXPERIMENTS)].spec
    converter = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=True)
    try:
        return converter.structure(values, kind)
    except cattrs.BaseValidationError as error:
        raise ValueError(f"spec of {experiment}: {'; '.join(cattrs.transform_error(error, path='spec'))}.") from error


def receipt_for(spec: Any, result: Any, duration_s: float) -> Receipt:
    """Return the receipt of a result that took `duration_s` seconds."""
    experiment = experiment_of(spec)
    return Receipt(
        experiment=experiment.name,
        spec=to_plain(spec),
        n_test=result.n_test,
        checkpoints={f"{name}-s{seed}": checkpoint(name, seed).sha256 for name, seed in experiment.checkpoints(spec)},
        versions=versions(),
        duration_s=round(duration_s, 3),
        command=command(experiment.name, to_plain(spec)),
        measured=to_plain(result.numbers),
    )


def run(spec: Any, tell: Tell = keep_quiet) -> Measurement:
    """Measure what `spec` asks for, and write its receipt.

    >>> from qlab.experiments.cliff import CliffSpec
    >>> measurement = run(CliffSpec(models=("mlp-16",), seeds=(0,), bits=(8,)))
    >>> measurement.receipt.command
    'qlab run cliff --models mlp-16 --seeds 0 --bits 8 --quantize weights --granularity per_tensor --range-method minmax'
    """
    start = time.perf_counter()
    result = experiment_of(spec).measure(spec, tell)
    return Measurement(spec, result, receipt_for(spec, result, time.perf_counter() - start))


def reproduce(receipt: Receipt) -> list[str]:
    """Measure a receipt again and return a sentence for every figure that did not come out the same.

    Counts must agree; other figures may differ by 1e-4 of their value, since another machine adds floats in another
    order.
    """
    return differences(receipt.measured, run(spec_from(receipt.experiment, receipt.spec)).receipt.measured)
