"""Splitting: nothing is lost or seen twice, classes keep their share, and the test part has no say."""

import numpy as np
import pytest

from qlab.tasks.split import Arrays, fresh, split

X = np.random.default_rng(0).normal([3, -7], [2, 50], (90, 2))
CLASSES = np.repeat([0, 1, 2], 30)
TARGETS = X.sum(axis=1)


def test_the_two_parts_are_the_samples_each_exactly_once() -> None:
    train_x, train_y, test_x, test_y = split(X, CLASSES, 30, standardize=False)
    both = np.column_stack([np.concatenate([train_x, test_x]), np.concatenate([train_y, test_y])])
    asked = np.column_stack([X.astype(np.float32), CLASSES])
    np.testing.assert_array_equal(both[np.lexsort(both.T)], asked[np.lexsort(asked.T)])


def test_classes_keep_their_share() -> None:
    _, train_y, _, test_y = split(X, CLASSES, 30)
    assert (np.bincount(train_y).tolist(), np.bincount(test_y).tolist()) == ([20] * 3, [10] * 3)


def test_features_and_targets_have_mean_0_and_deviation_1_in_the_training_part() -> None:
    train_x, train_y, *_ = split(X, TARGETS, 30)
    for part in (train_x, train_y):  # float32: 60 terms of 6e-8 each
        np.testing.assert_allclose(part.mean(axis=0), 0, atol=1e-6)
        np.testing.assert_allclose(part.std(axis=0), 1, atol=1e-6)


def _moved(arrays: Arrays, x: np.ndarray, y: np.ndarray) -> Arrays:
    """Return the split of the same samples after those of the test part were moved far away."""
    tested = np.isin(x[:, 0].astype(np.float32), arrays[2][:, 0])
    return split(
        np.where(tested[:, None], x + 1e3, x), np.where(tested, y + 1e3, y), len(arrays[2]), standardize=True
    )


def test_the_test_part_has_no_say_in_how_the_training_part_is_scaled() -> None:
    raw = split(X, TARGETS, 30, standardize=False)
    before, after = split(X, TARGETS, 30), _moved(raw, X, TARGETS)
    np.testing.assert_array_equal(before[0], after[0])
    np.testing.assert_array_equal(before[1], after[1])
    assert after[2].min() > before[2].max()


def test_it_is_the_same_every_time_and_nobody_can_write_into_it() -> None:
    for one, other in zip(split(X, CLASSES, 30), split(X, CLASSES, 30), strict=True):
        np.testing.assert_array_equal(one, other)
        with pytest.raises(ValueError, match="read-only"):
            one[0] = 0


def test_fresh_tensors_are_copies() -> None:
    arrays = split(X, TARGETS, 30)
    fresh(arrays).train_x.zero_()
    assert fresh(arrays).train_x.any()
