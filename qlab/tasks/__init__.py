"""Tasks: what a model is asked to do, one task a file. A new task is one file and one entry in `TASKS`."""

from qlab.tasks.cancer import CANCER
from qlab.tasks.diabetes import DIABETES
from qlab.tasks.digits import DIGITS
from qlab.tasks.plane import PLANE
from qlab.tasks.smooth import SMOOTH
from qlab.tasks.task import (
    CLASSIFICATION,
    REGRESSION,
    Loss,
    Task,
    TaskData,
    calibration_inputs,
    validation_data,
)
from qlab.tasks.wine import WINE

TASKS: dict[str, Task] = {task.name: task for task in (DIGITS, CANCER, WINE, *PLANE, DIABETES, SMOOTH)}

__all__ = [
    "CLASSIFICATION",
    "REGRESSION",
    "TASKS",
    "Loss",
    "Task",
    "TaskData",
    "calibration_inputs",
    "validation_data",
]
