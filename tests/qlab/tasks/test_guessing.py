"""Guessing: no answer that ignores the input does better on the training part."""

import numpy as np
import pytest
import torch
from scipy.stats import entropy
from sklearn.dummy import DummyClassifier, DummyRegressor

from qlab.tasks import TASKS, TaskData
from qlab.tasks.guessing import guess


@pytest.mark.parametrize("name", [name for name in TASKS if name != "text"])
def test_it_is_what_scikit_learns_dummies_say(name: str) -> None:
    task = TASKS[name]
    data = task.load()
    classes = task.kind == "classification"
    dummy = DummyClassifier(strategy="most_frequent") if classes else DummyRegressor(strategy="mean")
    said = dummy.fit(data.train_x, data.train_y.squeeze()).predict(data.test_x)
    answers = task.answers(guess(task, data)).squeeze()
    assert torch.allclose(answers.double(), torch.as_tensor(said, dtype=torch.float64), atol=1e-6)


def test_a_text_is_guessed_by_how_common_each_character_is_which_takes_its_entropy() -> None:
    task = TASKS["text"]
    x, y = (part[:2000] for part in (task.load().train_x, task.load().train_y))
    data = TaskData(x, y, x, y)
    shares = np.bincount(y.flatten(), minlength=task.outputs) / y.numel()
    assert task.score(guess(task, data), y) == pytest.approx(entropy(shares, base=2), rel=1e-5)
