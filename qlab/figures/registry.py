"""What draws the result of each experiment: the end of spec -> result -> figure. A figure is named here once."""

from collections.abc import Mapping

from qlab.figures.accumulator import accumulator_figure
from qlab.figures.accumulator_findings import accumulator_alt
from qlab.figures.boundary import boundary_figure
from qlab.figures.boundary_findings import boundary_alt
from qlab.figures.calibration import calibration_figure
from qlab.figures.calibration_findings import calibration_alt
from qlab.figures.cliff import cliff_figure
from qlab.figures.cliff_findings import cliff_alt
from qlab.figures.cliff_in_db import cliff_in_db_figure
from qlab.figures.cliff_in_db_findings import cliff_in_db_alt
from qlab.figures.collapse import collapse_figure
from qlab.figures.collapse_findings import collapse_alt
from qlab.figures.depth import depth_figure
from qlab.figures.depth_findings import depth_alt
from qlab.figures.dilution import dilution_figure
from qlab.figures.dilution_findings import dilution_alt
from qlab.figures.drawing import Drawing
from qlab.figures.drawn import drawn_alt, drawn_figure
from qlab.figures.drift import drift_figure
from qlab.figures.drift_findings import drift_alt
from qlab.figures.expressiveness import expressiveness_figure
from qlab.figures.expressiveness_findings import expressiveness_alt
from qlab.figures.few_weights import few_weights_figure
from qlab.figures.few_weights_findings import few_weights_alt
from qlab.figures.finetuning import recovery_figure
from qlab.figures.finetuning_findings import recovery_alt
from qlab.figures.first_look import first_look_figure
from qlab.figures.first_look_findings import first_look_alt
from qlab.figures.hurt import classes_differ_figure, unsure_first_figure
from qlab.figures.hurt_findings import classes_differ_alt, unsure_first_alt
from qlab.figures.ladder import ladder_figure
from qlab.figures.ladder_findings import ladder_alt
from qlab.figures.language import language_figure
from qlab.figures.language_findings import language_alt
from qlab.figures.limit_cycle import limit_cycle_figure
from qlab.figures.limit_cycle_findings import limit_cycle_alt
from qlab.figures.margins import all_tasks_figure, margins_figure
from qlab.figures.margins_findings import all_tasks_alt, margins_alt
from qlab.figures.near_boundary import near_boundary_figure
from qlab.figures.near_boundary_findings import near_boundary_alt
from qlab.figures.oscillation import oscillation_figure
from qlab.figures.oscillation_findings import oscillation_alt
from qlab.figures.placement import placement_figure
from qlab.figures.placement_findings import placement_alt
from qlab.figures.rate import rate_figure
from qlab.figures.rate_findings import rate_alt
from qlab.figures.recovered import recovered_figure
from qlab.figures.recovered_findings import recovered_alt
from qlab.figures.recovered_map import recovered_map_figure
from qlab.figures.recovered_map_findings import map_alt
from qlab.figures.regularizer import regularizer_figure
from qlab.figures.regularizer_findings import regularizer_alt
from qlab.figures.rest import rest_figure
from qlab.figures.rest_findings import rest_alt
from qlab.figures.restless import restless_figure
from qlab.figures.restless_findings import restless_alt
from qlab.figures.rounding_noise import noise_figure, sqnr_figure
from qlab.figures.rounding_noise_findings import noise_alt, sqnr_alt
from qlab.figures.sizes import sizes_figure
from qlab.figures.sizes_findings import sizes_alt
from qlab.figures.stall import stall_figure
from qlab.figures.stall_findings import stall_alt
from qlab.figures.strings import strings_figure
from qlab.figures.strings_findings import strings_alt
from qlab.figures.sureness import mended_figure, spoiled_figure
from qlab.figures.sureness_findings import mended_alt, spoiled_alt
from qlab.figures.threshold import threshold_figure
from qlab.figures.threshold_findings import threshold_alt
from qlab.figures.tolerance import tolerance_figure
from qlab.figures.tolerance_findings import tolerance_alt
from qlab.figures.training_length import training_length_figure
from qlab.figures.training_length_findings import training_length_alt
from qlab.figures.units import units_figure
from qlab.figures.units_findings import units_alt
from qlab.figures.variance import variance_figure
from qlab.figures.variance_findings import variance_alt
from qlab.figures.walk import walk_figure
from qlab.figures.walk_findings import walk_alt
from qlab.figures.weights import channels_figure, weights_figure
from qlab.figures.weights_findings import channels_alt, weights_alt

