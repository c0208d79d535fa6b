"""Alarms against scikit-learn's ROC curve, and where ties and missing classes lead."""

import numpy as np
import pytest
from sklearn.metrics import roc_curve

from qlab.metrics.detection import alarm_threshold, found_and_alarmed, margins

RANDOM = np.random.default_rng(0)
SICK = RANDOM.random(500) < 0.3
SCORES = RANDOM.normal(size=500) + SICK


@pytest.mark.parametrize("rate", [0.0, 0.01, 0.05, 0.3])
def test_recall_is_the_most_that_the_roc_curve_allows_at_that_rate(rate: float) -> None:
    false_alarms, recall, _ = roc_curve(SICK, SCORES, drop_intermediate=False)
    found, alarmed = found_and_alarmed(SCORES, SICK, alarm_threshold(SCORES, SICK, rate))
    assert alarmed <= rate
    assert found == pytest.approx(recall[false_alarms <= rate].max())


def test_a_network_that_says_the_same_of_everyone_alarms_nobody() -> None:
    same = np.zeros(500)
    assert found_and_alarmed(same, SICK, alarm_threshold(same, SICK)) == (0, 0)


def test_a_margin_is_positive_where_the_class_wins() -> None:
    outputs = RANDOM.normal(size=(100, 3))
    for wanted in range(3):
        np.testing.assert_array_equal(margins(outputs, wanted) > 0, outputs.argmax(axis=1) == wanted)


def test_samples_of_one_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="wanted must leave a sample"):
        alarm_threshold([1.0], [True])
    with pytest.raises(ValueError, match="samples of both kinds; got 0 of 1"):
        found_and_alarmed([1.0], [False], 0.5)
