"""Tasks: what a model is asked to do, one task a file. A new task is one file and one entry in `TASKS`."""

from qlab.tasks.cancer import CANCER
from qlab.tasks.diabetes import DIABETES
from qlab.tasks.digits import DIGITS
from qlab.tasks.parts import calibration_inputs, validation_data
from qlab.tasks.plane import PLANE
from qlab.tasks.smooth import SMOOTH
from qlab.tasks.speech import SPEECH
from qlab.tasks.task import (
    CLASSIFICATION,
    LANGUAGE,
    REGRESSION,
    Loss,
    Task,
    TaskData,
)
from qlab.tasks.text import TEXT_TASK
from qlab.tasks.wine import WINE

TASKS: dict[str, Task] = {
    task.name: task for task in (DIGITS, CANCER, WINE, *PLANE, DIABETES, SMOOTH, SPEECH, TEXT_TASK)
}

__all__ = [
    "CLASSIFICATION",
    "LANGUAGE",
    "REGRESSION",
    "TASKS",
    "Loss",
    "Task",
    "TaskData",
    "calibration_inputs",
    "validation_data",
]
