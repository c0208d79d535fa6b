"""Drawn by hand: what was drawn is learned, each copy is the network quantized, and nonsense is refused."""

import numpy as np
import pytest

from qlab.experiments.drawn import DrawnSpec, measure_drawn
from qlab.experiments.experiment import Progress


@pytest.fixture(scope="module")
def result():
    return measure_drawn(DrawnSpec(epochs=200, bits=(16, 8, 1)))


def test_no_straight_line_parts_the_default_and_the_network_learns_it(result):
    seen = result.at(16)
    assert seen.float_accuracy == 1.0
    plain = np.column_stack([seen.points, np.ones(len(seen.points))])
    best = np.linalg.lstsq(plain, 2 * seen.labels - 1.0, rcond=None)[0]
    assert ((plain @ best > 0) == seen.labels).mean() < 0.8


def test_points_lie_where_they_were_drawn(result):
    """Coordinates 0..99 go to -2..2, so that (15, 15), the first of the default, lies at 4 * 15 / 99 - 2."""
    assert result.at(8).points[0] == pytest.approx([4 * 15 / 99 - 2] * 2)
    assert result.at(8).labels.tolist() == [0] * 8 + [1] * 8


def test_all_copies_are_of_one_network_and_16_bits_change_no_answer(result):
    assert np.array_equal(result.at(16).float_field, result.at(1).float_field)
    assert result.at(16).numbers["flips"] == 0
    assert not np.array_equal(result.at(8).field, result.at(1).field)
    assert [row["bits"] for row in result.rows()] == [16, 8, 1]


def test_the_same_points_give_the_same_network_and_it_tells_how_far_it_is(result):
    told = []
    again = measure_drawn(DrawnSpec(epochs=200, bits=(16, 8, 1)), told.append)
    assert again.numbers == result.numbers
    assert told == [Progress(100, 200), Progress(200, 200)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"zeros": ()}, "zeros must hold a point of class 0; got none; draw points of both."),
        ({"ones": ()}, "ones must hold a point of class 1; got none; draw points of both."),
        ({"zeros": (10_000,)}, "a point in zeros must be a whole number from 0 to 9999; got 10000."),
        ({"zeros": (1,) * 193}, "the number of points must be a whole number from 2 to 200; got 201."),
        ({"epochs": 0}, "epochs must be a whole number from 1 to 2000; got 0."),
        ({"bits": (4, 4)}, "bits must be a list in which nothing stands twice"),
        ({"quantize": "all"}, "quantize must be one of"),
    ],
)
def test_what_cannot_be_learned_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        DrawnSpec(**wrong)


def test_bits_that_were_not_measured_are_refused(result):
    with pytest.raises(ValueError, match="bits must be one of 16, 8, 1; got 5"):
        result.at(5)
