"""Take an experiment away: a receipt as a Jupyter notebook that measures, draws and compares."""

from collections.abc import Callable, Sequence
from pprint import pformat
from typing import Any

from nbformat import NotebookNode, writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from qlab.checks import one_of
from qlab.experiments import EXPERIMENTS
from qlab.experiments.experiment import Experiment
from qlab.figures.registry import drawing_of
from qlab.measurement import spec_from
from qlab.plain import to_plain
from qlab.receipts import Receipt

ABOUT = """# {title}

{about} This notebook measures it again, shows the rows, draws the figure, and compares every number with what was
measured on {system}. That took {seconds:.3g} seconds."""

INSTALL = """## Before you begin

You need the quantization lab, with its networks and data, where this notebook runs. In the lab's folder:

    pip install -c constraints.txt torch
    pip install -c constraints.txt -e .
    pip install jupyter"""

MEASURE = """import os

from qlab.threads import ONE_THREAD

os.environ |= ONE_THREAD  # before torch is imported: sums of floats depend on how many threads share them

import pandas as pd

from qlab.measurement import run, spec_of

spec = spec_of({line!r})
measurement = run(spec)
pd.DataFrame(measurement.result.rows())"""

DRAW = """from {module} import {name}

{name}({arguments})"""

COMPARE = """from qlab.plain import from_plain
from qlab.receipts import Receipt, disagreements

claimed = from_plain(
    Receipt,
{receipt},
    "receipt",
)
differing = disagreements(claimed, measurement.receipt)
print("\\n".join(differing) or "Every number came out the same.")"""


def notebook(
    receipt: Receipt, draw: Callable[..., Any] | None = None, how: Sequence[str] = ()
) -> NotebookNode:
    """Return a notebook that measures a receipt again and says what, if anything, came out differently.

    Args:
        receipt: what to measure again.
        draw: the function of `qlab.figures` that draws the result, as draw(result, *how, theme); without one it is
            drawn as usual.
        how: what else it wants to know.

    Raises:
        ValueError: for a receipt of an unknown experiment, or a function that a notebook cannot import.

    >>> from qlab.experiments.weights import WeightsSpec
    >>> from qlab.measurement import run
    >>> cells = notebook(run(WeightsSpec("mlp-16")).receipt).cells
    >>> [cell.id for cell in cells]
    ['about', 'install', 'measure', 'draw', 'compare']
    """
    experiment = EXPERIMENTS[one_of("experiment", receipt.experiment, EXPERIMENTS)]
    if draw is None:
        drawing = drawing_of(receipt.experiment)
        draw, how = drawing.draw, drawing.usual(spec_from(receipt.experiment, receipt.spec))
    values = pformat(to_plain(receipt), width=100, sort_dicts=False)
    cells = [
        new_markdown_cell(_about(receipt, experiment), id="about"),
        new_markdown_cell(INSTALL, id="install"),
        new_code_cell(MEASURE.format(line=receipt.command), id="measure"),
        new_code_cell(_drawing(draw, how), id="draw"),
        new_code_cell(COMPARE.format(receipt=values), id="compare"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return made


def notebook_text(receipt: Receipt, draw: Callable[..., Any] | None = None, how: Sequence[str] = ()) -> str:
    """Return the notebook of a receipt as the text of an .ipynb file; see `notebook`."""
    return str(writes(notebook(receipt, draw, how)))


def _about(receipt: Receipt, experiment: Experiment) -> str:
    return ABOUT.format(
        title=experiment.title,
        about=(experiment.spec.__doc__ or "").splitlines()[0],
        system=", ".join(f"{name} {number}" for name, number in receipt.versions.items()),
        seconds=receipt.duration_s,
    )


def _drawing(draw: Callable[..., Any], how: Sequence[str]) -> str:
    module, name = getattr(draw, "__module__", ""), getattr(draw, "__qualname__", "")
    if not module.startswith("qlab.figures.") or not name.isidentifier():
        raise ValueError(f"draw must be a function of a file in qlab.figures; got {draw!r}.")
    arguments = ", ".join(["measurement.result", *map(repr, how), repr("light")])
    return DRAW.format(module=module, name=name, arguments=arguments)
