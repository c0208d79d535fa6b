"""Collapse: what is measured agrees with counting, and a network that names one class has no entropy."""

import numpy as np
import pytest
from scipy.stats import binomtest

from qlab.experiments.collapse import CollapseResult, CollapseSpec, measure_collapse
from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import load_subject
from qlab.plain import from_plain, to_plain
from qlab.recipe import bits_recipe


@pytest.fixture(scope="module")
def result():
    return measure_collapse(CollapseSpec("mlp-8", seeds=(0, 1), bits=(8, 2)))


def test_points_agree_with_counting(result):
    subject = load_subject("mlp-8", 1)
    answers = logits_of(subject.quantized(bits_recipe(2)), subject.data.test_x).argmax(1)
    point = result.at(2)[1]
    counts = np.bincount(answers)
    share = counts[counts > 0] / len(answers)
    assert point.correct == (answers == subject.labels).sum()
    assert point.commonest == counts.max() / len(answers)
    assert point.entropy == pytest.approx(-(share * np.log2(share)).sum())
    alone = binomtest(point.correct, len(answers), result.chance, alternative="greater").pvalue
    assert point.p == pytest.approx(alone, rel=1e-9)  # Holm's method multiplies only the smaller p, at 8 bits


def test_in_wild_units_one_class_is_named_and_guessing_not_ruled_out():
    point = measure_collapse(CollapseSpec("mlp-16", (0,), (4,), units=6)).points[0]
    assert (point.commonest, point.entropy, point.p > 0.05) == (1.0, 0.0, True)


def test_it_comes_back_from_plain_values(result):
    assert from_plain(CollapseResult, to_plain(result), "result") == result


@pytest.mark.parametrize(
    "wrong", [{"units": 99}, {"model": "cnn", "units": 2}, {"bits": ()}, {"model": "mlp-smooth"}]
)
def test_what_cannot_be_measured_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must"):
        CollapseSpec(**wrong)
