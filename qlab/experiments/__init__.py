"""Experiments: a frozen spec goes in, a frozen result with a receipt comes out.

EXPERIMENTS is the registry that pages, addresses, the command line and `reproduce` read. A new experiment is
one file and one entry.
"""

from qlab.experiments.accumulator import ACCUMULATOR
from qlab.experiments.boundary import BOUNDARY
from qlab.experiments.calibration import CALIBRATION
from qlab.experiments.cliff import CLIFF
from qlab.experiments.cliff_in_db import CLIFF_IN_DB
from qlab.experiments.collapse import COLLAPSE
from qlab.experiments.depth import DEPTH
from qlab.experiments.dilution import DILUTION
from qlab.experiments.drawn import DRAWN
from qlab.experiments.drift import DRIFT
from qlab.experiments.experiment import Experiment
from qlab.experiments.expressiveness import EXPRESSIVENESS
from qlab.experiments.few_weights import FEW_WEIGHTS
from qlab.experiments.finetuning import FINETUNING
from qlab.experiments.first_look import FIRST_LOOK
from qlab.experiments.grid import GRID
from qlab.experiments.ladder import LADDER
from qlab.experiments.language import LANGUAGE_EXPERIMENT
from qlab.experiments.limit_cycle import LIMIT_CYCLE
from qlab.experiments.margins import MARGINS
from qlab.experiments.near_boundary import NEAR_BOUNDARY
from qlab.experiments.oscillation import OSCILLATION
from qlab.experiments.placement import PLACEMENT
from qlab.experiments.rate import RATE
from qlab.experiments.recovery import RECOVERY
from qlab.experiments.regularizer import REGULARIZER
from qlab.experiments.rest import REST
from qlab.experiments.restless import RESTLESS
from qlab.experiments.rounding_noise import ROUNDING_NOISE
from qlab.experiments.sizes import SIZES
from qlab.experiments.stall import STALL
from qlab.experiments.strings import STRINGS
from qlab.experiments.temperature import TEMPERATURE
from qlab.experiments.tolerance import TOLERANCE
from qlab.experiments.training_length import TRAINING_LENGTH
from qlab.experiments.units import UNITS
from qlab.experiments.variance import VARIANCE
from qlab.experiments.weights import WEIGHTS
from qlab.experiments.who_is_hurt import WHO_IS_HURT

EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment
    for experiment in (
        FIRST_LOOK,
        WEIGHTS,
        GRID,
        CLIFF,
        CALIBRATION,
        FINETUNING,
        BOUNDARY,
        DRAWN,
        NEAR_BOUNDARY,
        FEW_WEIGHTS,
        ROUNDING_NOISE,
        PLACEMENT,
        DEPTH,
        DILUTION,
        CLIFF_IN_DB,
        UNITS,
        LADDER,
        RATE,
        SIZES,
        TRAINING_LENGTH,
        TOLERANCE,
        MARGINS,
        LANGUAGE_EXPERIMENT,
        COLLAPSE,
        TEMPERATURE,
        VARIANCE,
        LIMIT_CYCLE,
        ACCUMULATOR,
        WHO_IS_HURT,
        REGULARIZER,
        STRINGS,
        DRIFT,
        STALL,
        OSCILLATION,
        RESTLESS,
        REST,
        EXPRESSIVENESS,
        RECOVERY,
    )
}
