"""Experiments: a frozen spec goes in, a frozen result with a receipt comes out.

EXPERIMENTS is the registry that pages, addresses, the command line and `reproduce` read. A new experiment is
one file and one entry.
"""

from qlab.experiments.accumulator import ACCUMULATOR
from qlab.experiments.calibration import CALIBRATION
from qlab.experiments.cliff import CLIFF
from qlab.experiments.cliff_in_db import CLIFF_IN_DB
from qlab.experiments.depth import DEPTH
from qlab.experiments.dilution import DILUTION
from qlab.experiments.experiment import Experiment
from qlab.experiments.finetuning import FINETUNING
from qlab.experiments.first_look import FIRST_LOOK
from qlab.experiments.grid import GRID
from qlab.experiments.ladder import LADDER
from qlab.experiments.limit_cycle import LIMIT_CYCLE
from qlab.experiments.oscillation import OSCILLATION
from qlab.experiments.recovery import RECOVERY
from qlab.experiments.regularizer import REGULARIZER
from qlab.experiments.restless import RESTLESS
from qlab.experiments.rounding_noise import ROUNDING_NOISE
from qlab.experiments.sizes import SIZES
from qlab.experiments.stall import STALL
from qlab.experiments.tolerance import TOLERANCE
from qlab.experiments.training_length import TRAINING_LENGTH
from qlab.experiments.units import UNITS
from qlab.experiments.variance import VARIANCE
from qlab.experiments.weights import WEIGHTS

EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment
    for experiment in (
        FIRST_LOOK,
        WEIGHTS,
        GRID,
        CLIFF,
        CALIBRATION,
        FINETUNING,
        ROUNDING_NOISE,
        DEPTH,
        DILUTION,
        CLIFF_IN_DB,
        UNITS,
        LADDER,
        SIZES,
        TRAINING_LENGTH,
        TOLERANCE,
        VARIANCE,
        LIMIT_CYCLE,
        ACCUMULATOR,
        REGULARIZER,
        STALL,
        OSCILLATION,
        RESTLESS,
        RECOVERY,
    )
}
