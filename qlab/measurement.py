"""Running an experiment: its result, with the receipt that lets anyone measure it again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qlab.checks import one_of
from qlab.experiments import EXPERIMENTS
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.lines import from_text, read_line
from qlab.plain import from_plain, to_plain
from qlab.receipts import Receipt, command, differences, disagreements, versions
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
    return from_plain(kind, values, f"spec of {experiment}")


def spec_from_text(experiment: str, values: Mapping[str, str]) -> Any:
    """Return the spec of the named experiment from text, as options hold it; lists are separated by commas.

    >>> spec_from_text("cliff", {"models": "mlp-16", "bits": "4,2"}).bits
    (4, 2)
    """
    kind = EXPERIMENTS[one_of("experiment", experiment, EXPERIMENTS)].spec
    return from_text(kind, values, f"spec of {experiment}")


def spec_of(line: str) -> Any:
    """Return the spec that a receipt's command line asks for; options that it leaves out are at their defaults.

    Raises:
        ValueError: for a line that `qlab run` would refuse, too.

    >>> spec_of("qlab run calibration --model mlp-16 --bits 3").bits
    3
    """
    return spec_from_text(*read_line(line.removeprefix("qlab run ")))


def receipt_for(spec: Any, result: Any, duration_s: float) -> Receipt:
    """Return the receipt of a result that took `duration_s` seconds."""
    experiment = experiment_of(spec)
    return Receipt(
        experiment=experiment.name,
        spec=to_plain(spec),
        n_test=result.n_test,
        checkpoints={
            f"{name}-s{seed}": checkpoint(name, seed).sha256 for name, seed in experiment.checkpoints(spec)
        },
        versions=versions(),
        duration_s=round(duration_s, 3),
        command=command(experiment.name, to_plain(spec)),
        measured=to_plain(result.numbers),
    )


def run(spec: Any, tell: Tell = keep_quiet) -> Measurement:
    """Measure what `spec` asks for, and write its receipt.

    >>> from qlab.experiments.cliff import CliffSpec
    >>> measurement = run(CliffSpec(models=("mlp-16",), seeds=(0,), bits=(8,)))
    >>> measurement.receipt.command.split(" --quantize")[0]
    'qlab run cliff --models mlp-16 --seeds 0 --bits 8'
    """
    start = time.perf_counter()
    result = experiment_of(spec).measure(spec, tell)
    return Measurement(spec, result, receipt_for(spec, result, time.perf_counter() - start))


def reproduce(receipt: Receipt, row: Mapping[str, Any] | None = None) -> list[str]:
    """Measure a receipt again and return a sentence for everything that did not come out the same.

    Figures are compared, and the test samples and checkpoints that they rest on; and `row`, if the receipt came
    with a row of a table that its experiment fills alone. Versions may differ.

    Raises:
        ValueError: if the receipt names no experiment, or its spec is refused.

    >>> from qlab.experiments.weights import WeightsSpec
    >>> reproduce(run(WeightsSpec("mlp-16")).receipt)
    []
    """
    again = run(spec_from(receipt.experiment, receipt.spec))
    found = disagreements(receipt, again.receipt)
    rows = to_plain(again.result.rows())
    if row is not None and len(rows) == 1:
        shared = rows[0].keys() & row.keys()
        found += differences({name: row[name] for name in shared}, {name: rows[0][name] for name in shared})
    return found
