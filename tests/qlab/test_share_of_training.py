"""The part of the training data that fine-tuning may see."""

import pytest
import torch

from qlab.finetune import share_of_training
from qlab.tasks import TASKS

DIGITS = TASKS["digits"]


def test_a_fraction_is_a_random_subset_that_the_seed_decides() -> None:
    whole = DIGITS.load()
    share = share_of_training(whole, 0.25, seed=1)
    rows = {row.numpy().tobytes() for row in share.train_x}
    assert len(share.train_x) == len(share.train_y) == 300
    assert rows <= {row.numpy().tobytes() for row in whole.train_x}
    assert torch.equal(share.train_x, share_of_training(whole, 0.25, seed=1).train_x)
    assert not torch.equal(share.train_x, share_of_training(whole, 0.25, seed=2).train_x)
    assert torch.equal(share.test_x, whole.test_x)
    label_of = {row.numpy().tobytes(): int(y) for row, y in zip(whole.train_x, whole.train_y, strict=True)}
    assert [label_of[row.numpy().tobytes()] for row in share.train_x] == share.train_y.tolist()


def test_the_whole_is_every_sample_once() -> None:
    whole = DIGITS.load()
    share = share_of_training(whole, 1.0, seed=3)
    assert sorted(row.numpy().tobytes() for row in share.train_x) == sorted(
        row.numpy().tobytes() for row in whole.train_x
    )


@pytest.mark.parametrize("fraction", [0.0, -0.1, 1.5, float("nan")])
def test_a_fraction_that_is_none_is_refused(fraction: float) -> None:
    with pytest.raises(ValueError, match="fraction must be a number from"):
        share_of_training(DIGITS.load(), fraction, seed=0)
