"""Tasks: what a model is asked to do, one task a file. A new task is one file and one entry in `TASKS`."""

from qlab.tasks.digits import DIGITS
from qlab.tasks.task import Loss, Task, TaskData, calibration_inputs, validation_data

TASKS: dict[str, Task] = {task.name: task for task in (DIGITS,)}

__all__ = ["TASKS", "Loss", "Task", "TaskData", "calibration_inputs", "validation_data"]
