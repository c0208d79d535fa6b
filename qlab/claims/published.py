"""Published measurements: cases that take seconds, measured by `qlab claims --publish`, so that a page need not."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from qlab.measurement import Measurement, experiment_of
from qlab.plain import from_plain, to_plain
from qlab.receipts import Receipt, command

FOLDER = Path(__file__).parents[2] / "assets" / "published"


def file_of(spec: Any, folder: Path = FOLDER) -> Path:
    """Return where the measurement of `spec` is published, if it is: named by a digest of its command line.

    >>> from qlab.experiments.rounding_noise import RoundingNoiseSpec
    >>> file_of(RoundingNoiseSpec(steps=(1.0,))).name
    'rounding_noise-c833512b194a.json'
    """
    name = experiment_of(spec).name
    digest = hashlib.sha256(command(name, to_plain(spec)).encode()).hexdigest()
    return folder / f"{name}-{digest[:12]}.json"


def publish(measurement: Measurement, folder: Path = FOLDER) -> Path:
    """Write a measurement to where `published` looks for it."""
    path = file_of(measurement.spec, folder)
    plain = {"result": to_plain(measurement.result), "receipt": to_plain(measurement.receipt)}
    path.write_text(json.dumps(plain, separators=(",", ":")) + "\n", encoding="utf-8")
    return path


@cache
def published(spec: Any, folder: Path = FOLDER) -> Measurement | None:
    """Return the published measurement of `spec`, or None where there is none or its file holds something else."""
    kind = get_type_hints(experiment_of(spec).measure)["return"]
    try:
        plain = json.loads(file_of(spec, folder).read_text(encoding="utf-8"))
        result = from_plain(kind, plain["result"], "result")
        return Measurement(spec, result, from_plain(Receipt, plain["receipt"], "receipt"))
    except (OSError, ValueError, LookupError, TypeError):
        return None
