"""Measurements in a learner's report: what is kept of one, and how it is drawn again."""

import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from typing import Any

from markupsafe import Markup

from qlab.course.report_words import short, when
from qlab.figures.on_paper import as_text
from qlab.figures.registry import drawing_of
from qlab.measurement import Measurement, experiment_of, spec_of
from qlab.receipts import Receipt, differences
from qlab.records import Record

NUMBERS = 24  # of a measurement that is kept

Part = dict[str, Any]
Find = Callable[[Any, float], Measurement | None]
"""Finds the measurement of a spec, which took this many seconds, if it is at hand."""


def nothing_at_hand(spec: Any, seconds: float) -> None:
    """Find no measurement: a report then has numbers, and no figures."""


def kept_measurement(receipt: Receipt, figure: str = "", how: Sequence[str] = ()) -> Part:
    """Return a measurement as it is kept: the line that repeats it, its first numbers, and how it was drawn.

    `figure` is the name of a drawing in FIGURES, or nothing for the usual one; `how` is what else it was told.

    >>> from qlab.experiments.limit_cycle import LimitCycleSpec
    >>> from qlab.measurement import run
    >>> kept = kept_measurement(run(LimitCycleSpec(-0.96)).receipt, "limit_cycle_figure")
    >>> list(kept)
    ['command', 'numbers', 'left_out', 'seconds', 'figure', 'how']
    """
    first = dict(list(receipt.measured.items())[:NUMBERS])
    return {
        "command": receipt.command,
        "numbers": first,
        "left_out": len(receipt.measured) - len(first),
        "seconds": receipt.duration_s,
        "figure": figure,
        "how": list(how),
    }


def measurement_part(record: Record, find: Find) -> Part:
    """Return what a kept measurement shows: its numbers, and its figure if its result is at hand."""
    kept: Part = record.value
    part = {
        "title": "A measurement",
        "command": kept["command"],
        "notebook": shlex.join(["qlab", "notebook", kept["command"].removeprefix("qlab run ")]),
        "numbers": [(name, short(number)) for name, number in kept["numbers"].items()],
        "left_out": kept["left_out"],
        "when": when(record.at),
        "figure": None,
    }
    with suppress(LookupError, TypeError, ValueError):  # what it names may be gone by now
        spec = spec_of(kept["command"])
        part["title"] = experiment_of(spec).title
        part |= _figure(spec, kept, find)
    return part


def _figure(spec: Any, kept: Part, find: Find) -> Part:
    """Return a measurement's figure, for paper and in words; nothing unless the numbers are those that were kept."""
    measurement = find(spec, kept.get("seconds", inf))
    if measurement is None:
        return {}
    now = measurement.receipt.measured
    if differences(kept["numbers"], {name: now.get(name, "missing") for name in kept["numbers"]}):
        return {}
    name = kept.get("figure", "")
    drawing = drawing_of(experiment_of(spec).name, name)
    how = tuple(kept["how"]) if drawing.name == name else drawing.usual(spec)
    figure = drawing.draw(measurement.result, *how, "light")
    return {"figure": Markup(as_text(figure)), "alt": drawing.alt(measurement.result, *how)}
