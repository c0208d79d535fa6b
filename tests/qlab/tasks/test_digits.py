"""The digits split against scikit-learn's own copy of the data."""

import numpy as np
import torch
from sklearn.datasets import load_digits

from qlab.tasks.digits import load


def sorted_rows(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    rows = np.column_stack([x, y])
    return rows[np.lexsort(rows.T)]


def test_the_two_parts_are_scikit_learns_digits_each_exactly_once() -> None:
    data, (pixels, labels) = load(), load_digits(return_X_y=True)
    both = sorted_rows(
        torch.cat([data.train_x, data.test_x]).numpy(), torch.cat([data.train_y, data.test_y]).numpy()
    )
    np.testing.assert_array_equal(both, sorted_rows(pixels / 16, labels))
    assert (len(data.train_x), len(data.test_x)) == (1200, 597)


def test_each_class_has_its_share_of_the_test_part() -> None:
    everyone = np.bincount(load_digits().target)
    share = np.bincount(load().test_y.numpy())
    assert np.abs(share - everyone * 597 / 1797).max() < 1


def test_the_training_part_is_shuffled_so_that_its_first_and_last_samples_hold_all_classes() -> None:
    labels = load().train_y
    assert len(labels[:256].unique()) == len(labels[-200:].unique()) == 10


def test_types_and_units() -> None:
    data = load()
    assert (data.train_x.dtype, data.train_y.dtype) == (torch.float32, torch.int64)
    assert (float(data.test_x.min()), float(data.test_x.max())) == (0.0, 1.0)


def test_what_one_caller_edits_no_other_caller_sees() -> None:
    first, untouched = load(), load()
    for tensor in vars(first).values():
        tensor.zero_()
    for name, tensor in vars(load()).items():
        assert torch.equal(tensor, getattr(untouched, name))
        assert tensor.any()
