"""Receipts: where a number came from, and the one line that measures it again."""

import platform
import shlex
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

VERSIONS_OF = ("qlab", "torch", "numpy", "scikit-learn")


@dataclass(frozen=True)
class Receipt:
    """Everything that a figure rests on.

    Attributes:
        experiment: the key in EXPERIMENTS.
        spec: the spec's fields, as plain values.
        n_test: test samples behind each figure.
        checkpoints: "model-sSEED" -> sha256 of the weights.
        versions: of the packages and of Python.
        duration_s: how long the measurement took, in seconds.
        command: the line that measures it again.
        measured: the figures.
    """

    experiment: str
    spec: dict[str, Any]
    n_test: int
    checkpoints: dict[str, str]
    versions: dict[str, str]
    duration_s: float
    command: str
    measured: dict[str, float]


def versions() -> dict[str, str]:
    """Return the versions that may change a figure: Python's and the numerical packages'.

    >>> sorted(versions())
    ['numpy', 'python', 'qlab', 'scikit-learn', 'torch']
    """
    return {"python": platform.python_version()} | {name: version(name) for name in VERSIONS_OF}


def command(experiment: str, spec: dict[str, Any]) -> str:
    """Return the command line that runs `experiment` with this spec.

    >>> command("cliff", {"models": ["mlp-64"], "bits": [4, 2]})
    'qlab run cliff --models mlp-64 --bits 4,2'
    """
    words = ["qlab", "run", experiment]
    for name, value in spec.items():
        text = ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        words += [f"--{name.replace('_', '-')}", text]
    return shlex.join(words)


def differences(
    measured: dict[str, float], again: dict[str, float], *, relative: float = 1e-4, absolute: float = 1e-6
) -> list[str]:
    """Return one sentence for every figure that differs by more than the tolerance, or is missing on one side.

    >>> differences({"accuracy": 0.9, "nll": 0.3}, {"accuracy": 0.8, "nll": 0.3})
    ['accuracy was 0.9, is now 0.8']
    """
    found = []
    for name in sorted(measured.keys() | again.keys()):
        was, now = measured.get(name), again.get(name)
        if was is None or now is None or not abs(was - now) <= absolute + relative * abs(was):
            if was != now:
                found.append(f"{name} was {was}, is now {now}")
    return found
