"""Plotly knows every trace and every setting that the lab's figures use: they are drawn without its checks."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.accumulator import AccumulatorSpec, measure_accumulator
from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.calibration import CalibrationSpec, measure_calibration
from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.cliff_in_db import CliffInDbSpec, measure_cliff_in_db
from qlab.experiments.collapse import CollapseSpec, measure_collapse
from qlab.experiments.depth import DepthSpec, measure_depth
from qlab.experiments.dilution import DilutionSpec, measure_dilution
from qlab.experiments.drift import DriftSpec, measure_drift
from qlab.experiments.expressiveness import ExpressivenessSpec, measure_expressiveness
from qlab.experiments.few_weights import FewWeightsSpec, measure_few_weights
from qlab.experiments.finetuning import FinetuningSpec, measure_finetuning
from qlab.experiments.grid import GridSpec, measure_grid
from qlab.experiments.ladder import LadderSpec, measure_ladder
from qlab.experiments.language import LanguageSpec, measure_language
from qlab.experiments.limit_cycle import LimitCycleSpec, measure_limit_cycle
from qlab.experiments.margins import MarginsSpec, measure_margins
from qlab.experiments.near_boundary import NearBoundarySpec, measure_near_boundary
from qlab.experiments.oscillation import OscillationSpec, measure_oscillation
from qlab.experiments.placement import PlacementSpec, measure_placement
from qlab.experiments.rate import RateSpec, measure_rate
from qlab.experiments.recovery import RecoverySpec, measure_recovery
from qlab.experiments.regularizer import RegularizerSpec, measure_regularizer
from qlab.experiments.rest import RestSpec, measure_rest
from qlab.experiments.restless import RestlessSpec, measure_restless
from qlab.experiments.rounding_noise import RoundingNoiseSpec, measure_rounding_noise
from qlab.experiments.sizes import SizesSpec, measure_sizes
from qlab.experiments.stall import StallSpec, measure_stall
from qlab.experiments.strings import StringsSpec, measure_strings
from qlab.experiments.temperature import TemperatureSpec, measure_temperature
from qlab.experiments.tolerance import ToleranceSpec, measure_tolerance
from qlab.experiments.training_length import TrainingLengthSpec, measure_training_length
from qlab.experiments.units import UnitsSpec, measure_units
from qlab.experiments.variance import VarianceSpec, measure_variance
from qlab.experiments.weights import WeightsSpec, measure_weights
from qlab.experiments.who_is_hurt import HurtSpec, measure_hurt
from qlab.figures import style
from qlab.figures.accumulator import accumulator_figure
from qlab.figures.boundary import boundary_figure
from qlab.figures.calibration import calibration_figure
from qlab.figures.cliff import cliff_figure
from qlab.figures.cliff_curves import MEASURES
from qlab.figures.cliff_in_db import cliff_in_db_figure
from qlab.figures.collapse import collapse_figure
from qlab.figures.depth import depth_figure
from qlab.figures.dilution import dilution_figure
from qlab.figures.drift import drift_figure
from qlab.figures.expressiveness import expressiveness_figure
from qlab.figures.few_weights import few_weights_figure
from qlab.figures.finetuning import curve_figure, recovery_figure
from qlab.figures.hurt import classes_differ_figure, unsure_first_figure
from qlab.figures.ladder import ladder_figure
from qlab.figures.language import language_figure
from qlab.figures.limit_cycle import limit_cycle_figure
from qlab.figures.margins import all_tasks_figure, margins_figure
from qlab.figures.near_boundary import near_boundary_figure
from qlab.figures.oscillation import oscillation_figure
from qlab.figures.placement import placement_figure
from qlab.figures.rate import rate_figure
from qlab.figures.recovered import recovered_figure
from qlab.figures.recovered_map import recovered_map_figure
from qlab.figures.regularizer import regularizer_figure
from qlab.figures.rest import rest_figure
from qlab.figures.restless import restless_figure
from qlab.figures.rounding_noise import noise_figure, sqnr_figure
from qlab.figures.sizes import sizes_figure
from qlab.figures.slow_motion import slow_motion_figure
from qlab.figures.stall import stall_figure
from qlab.figures.strings import strings_figure
from qlab.figures.sureness import mended_figure, spoiled_figure
from qlab.figures.threshold import threshold_figure
from qlab.figures.tolerance import tolerance_figure
from qlab.figures.training_length import training_length_figure
from qlab.figures.units import units_figure
from qlab.figures.variance import variance_figure
from qlab.figures.walk import walk_figure
from qlab.figures.weights import channels_figure, weights_figure


def every_figure(theme):
    weights = measure_weights(WeightsSpec())
    yield weights_figure(weights, theme)
    yield channels_figure(weights, theme)
    cliff = measure_cliff(CliffSpec(models=("mlp-4", "mlp-8"), seeds=(0, 1), bits=(3, 1)))
    for measure in MEASURES:
        yield cliff_figure(cliff, measure, theme)
    yield calibration_figure(measure_calibration(CalibrationSpec(model="mlp-8")), theme)
    tuned = measure_finetuning(FinetuningSpec(model="mlp-4", epochs=1))
    yield curve_figure(tuned.spec, tuned.curve, tuned.chance, theme)
    yield recovery_figure(tuned, theme)


def every_lesson_figure(theme):
    yield sqnr_figure(measure_grid(GridSpec()), theme)
    yield noise_figure(measure_rounding_noise(RoundingNoiseSpec(n=256)), theme)
    yield few_weights_figure(measure_few_weights(FewWeightsSpec()), theme)
    yield placement_figure(measure_placement(PlacementSpec(n=256, bits=(3,))), theme)
    yield depth_figure(measure_depth(DepthSpec(depth=4, width=16, seeds=(0, 1))), theme)
    yield dilution_figure(measure_dilution(DilutionSpec(units=(1, 4), samples=100, seeds=(0, 1))), theme)
    pooled = measure_cliff_in_db(CliffInDbSpec(seeds=(0, 1), units=(0, 4), granularities=("per_tensor",)))
    yield cliff_in_db_figure(pooled, theme)
    yield threshold_figure(pooled, theme)
    yield units_figure(measure_units(UnitsSpec("mlp-16", (0, 1), 6, (8, 3))), theme)
    yield ladder_figure(rungs := measure_ladder(LadderSpec("mlp-16", (0, 1), (8, 2))), theme)
    yield boundary_figure(measure_boundary(BoundarySpec()), theme)
    yield near_boundary_figure(measure_near_boundary(NearBoundarySpec(seeds=(0, 1))), theme)
    yield walk_figure(rungs, theme)
    yield rate_figure(measure_rate(RateSpec(n=256)), theme)
    yield sizes_figure(measure_sizes(SizesSpec(("mlp-4", "mlp-16"), (0, 1))), theme)
    yield training_length_figure(measure_training_length(TrainingLengthSpec("mlp-4", (0, 1), (2, 1))), theme)
    yield tolerance_figure(measure_tolerance(ToleranceSpec(("mlp-32", "mlp-cancer"))), theme)
    margins = measure_margins(MarginsSpec(("mlp-cancer",), (0, 1), (8, 3)))
    yield from (draw(margins, theme) for draw in (margins_figure, all_tasks_figure))
    yield language_figure(measure_language(LanguageSpec(("char-small",), (0,), (4,))), theme)
    yield collapse_figure(measure_collapse(CollapseSpec("mlp-16", (0, 1), (8, 2))), theme)
    sure = measure_temperature(TemperatureSpec("mlp-16", (0, 1)))
    yield from (draw(sure, theme) for draw in (spoiled_figure, mended_figure))
    hurt = measure_hurt(HurtSpec("mlp-16", (0, 1)))
    yield from (draw(hurt, theme) for draw in (unsure_first_figure, classes_differ_figure))
    yield variance_figure(measure_variance(VarianceSpec("jitter", "mlp-8", (0, 1), (8, 2), 2)), theme)
    yield limit_cycle_figure(measure_limit_cycle(LimitCycleSpec(-0.96)), theme)
    yield accumulator_figure(measure_accumulator(AccumulatorSpec(64, products=100)), theme)
    yield strings_figure(
        measure_strings(StringsSpec("gru-speech", "strings", (0, 1), (6, 4), rounds=1)), theme
    )
    yield drift_figure(measure_drift(DriftSpec("running sum", seeds=(0, 1), doublings=5)), theme)
    yield stall_figure(measure_stall(StallSpec(steps=50, draws=1)), theme)
    swinging = measure_oscillation(OscillationSpec(steps=200))
    yield oscillation_figure(swinging, theme)
    yield slow_motion_figure(swinging, 3, theme)
    yield restless_figure(measure_restless(RestlessSpec(model="mlp-16", seeds=(0, 1), bits=(8, 2))), theme)
    back = measure_recovery(RecoverySpec("mlp-16", seeds=(0, 1), epochs=1))
    yield from (draw(back, theme) for draw in (recovered_figure, recovered_map_figure))
    yield rest_figure(measure_rest(RestSpec(model="mlp-16", seeds=(0, 1), epochs=2)), theme)
    narrow = ExpressivenessSpec(widths=(4,), bits=(1,), n_train=20, epochs=1, seeds=(0, 1))
    yield expressiveness_figure(measure_expressiveness(narrow), theme)
    few = RegularizerSpec(n_train=40, hidden=16, epochs=1, bits=(2,), seeds=(0, 1))
    yield regularizer_figure(measure_regularizer(few), theme)


@pytest.mark.parametrize("theme", style.PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    for fig in (*every_figure(theme), *every_lesson_figure(theme)):
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
