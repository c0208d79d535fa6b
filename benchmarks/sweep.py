"""The full digits sweep, beside the loop that a good engineer would write in an afternoon.

`python -m benchmarks.sweep`, or `qlab bench sweep`. Eight MLPs, three seeds, 8 to 1 bits, weights and both: 384
quantized networks from the shipped checkpoints, each measured on the whole test set. Ours and the loop
(peers/plain_sweep.py) share checkpoints, data and measures, so only the engine differs, and both compute with
one thread. The rounds are interleaved. About half of the time goes into the networks' own forward passes, which
no engine can avoid without other last bits; how many times longer the plain loop takes is the most that one process
could win. Processes must be started first, each importing torch; what that takes has a row of its own.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from joblib import parallel_config

from benchmarks.driver.report import Row, circumstances, main, median_ms, row
from benchmarks.peers.plain_sweep import plain_sweep
from qlab.experiments.cliff import FLOAT_BITS, CliffSpec, measure_cliff
from qlab.experiments.subject import Subject, load_subject
from qlab.zoo import MODELS

MLPS = tuple(name for name, card in MODELS.items() if name.startswith("mlp-") and card.task == "digits")
SPECS = [CliffSpec(models=MLPS, seeds=(0, 1, 2), quantize=quantize) for quantize in ("weights", "both")]


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute with one thread, as the lab does everywhere."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def plain(spec: CliffSpec) -> Any:
    return plain_sweep(spec.models, spec.seeds, spec.bits, spec.quantize)


def on_all_processors(spec: CliffSpec) -> Any:
    with parallel_config("loky", n_jobs=os.cpu_count(), inner_max_num_threads=1):
        return measure_cliff(spec)


def forward_passes(subjects: Sequence[Subject], spec: CliffSpec) -> None:
    """Run every network as often as the sweep must, and do nothing else: once in float and once for each bits.

    Activation ranges are those of the network with its quantized weights, so each bits needs its own calibration.
    """
    with torch.inference_mode():
        for subject in subjects:
            for _ in (FLOAT_BITS, *spec.bits):
                subject.model(subject.data.test_x)
            for _ in spec.bits if spec.quantize == "both" else ():
                subject.model(subject.calibration)


def contenders() -> dict[str, Callable[[CliffSpec], Any]]:
    subjects = [load_subject(*pair) for pair in SPECS[0].pairs]
    return {
        "ours": measure_cliff,
        "the plain loop": plain,
        "ours, a process for each processor": on_all_processors,
        "the networks' forward passes alone": partial(forward_passes, subjects),
    }


def seconds_of(contender: Callable[[CliffSpec], Any]) -> float:
    """Return how long the whole sweep takes."""
    start = time.perf_counter()
    for spec in SPECS:
        contender(spec)
    return time.perf_counter() - start


def differences() -> int:
    """Return for how many networks ours and the plain loop count another number of right answers."""
    pairs = [zip(measure_cliff(spec).points, plain(spec), strict=True) for spec in SPECS]
    return sum(ours.outcome.correct != theirs.correct for pair in pairs for ours, theirs in pair)


def run(rounds: int = 3) -> list[Row]:
    """Return the seconds of the sweep, ours and the plain loop's, and how many times faster ours is."""
    rows, seconds = circumstances(), defaultdict[str, list[float]](list)
    with one_thread():
        disagreements = differences()  # and everything is loaded
        first = seconds_of(on_all_processors)
        for name, contender in list(contenders().items()) * rounds:
            seconds[name].append(seconds_of(contender))
    took = {name: median_ms(times) / 1000 for name, times in seconds.items()}
    claims = {"ours": 10.0}
    rows += [row(name, took[name], "s", at_most=claims.get(name)) for name in took]
    rows.append(row("ours, a process for each processor, the first time", first, "s"))
    for name in ("ours", "ours, a process for each processor"):
        rows.append(row(f"the plain loop / {name}", took["the plain loop"] / took[name], "x", at_least=3.0))
    floor = "the networks' forward passes alone"
    rows.append(row(f"the plain loop / {floor}", took["the plain loop"] / took[floor], "x"))
    return [*rows, row("networks with another count of right answers", disagreements, at_most=0)]


if __name__ == "__main__":
    main(run)
