"""A notebook that is taken away gives the same numbers when it is executed.

Its code cells are executed in their order in one fresh namespace, as a kernel would; Jupyter itself is not needed.
"""

import ast
import json
import os
from dataclasses import replace
from functools import cache

import nbformat
import pytest

from qlab.experiments.calibration import CalibrationSpec
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.limit_cycle import LimitCycleSpec
from qlab.experiments.weights import WeightsSpec
from qlab.figures.calibration import calibration_figure
from qlab.figures.cliff import cliff_figure
from qlab.figures.registry import FIGURES
from qlab.figures.weights import weights_figure
from qlab.measurement import run
from qlab.notebook import notebook, notebook_text


def executed(notebook, monkeypatch):
    """Return the names that the code cells leave behind, and what each shows as its last line."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    namespace, shown = {}, {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            *body, last = ast.parse(cell.source).body
            value = isinstance(last, ast.Expr)
            exec(compile(ast.Module(body if value else [*body, last], []), cell.id, "exec"), namespace)
            shown[cell.id] = eval(ast.unparse(last), namespace) if value else None
    return namespace, shown


@cache
def measurement():
    return run(WeightsSpec("mlp-16"))


def receipt():
    return measurement().receipt


@pytest.mark.parametrize(
    ("spec", "draw", "how"),
    [
        (WeightsSpec("mlp-16", format="int3"), weights_figure, ()),
        (CalibrationSpec("mlp-16", bits=2), calibration_figure, ()),
        (CliffSpec(models=("mlp-8", "mlp-16"), seeds=(0,), bits=(8, 2)), cliff_figure, ("NLL",)),
        (LimitCycleSpec(-0.96), None, ()),
    ],
)
def test_executed_it_measures_draws_and_finds_every_number_again(spec, draw, how, monkeypatch, capsys):
    measured = run(spec)
    left, shown = executed(notebook(measured.receipt, draw, how), monkeypatch)
    assert left["measurement"].receipt.measured == measured.receipt.measured
    assert shown["measure"].columns.tolist() == list(measured.result.rows()[0])
    draw = draw or FIGURES[measured.receipt.experiment][0].draw
    assert shown["draw"].to_json() == draw(measured.result, *how, "light").to_json()
    assert capsys.readouterr().out == "Every number came out the same.\n"


def test_executed_it_tells_what_came_out_differently(monkeypatch, capsys):
    name = next(iter(receipt().measured))
    executed(notebook(replace(receipt(), measured=receipt().measured | {name: -1.0})), monkeypatch)
    assert capsys.readouterr().out.startswith(f"{name} was -1.0")


def test_it_is_a_valid_notebook_that_names_the_line():
    written = nbformat.reads(notebook_text(receipt(), weights_figure), as_version=4)
    nbformat.validate(written)
    assert [cell.id for cell in written.cells] == ["about", "install", "measure", "draw", "compare"]
    assert receipt().command in written.cells[2].source


def test_it_is_the_same_each_time_and_holds_no_output():
    assert notebook_text(receipt()) == notebook_text(receipt())
    assert all(not cell.outputs for cell in notebook(receipt()).cells if cell.cell_type == "code")


def test_what_a_figure_wants_to_know_stands_in_its_cell():
    cells = {cell.id: cell.source for cell in notebook(receipt(), cliff_figure, ("NLL",)).cells}
    assert cells["draw"].endswith("cliff_figure(measurement.result, 'NLL', 'light')")


def test_it_is_drawn_as_usual_where_nobody_chose():
    cells = {cell.id: cell.source for cell in notebook(run(CliffSpec(("mlp-8",), (0,), (2,))).receipt).cells}
    assert cells["draw"].endswith("cliff_figure(measurement.result, 'accuracy', 'light')")


@pytest.mark.parametrize("draw", [lambda result, theme: None, json.dumps])
def test_a_function_that_no_notebook_can_import_is_refused(draw):
    with pytest.raises(ValueError, match=r"draw must be a function of a file in qlab\.figures"):
        notebook(receipt(), draw)


def test_an_unknown_experiment_is_refused():
    with pytest.raises(ValueError, match="experiment must be one of"):
        notebook(replace(receipt(), experiment="clif"))
