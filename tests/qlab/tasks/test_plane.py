"""Plane: shapes that no straight line parts, and that a neighbor's class nearly always tells."""

import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from qlab.tasks.plane import SHAPES, load


@pytest.mark.parametrize(("shape", "by_a_line"), [("moons", 0.9), ("circles", 0.6), ("spirals", 0.75)])
def test_a_curve_is_needed_and_suffices(shape: str, by_a_line: float) -> None:
    data = load(shape)
    straight, near = (
        model.fit(data.train_x, data.train_y).score(data.test_x, data.test_y)
        for model in (LogisticRegression(), KNeighborsClassifier(5))
    )
    assert straight < by_a_line < 0.97 < near


def test_every_shape_is_half_of_each_class() -> None:
    for shape in SHAPES:
        assert load(shape).test_y.double().mean() == 0.5
