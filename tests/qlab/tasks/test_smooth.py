"""Smooth: the formula that its text names, and that nothing about it is noisy."""

import numpy as np
from sklearn.datasets import make_friedman1
from sklearn.linear_model import LinearRegression

from qlab.tasks.smooth import DATA_SEED, N_TEST, N_TRAIN, load


def test_targets_are_the_formula_of_the_inputs() -> None:
    """Both are standardized, so the formula of the inputs, put back into 0..1, is the target up to a line."""
    data = load()
    x, _ = make_friedman1(N_TRAIN + N_TEST, n_features=5, noise=0.0, random_state=DATA_SEED)
    both = np.concatenate([data.train_x, data.test_x]).astype(np.float64)
    back = np.column_stack([_line(both[:, i], x[:, i]) for i in range(5)])
    a, b, c, d, e = back.T
    formula = 10 * np.sin(np.pi * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e
    targets = np.concatenate([data.train_y, data.test_y]).astype(np.float64)
    assert LinearRegression().fit(formula[:, None], targets).score(formula[:, None], targets) > 1 - 1e-9


def _line(scaled: np.ndarray, raw: np.ndarray) -> np.ndarray:
    """Return `scaled` stretched so that its lowest and highest value are those of `raw`."""
    share = (scaled - scaled.min()) / (scaled.max() - scaled.min())
    return raw.min() + share * (raw.max() - raw.min())