FIGURES: Mapping[str, tuple[Drawing, ...]] = {
    "first_look": (Drawing(first_look_figure, first_look_alt),),
    "weights": (Drawing(weights_figure, weights_alt), Drawing(channels_figure, channels_alt)),
    "grid": (Drawing(sqnr_figure, sqnr_alt),),
    "cliff": (Drawing(cliff_figure, cliff_alt, lambda spec: ("accuracy",)),),
    "calibration": (Drawing(calibration_figure, calibration_alt),),
    "finetuning": (Drawing(recovery_figure, recovery_alt),),
    "boundary": (Drawing(boundary_figure, boundary_alt),),
    "drawn": (Drawing(drawn_figure, drawn_alt, lambda spec: (str(min(spec.bits)),)),),
    "near_boundary": (Drawing(near_boundary_figure, near_boundary_alt),),
    "few_weights": (Drawing(few_weights_figure, few_weights_alt),),
    "rounding_noise": (Drawing(noise_figure, noise_alt),),
    "placement": (Drawing(placement_figure, placement_alt),),
    "depth": (Drawing(depth_figure, depth_alt),),
    "dilution": (Drawing(dilution_figure, dilution_alt),),
    "cliff_in_db": (Drawing(cliff_in_db_figure, cliff_in_db_alt), Drawing(threshold_figure, threshold_alt)),
    "units": (Drawing(units_figure, units_alt),),
    "ladder": (Drawing(ladder_figure, ladder_alt), Drawing(walk_figure, walk_alt)),
    "rate": (Drawing(rate_figure, rate_alt),),
    "sizes": (Drawing(sizes_figure, sizes_alt),),
    "training_length": (Drawing(training_length_figure, training_length_alt),),
    "tolerance": (Drawing(tolerance_figure, tolerance_alt),),
    "margins": (Drawing(margins_figure, margins_alt), Drawing(all_tasks_figure, all_tasks_alt)),
    "language": (Drawing(language_figure, language_alt),),
    "collapse": (Drawing(collapse_figure, collapse_alt),),
    "temperature": (Drawing(spoiled_figure, spoiled_alt), Drawing(mended_figure, mended_alt)),
    "variance": (Drawing(variance_figure, variance_alt),),
    "limit_cycle": (Drawing(limit_cycle_figure, limit_cycle_alt),),
    "accumulator": (Drawing(accumulator_figure, accumulator_alt),),
    "who_is_hurt": (
        Drawing(unsure_first_figure, unsure_first_alt),
        Drawing(classes_differ_figure, classes_differ_alt),
    ),
    "regularizer": (Drawing(regularizer_figure, regularizer_alt),),
    "strings": (Drawing(strings_figure, strings_alt),),
    "drift": (Drawing(drift_figure, drift_alt),),
    "stall": (Drawing(stall_figure, stall_alt),),
    "oscillation": (Drawing(oscillation_figure, oscillation_alt),),
    "restless": (Drawing(restless_figure, restless_alt),),
    "rest": (Drawing(rest_figure, rest_alt),),
    "expressiveness": (Drawing(expressiveness_figure, expressiveness_alt),),
    "recovery": (Drawing(recovered_figure, recovered_alt), Drawing(recovered_map_figure, map_alt)),
}
"""The drawings of an experiment, by its name, first the usual one."""


def drawing_of(experiment: str, name: str = "") -> Drawing:
    """Return the drawing of an experiment that has this name, or the usual one where there is none such.

    >>> drawing_of("weights").name, drawing_of("weights", "channels_figure").name
    ('weights_figure', 'channels_figure')
    """
    drawings = FIGURES[experiment]
    return next((drawing for drawing in drawings if drawing.name == name), drawings[0])
