"""What a benchmark says: rows that can be printed, and the command line that all benchmarks share."""

import argparse
import inspect
import math
import os
import statistics
from collections.abc import Callable, Sequence
from typing import Any

from qlab.cli.output import show

Row = dict[str, Any]


def row(
    what: str, value: float, unit: str = "", *, at_most: float | None = None, at_least: float | None = None
) -> Row:
    """Return one figure, and beside it what we claim about it and whether that held in this run."""
    claim = f"at most {at_most:g}" if at_most is not None else ""
    claim = f"at least {at_least:g}" if at_least is not None else claim
    holds = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    held = ("yes" if holds else "no") if claim else ""
    return {"what": what, "value": round(value, 4), "unit": unit, "claim": claim, "holds": held}


def circumstances() -> list[Row]:
    """Return what a reader must know to judge the figures: how many processors, and how busy they were already."""
    return [
        row("processors", os.cpu_count() or 0),
        row("processes waiting or running before we began", os.getloadavg()[0]),
    ]


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` of the values do not exceed.

    >>> quantile([4, 1, 3, 2], 0.5), quantile([1, 2, 3, 4], 0.95)
    (2, 4)
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def in_ms(what: str, seconds: Sequence[float], share: float, *, at_most: float | None = None) -> Row:
    """Return a quantile of waits, in milliseconds; of none at all it is infinite."""
    return row(what, 1000 * quantile(seconds or [math.inf], share), "ms", at_most=at_most)


def median_ms(seconds: Sequence[float]) -> float:
    return 1000 * statistics.median(seconds)


def main(run: Callable[..., list[Row]]) -> None:
    """Run a benchmark from the command line; its arguments become options."""
    parser = argparse.ArgumentParser(description=run.__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    for name, parameter in inspect.signature(run).parameters.items():
        default = parameter.default
        parser.add_argument(f"--{name}", type=type(default), default=default, help=f"default: {default}")
    asked = vars(parser.parse_args())
    as_json = asked.pop("json")
    show(run(**asked), "json" if as_json else None)
