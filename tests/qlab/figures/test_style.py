"""Plotly knows every trace and every setting that the lab's figures use: they are drawn without its checks."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.calibration import CalibrationSpec, measure_calibration
from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.finetuning import FinetuningSpec, measure_finetuning
from qlab.experiments.grid import GridSpec, measure_grid
from qlab.experiments.rounding_noise import RoundingNoiseSpec, measure_rounding_noise
from qlab.experiments.weights import WeightsSpec, measure_weights
from qlab.figures import style
from qlab.figures.calibration import calibration_figure
from qlab.figures.cliff import cliff_figure
from qlab.figures.cliff_curves import MEASURES
from qlab.figures.finetuning import curve_figure, recovery_figure
from qlab.figures.rounding_noise import noise_figure, sqnr_figure
from qlab.figures.weights import channels_figure, weights_figure


def every_figure(theme):
    weights = measure_weights(WeightsSpec())
    yield weights_figure(weights, theme)
    yield channels_figure(weights, theme)
    cliff = measure_cliff(CliffSpec(models=("mlp-4", "mlp-8"), seeds=(0, 1), bits=(3, 1)))
    for measure in MEASURES:
        yield cliff_figure(cliff, measure, theme)
    yield calibration_figure(measure_calibration(CalibrationSpec(model="mlp-8")), theme)
    grid = measure_grid(GridSpec())
    yield sqnr_figure(grid, theme)
    yield noise_figure(measure_rounding_noise(RoundingNoiseSpec(n=256)), theme)
    tuned = measure_finetuning(FinetuningSpec(model="mlp-4", epochs=1))
    yield curve_figure(tuned.spec, tuned.curve, tuned.chance, theme)
    yield recovery_figure(tuned, theme)


@pytest.mark.parametrize("theme", style.PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    for fig in every_figure(theme):
        drawn = fig.to_plotly_json()
        checked = go.Figure(drawn)  # raises ValueError for what it does not know
        assert [trace.type for trace in checked.data] == [trace["type"] for trace in drawn["data"]]


def test_an_unknown_setting_would_be_noticed():
    fig = style.figure("light", "It fell", [{"type": "scatter", "y": [2, 1], "colour": "red"}])
    with pytest.raises(ValueError, match="colour"):
        go.Figure(fig.to_plotly_json())


def test_a_line_of_words_gets_room_and_an_unknown_theme_is_refused():
    plain, roomy = (style.figure("light", "It fell", [], top=top).layout.margin.t for top in (0, 12))
    assert roomy == plain + 12
    with pytest.raises(ValueError, match="theme"):
        style.figure("sepia", "It fell", [])
