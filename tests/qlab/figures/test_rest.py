"""Rest and expressiveness, drawn: what is drawn is what was measured, and each sentence fits its numbers."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.expressiveness import FLOAT, ExpressivenessResult, ExpressivenessSpec, Fitted
from qlab.experiments.rest import Resting, RestResult, RestSpec
from qlab.figures.expressiveness import expressiveness_figure
from qlab.figures.expressiveness_findings import (
    expressiveness_alt,
    expressiveness_finding,
    expressiveness_notes,
)
from qlab.figures.rest import rest_figure
from qlab.figures.rest_findings import rest_alt, rest_finding, rest_notes
from qlab.figures.style import PALETTES


def rest(remedy: str = "falling") -> RestResult:
    networks = tuple(Resting(seed, (0.001, 0.0001 + 0.0002 * seed), 0.8, 0.9, 0.05) for seed in (0, 1))
    return RestResult(RestSpec(remedy, seeds=(0, 1), epochs=2), networks, 597)


def learned() -> ExpressivenessResult:
    reached = {(16, FLOAT): 0.9, (16, 2): 0.3, (16, 1): 0.5, (64, FLOAT): 1.0, (64, 2): 0.6, (64, 1): 0.95}
    fitted = tuple(
        Fitted(width, bits, seed, train, train - 0.1)
        for (width, bits), train in reached.items()
        for seed in (0, 1)
    )
    return ExpressivenessResult(ExpressivenessSpec(widths=(64, 16), bits=(2, 1), seeds=(0, 1)), 597, fitted)


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    for fig in (rest_figure(rest(), theme), expressiveness_figure(learned(), theme)):
        go.Figure(fig.to_plotly_json())


def test_changes_are_drawn_epoch_by_epoch_in_the_band_of_the_networks():
    high, low, mean = rest_figure(rest(), "light").data
    assert list(mean.x) == [1, 2]
    assert list(high.y) == pytest.approx([0.1, 0.03])
    assert list(low.y) == pytest.approx([0.1, 0.01])
    assert list(mean.y) == pytest.approx([0.1, 0.02])


def test_rest_is_told_with_its_numbers():
    assert rest_finding(rest()) == "At first 0.1 % of the weights change in a step, in the end 0.02 %"
    assert "over 2 epochs" in rest_alt(rest())
    (told,) = rest_notes(rest())
    assert "80.0\u00a0%, then 90.0\u00a0%" in told
    assert "5.0\u00a0% of the weights" in rest_notes(rest("freezing"))[1]


def test_a_line_a_width_from_float_to_the_fewest_bits():
    wide, narrow = expressiveness_figure(learned(), "light").data
    assert (wide.name, narrow.name) == ("64 units", "16 units")
    assert list(narrow.x) == ["float", "2", "1"]
    assert list(narrow.y) == pytest.approx([90, 30, 50])


def test_what_is_learned_is_told_with_its_numbers():
    plain = (
        text.replace("\u00a0", " ")
        for text in (expressiveness_finding(learned()), expressiveness_alt(learned()))
    )
    finding, alt = plain
    assert finding == "16 units learn 90.0 % in float, 50.0 % with 1 bit"
    assert "95.0 % with 64 units (float 100.0 %) and 50.0 % with 16 units (float 90.0 %)" in alt
    width, more = (note.replace("\u00a0", " ") for note in expressiveness_notes(learned()))
    assert "With 64 units, 95.0 % of the training samples are learned with 1 bit" in width
    assert "With 2 bits it is only 60.0 %" in more
