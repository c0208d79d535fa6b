"""The regularizer's bench is fair: same samples, same start, nothing of the test set in what is chosen."""

import pytest
import torch

from qlab.experiments.regularizer import RegularizerSpec, few_and_noisy, measure_regularizer
from qlab.plain import from_plain, to_plain
from qlab.tasks import TASKS

SPEC = RegularizerSpec(n_train=40, hidden=16, epochs=3, bits=(2,), seeds=(0, 1))


@pytest.fixture(scope="module")
def result():
    return measure_regularizer(SPEC)


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_so_many_labels_are_wrong_and_no_test_sample_is_seen(noise):
    digits = TASKS["digits"].load()
    data = few_and_noisy(RegularizerSpec(n_train=1000, label_noise=noise), seed=3)
    truth = {tuple(x): int(y) for x, y in zip(digits.train_x.tolist(), digits.train_y, strict=True)}
    for x, y in ((data.train_x, data.train_y), (data.test_x, data.test_y)):
        wrong = sum(truth[tuple(one)] != int(label) for one, label in zip(x.tolist(), y, strict=True))
        assert abs(wrong - noise * len(x)) <= 4 * (noise * (1 - noise) * len(x)) ** 0.5
    tested = {tuple(x) for x in digits.test_x.tolist()}
    assert not tested & {tuple(x) for x in torch.cat((data.train_x, data.test_x)).tolist()}


def test_every_arm_is_there_with_every_seed(result):
    assert result.arms == ("float", "2-bit weights", "weight decay", "early stopping", "narrower")
    assert [one.seed for one in result.trained] == [0] * 5 + [1] * 5
    assert result.n_test == 597


def test_early_stopping_is_an_epoch_of_float_and_no_worse_on_validation(result):
    for stopped, last in zip(
        result.by_seed("early stopping", "validation"), result.by_seed("float", "validation"), strict=True
    ):
        assert stopped >= last


def test_it_comes_out_the_same_and_back_from_plain_values(result):
    assert measure_regularizer(SPEC) == result
    assert from_plain(type(result), to_plain(result), "result") == result


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n_train": 5}, "n_train"),
        ({"label_noise": 1.5}, "label_noise"),
        ({"bits": (9,)}, "bits must be"),
        ({"bits": ()}, "number of bits"),
        ({"seeds": (1,)}, "number of seeds"),
        ({"seeds": (1, 1)}, "seeds"),
    ],
)
def test_nonsense_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        RegularizerSpec(**wrong)
