"""A few samples: so many labels are wrong, and no test sample is among them."""

import pytest
import torch

from qlab.experiments.few_samples import LARGEST, check_few_samples, few_samples
from qlab.tasks import TASKS


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_so_many_labels_are_wrong(noise):
    digits, data = TASKS["digits"].load(), few_samples("digits", 1000, noise, seed=3)
    truth = {tuple(x): int(y) for x, y in zip(digits.train_x.tolist(), digits.train_y, strict=True)}
    for x, y in ((data.train_x, data.train_y), (data.test_x, data.test_y)):
        wrong = sum(truth[tuple(one)] != int(label) for one, label in zip(x.tolist(), y, strict=True))
        assert abs(wrong - noise * len(x)) <= 4 * (noise * (1 - noise) * len(x)) ** 0.5


@pytest.mark.parametrize("task", LARGEST)
def test_training_validation_and_test_samples_are_others(task):
    known, data = TASKS[task].load(), few_samples(task, LARGEST[task], 0.0, seed=0)
    parts = [{tuple(one) for one in x.tolist()} for x in (data.train_x, data.test_x, known.test_x)]
    assert parts[0] | parts[1] == {tuple(one) for one in known.train_x.tolist()}
    assert not parts[0] & parts[1]
    assert not (parts[0] | parts[1]) & parts[2]


def test_another_seed_draws_others_and_the_same_seed_the_same():
    first, again, other = (few_samples("diabetes", 100, 0.0, seed).train_x for seed in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("wine", 50, 0.0), "task must be one of digits, diabetes"),
        (("digits", 5, 0.0), "n_train"),
        (("digits", 50, 1.5), "label_noise"),
        (("diabetes", 50, 0.1), "label_noise must be a number from 0.0 to 0.0"),
    ],
)
def test_nonsense_is_refused(asked, message):
    with pytest.raises(ValueError, match=message):
        check_few_samples(*asked)
