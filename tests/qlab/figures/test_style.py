"""Plotly knows every trace and every setting that the lab's figures use: they are drawn without its checks."""

from functools import cache

import plotly.graph_objects as go
import pytest

from qlab.experiments import EXPERIMENTS
from qlab.experiments.accumulator import AccumulatorSpec
from qlab.experiments.boundary import BoundarySpec
from qlab.experiments.calibration import CalibrationSpec
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.cliff_in_db import CliffInDbSpec
from qlab.experiments.collapse import CollapseSpec
from qlab.experiments.depth import DepthSpec
from qlab.experiments.dilution import DilutionSpec
from qlab.experiments.drawn import DrawnSpec
from qlab.experiments.drift import DriftSpec
from qlab.experiments.expressiveness import ExpressivenessSpec
from qlab.experiments.few_weights import FewWeightsSpec
from qlab.experiments.finetuning import FinetuningSpec
from qlab.experiments.first_look import FirstLookSpec
from qlab.experiments.grid import GridSpec
from qlab.experiments.ladder import LadderSpec
from qlab.experiments.language import LanguageSpec
from qlab.experiments.limit_cycle import LimitCycleSpec
from qlab.experiments.margins import MarginsSpec
from qlab.experiments.near_boundary import NearBoundarySpec
from qlab.experiments.oscillation import OscillationSpec
from qlab.experiments.placement import PlacementSpec
from qlab.experiments.rate import RateSpec
from qlab.experiments.recovery import RecoverySpec
from qlab.experiments.regularizer import RegularizerSpec
from qlab.experiments.rest import RestSpec
from qlab.experiments.restless import RestlessSpec
from qlab.experiments.rounding_noise import RoundingNoiseSpec
from qlab.experiments.sizes import SizesSpec
from qlab.experiments.stall import StallSpec
from qlab.experiments.strings import StringsSpec
from qlab.experiments.temperature import TemperatureSpec
from qlab.experiments.tolerance import ToleranceSpec
from qlab.experiments.training_length import TrainingLengthSpec
from qlab.experiments.units import UnitsSpec
from qlab.experiments.variance import VarianceSpec
from qlab.experiments.weights import WeightsSpec
from qlab.experiments.who_is_hurt import HurtSpec
from qlab.figures import style
from qlab.figures.cliff import cliff_figure
from qlab.figures.cliff_curves import MEASURES
from qlab.figures.finetuning import curve_figure
from qlab.figures.registry import FIGURES
from qlab.figures.slow_motion import slow_motion_figure
from qlab.measurement import experiment_of, run

SMALL = [
    FirstLookSpec("mlp-16", bits=(2, 1)),
    WeightsSpec(),
    GridSpec(),
    CliffSpec(models=("mlp-4", "mlp-8"), seeds=(0, 1), bits=(3, 1)),
    CalibrationSpec(model="mlp-8"),
    FinetuningSpec(model="mlp-4", epochs=1),
    BoundarySpec(),
    DrawnSpec(epochs=10, bits=(2,)),
    NearBoundarySpec(seeds=(0, 1)),
    FewWeightsSpec(),
    RoundingNoiseSpec(n=256),
    PlacementSpec(n=256, bits=(3,)),
    DepthSpec(depth=4, width=16, seeds=(0, 1)),
    DilutionSpec(units=(1, 4), samples=100, seeds=(0, 1)),
    CliffInDbSpec(seeds=(0, 1), units=(0, 4), granularities=("per_tensor",)),
    UnitsSpec("mlp-16", (0, 1), 6, (8, 3)),
    LadderSpec("mlp-16", (0, 1), (8, 2)),
    RateSpec(n=256),
    SizesSpec(("mlp-4", "mlp-16"), (0, 1)),
    TrainingLengthSpec("mlp-4", (0, 1), (2, 1)),
    ToleranceSpec(("mlp-32", "mlp-cancer")),
    MarginsSpec(("mlp-cancer",), (0, 1), (8, 3)),
    LanguageSpec(("char-small",), (0,), (4,)),
    CollapseSpec("mlp-16", (0, 1), (8, 2)),
    TemperatureSpec("mlp-16", (0, 1)),
    VarianceSpec("jitter", "mlp-8", (0, 1), (8, 2), 2),
    LimitCycleSpec(-0.96),
    AccumulatorSpec(64, products=100),
    HurtSpec("mlp-16", (0, 1)),
    RegularizerSpec(n_train=40, hidden=16, epochs=1, bits=(2,), seeds=(0, 1)),
    StringsSpec("gru-speech", "strings", (0, 1), (6, 4), rounds=1),
    DriftSpec("running sum", seeds=(0, 1), doublings=5),
    StallSpec(steps=50, draws=1),
    OscillationSpec(steps=200),
    RestlessSpec(model="mlp-16", seeds=(0, 1), bits=(8, 2)),
    RestSpec(model="mlp-16", seeds=(0, 1), epochs=2),
    ExpressivenessSpec(widths=(4,), bits=(1,), n_train=20, epochs=1, seeds=(0, 1)),
    RecoverySpec("mlp-16", seeds=(0, 1), epochs=1),
]


@cache
def small_results():
    """Return a small result of each experiment, by its name."""
    return {experiment_of(spec).name: run(spec).result for spec in SMALL}


def every_figure(theme):
    for name, result in small_results().items():
        for drawing in FIGURES[name]:
            yield drawing.draw(result, *drawing.usual(result.spec), theme)
    for measure in MEASURES:
        yield cliff_figure(small_results()["cliff"], measure, theme)
    tuned = small_results()["finetuning"]
    yield curve_figure(tuned.spec, tuned.curve, tuned.chance, theme)
    yield slow_motion_figure(small_results()["oscillation"], 3, theme)


def test_every_experiment_has_a_figure_that_is_drawn_here_and_told_in_words():
    assert list(FIGURES) == list(EXPERIMENTS) == list(small_results())
    for name, result in small_results().items():
        assert len({drawing.name for drawing in FIGURES[name]}) == len(FIGURES[name]) > 0
        for drawing in FIGURES[name]:
            assert len(drawing.alt(result, *drawing.usual(result.spec)).split()) > 5


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
