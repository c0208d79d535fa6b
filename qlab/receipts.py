"""Receipts: where a number came from, and the one line that measures it again."""

import platform
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
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
        measured: the figures; None where one was infinite or not a number.
    """

    experiment: str
    spec: dict[str, Any]
    n_test: int
    checkpoints: dict[str, str]
    versions: dict[str, str]
    duration_s: float
    command: str
    measured: dict[str, int | float | None]


def versions() -> dict[str, str]:
    """Return the versions that may change a figure: Python's and the numerical packages'.

    >>> sorted(versions())
    ['numpy', 'python', 'qlab', 'scikit-learn', 'torch']
    """
    return {"python": platform.python_version()} | {name: _installed(name) for name in VERSIONS_OF}


@cache
def _installed(name: str) -> str:
    """Return a package's version; reading it takes a millisecond, which a learner with a slider would feel."""
    return version(name)


def command(experiment: str, spec: dict[str, Any]) -> str:
    """Return the command line that runs `experiment` with this spec.

    >>> command("cliff", {"models": ["mlp-64"], "bits": [4, 2]})
    'qlab run cliff --models mlp-64 --bits 4,2'
    """
    words = ["qlab", "run", experiment]
    for name, value in spec.items():
        words += [option(name), option_text(value)]
    return shlex.join(words)


def option(field: str) -> str:
    """Return the command-line option of a spec's field.

    >>> option("range_method")
    '--range-method'
    """
    return f"--{field.replace('_', '-')}"


def option_text(value: Any) -> str:
    """Return a plain value as an option takes it.

    >>> option_text((4, 2))
    '4,2'
    """
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def differences(
    claimed: Mapping[str, Any], again: Mapping[str, Any], *, relative: float = 1e-4, absolute: float = 1e-6
) -> list[str]:
    """Return one sentence for everything claimed that is not so again, or is there on one side only.

    Counts and words must agree. Other figures may differ by `absolute` + `relative` times their value, since
    another machine adds floats in another order.

    >>> differences({"accuracy": 0.9, "nll": 0.3}, {"accuracy": 0.8, "nll": 0.3})
    ['accuracy was 0.9, is now 0.8']
    """

    def agree(was: Any, now: Any) -> bool:
        if isinstance(was, int | float) and isinstance(now, float):
            return abs(was - now) <= absolute + relative * abs(now)  # of `now`: a claim may be infinite
        return bool(was == now)

    return [
        f"{name} was {claimed.get(name, 'missing')}, is now {again.get(name, 'missing')}"
        for name in sorted(claimed.keys() | again.keys())
        if not agree(claimed.get(name, "missing"), again.get(name, "missing"))
    ]


def disagreements(claimed: Receipt, again: Receipt) -> list[str]:
    """Return one sentence for everything in a receipt that did not come out the same when it was measured again.

    Figures are compared, and the test samples and checkpoints that they rest on. Versions may differ.
    """
    return differences(_claims(claimed), _claims(again))


def _claims(receipt: Receipt) -> dict[str, Any]:
    """Return everything that has to come out the same, in one dict."""
    sums = {f"sha256 of {name}": sha256 for name, sha256 in receipt.checkpoints.items()}
    return {"n_test": receipt.n_test} | sums | receipt.measured
