"""The figure of training lengths shows the result's own numbers, and its sentences fit them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.training_length import TrainingLengthSpec, measure_training_length
from qlab.figures.style import PALETTES
from qlab.figures.training_length import training_length_figure
from qlab.figures.training_length_findings import (
    training_length_alt,
    training_length_finding,
    training_length_notes,
)


@pytest.fixture(scope="module")
def result():
    return measure_training_length(TrainingLengthSpec("mlp-8", (0, 1), (4, 1), (4, 3, 2)))


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(result, theme):
    assert go.Figure(training_length_figure(result, theme).to_plotly_json()).data


def test_each_line_is_the_mean_over_the_seeds_shortest_training_first(result):
    lines = {trace.name: trace for trace in training_length_figure(result, "light").data if trace.name}
    assert list(lines) == ["4 bits", "3 bits", "2 bits", "mean of 4 to 2 bits"]
    for trace, bits in zip(lines.values(), ((4,), (3,), (2,), (4, 3, 2)), strict=True):
        assert list(trace.x) == ["1", "4"]
        assert list(trace.y) == pytest.approx([np.mean(result.losses(epochs, bits)) for epochs in (1, 4)])


def test_the_sentences_hold_the_numbers(result):
    before, after = (np.mean(result.losses(epochs)) for epochs in (1, 4))
    finding = training_length_finding(result)
    assert finding == f"After 1 epochs {before:.1f} % is lost, after 4 epochs {after:.1f} %"
    assert finding in training_length_alt(result)
    floats, crests, lost = training_length_notes(result)
    accuracies = [100 * np.mean([p.float_accuracy for p in result.points if p.epochs == e]) for e in (1, 4)]
    assert f"{accuracies[0]:.1f} % and {accuracies[1]:.1f} % after 1 and 4 epochs" in floats
    assert f"{np.mean([p.crest for p in result.points if p.epochs == 4]):.1f}" in crests
    assert f"{np.mean(result.losses(4, (2,))):.1f} % at 2 bits" in lost
