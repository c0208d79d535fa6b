"""Fine-tuning a quantized network (QAT): train float latent weights through the straight-through estimator.

The forward pass sees quantized values; the gradient passes the rounding as if it were not there; small
updates add up in the latent weights until one crosses to its next level. Jacob et al. 2018, arXiv:1712.05877,
section 3; Nagel et al. 2021, arXiv:2106.08295, section 4.
"""

from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor, nn

from qlab.checks import MAX_SEED, within
from qlab.quantized import calibrate_, prepare
from qlab.recipe import Recipe
from qlab.tasks import Loss, TaskData
from qlab.zoo import TrainingSettings
from qlab.zoo.training import check_training, steps_per_epoch, training_steps


def share_of_training(data: TaskData, fraction: float, seed: int) -> TaskData:
    """Return `data` with a random share (0..1, at least one sample) of its training part, drawn from `seed`.

    Raises:
        ValueError: for a fraction outside 0.001..1, or a seed that is not a whole number from 0.

    >>> from qlab.tasks import TASKS
    >>> len(share_of_training(TASKS["digits"].load(), 0.1, seed=0).train_x)
    120
    """
    within("fraction", fraction, 0.001, 1.0)
    within("seed", seed, 0, MAX_SEED)
    total = len(data.train_x)
    chosen = torch.randperm(total, generator=torch.Generator().manual_seed(seed))[
        : max(1, round(fraction * total))
    ]
    return replace(data, train_x=data.train_x[chosen], train_y=data.train_y[chosen])


def finetuning_steps(
    model: nn.Module,
    recipe: Recipe,
    data: TaskData,
    settings: TrainingSettings,
    *,
    seed: int,
    loss: Loss,
    calibration_inputs: Tensor,
) -> Iterator[nn.Module]:
    """Yield the network before the first step and after every step; the same object each time, as it changes.

    It computes with quantized values all along. Every epoch starts with new ranges, and so does the end. With
    a recipe of FLOAT32 it is the float control: the same steps on the same samples in the same order.

    Raises:
        ValueError: as it is first asked for a network, for arguments that `train` or `quantize_model` refuses.

    >>> from qlab.recipe import bits_recipe
    >>> from qlab.tasks import TASKS
    >>> from qlab.zoo import load_model
    >>> task = TASKS["digits"]
    >>> data = share_of_training(task.load(), 0.1, seed=0)
    >>> networks = finetuning_steps(load_model("mlp-16", 0), bits_recipe(2), data, TrainingSettings(1), seed=0,
    ...                             loss=task.loss, calibration_inputs=data.train_x)
    >>> len(list(networks))
    5
    """
    check_training(model, data, settings, seed, loss)
    latent = prepare(model, recipe, calibration_inputs).requires_grad_(True)
    yield latent
    steps = training_steps(latent, data, settings, seed=seed, loss=loss)
    for number, _ in enumerate(steps, start=1):
        if number % steps_per_epoch(data, settings) == 0:
            calibrate_(latent, calibration_inputs)
        yield latent
