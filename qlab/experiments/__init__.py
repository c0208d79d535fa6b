"""Experiments: a frozen spec goes in, a frozen result with a receipt comes out.

EXPERIMENTS is the registry that pages, addresses, the command line and `reproduce` read. A new experiment is
one file and one entry.
"""

from qlab.experiments.calibration import CALIBRATION
from qlab.experiments.cliff import CLIFF
from qlab.experiments.experiment import Experiment
from qlab.experiments.finetuning import FINETUNING
from qlab.experiments.first_look import FIRST_LOOK
from qlab.experiments.grid import GRID
from qlab.experiments.rounding_noise import ROUNDING_NOISE
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
    )  # fmt: skip
}
