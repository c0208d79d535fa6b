"""Who is hurt: counts by hand, and every answer in one class and one quarter."""

import numpy as np
import pytest

from qlab.experiments.harm import harm, quarter_of
from qlab.experiments.who_is_hurt import HurtResult, HurtSpec, measure_hurt
from qlab.plain import from_plain, to_plain


@pytest.fixture(scope="module")
def result():
    return measure_hurt(HurtSpec("mlp-16", (0, 1)))


def test_counts_by_hand():
    labels = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    before = (
        np.eye(2)[[0, 0, 0, 1, 1, 1, 1, 1]] * np.arange(1, 9)[:, None]
    )  # margins 1 to 8; sample 3 is wrong
    after = np.eye(2)[[1, 1, 0, 0, 1, 1, 1, 1]]  # 0 and 1 are lost, 3 is won back
    network, groups = harm(before, after, labels, seed=0)
    counted = [(one.kind, one.samples, one.changed, one.lost, one.gained) for one in groups]
    assert counted == [
        ("class", 4, 3, 2, 1),
        ("class", 4, 0, 0, 0),
        ("quarter", 2, 2, 2, 0),
        ("quarter", 2, 1, 0, 1),
        ("quarter", 2, 0, 0, 0),
        ("quarter", 2, 0, 0, 0),
    ]
    assert (network.float_accuracy, network.accuracy) == (7 / 8, 6 / 8)
    assert network.low <= 1 / 8 <= network.high


def test_quarters_are_equally_large_even_where_margins_are_equal():
    assert np.bincount(quarter_of(np.ones((10, 3)))).tolist() == [3, 2, 3, 2]


def test_each_answer_is_in_one_class_and_in_one_quarter(result):
    for network in result.networks:
        classes, quarters = result.of("class", network.seed), result.of("quarter", network.seed)
        for name in ("samples", "changed", "lost", "gained"):
            assert sum(getattr(one, name) for one in classes) == sum(getattr(one, name) for one in quarters)
        balance = sum(one.gained - one.lost for one in classes)
        assert network.accuracy - network.float_accuracy == pytest.approx(balance / result.n_test)


def test_it_comes_back_from_plain_values(result):
    assert from_plain(HurtResult, to_plain(result), "result") == result


@pytest.mark.parametrize("wrong", [{"bits": 17}, {"seeds": (9,)}, {"model": "mlp-diabetes"}])
def test_what_cannot_be_measured_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must"):
        HurtSpec(**wrong)
