"""`qlab notebook` prints a notebook of the measurement that a line asks for, and refuses a line that `run` would."""

import nbformat
import pytest

from tests.qlab.cli.terminal import invoke, refusal


def test_it_prints_a_notebook_that_measures_what_the_line_asks_for():
    told = nbformat.reads(
        invoke("notebook", "qlab run weights --model mlp-16 --format int3").stdout, as_version=4
    )
    nbformat.validate(told)
    cells = {cell.id: cell.source for cell in told.cells}
    assert "qlab run weights --model mlp-16 --seed 0 --layer hidden2 --format int3" in cells["measure"]
    assert cells["draw"].endswith("weights_figure(measurement.result, 'light')")
    assert "'sqnr_db': " in cells["compare"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "line must be EXPERIMENT --option value"),
        ("wieghts", "experiment must be one of"),
        ("weights --format int99", "format must be one of"),
        ("weights --format 'int4", "No closing quotation"),
    ],
)
def test_a_slip_is_refused_in_one_line(line, complaint):
    assert complaint in refusal("notebook", line)
