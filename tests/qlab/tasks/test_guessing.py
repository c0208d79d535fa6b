"""Guessing: no answer that ignores the input does better on the training part."""

import pytest
import torch
from sklearn.dummy import DummyClassifier, DummyRegressor

from qlab.tasks import TASKS
from qlab.tasks.guessing import guess


@pytest.mark.parametrize("name", TASKS)
def test_it_is_what_scikit_learns_dummies_say(name: str) -> None:
    task = TASKS[name]
    data = task.load()
    classes = task.kind == "classification"
    dummy = DummyClassifier(strategy="most_frequent") if classes else DummyRegressor(strategy="mean")
    said = dummy.fit(data.train_x, data.train_y.squeeze()).predict(data.test_x)
    answers = task.answers(guess(task, data)).squeeze()
    assert torch.allclose(answers.double(), torch.as_tensor(said, dtype=torch.float64), atol=1e-6)
