"""The plane: what the fields say is what the networks say, at any point."""

import numpy as np
import pytest
import torch

from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.plane import PLANE_MODELS, REACH, SIDE, decide, places
from qlab.tasks import TASKS
from qlab.tasks.plane import SHAPES
from qlab.zoo import MODELS, load_model


def test_the_square_holds_every_point_and_its_places_are_evenly_apart():
    for shape in SHAPES:
        data = TASKS[shape].load()
        assert max(data.train_x.abs().max(), data.test_x.abs().max()) < REACH
    steps = places().reshape(SIDE, SIDE, 2)
    apart = torch.full((SIDE, SIDE - 1), 2 * REACH / (SIDE - 1))
    assert torch.allclose(steps[:, 1:, 0] - steps[:, :-1, 0], apart, atol=1e-6)  # x runs along a row
    assert torch.allclose(steps[1:, :, 1] - steps[:-1, :, 1], apart.T, atol=1e-6)  # y from row to row


def test_networks_of_the_plane_are_those_with_two_inputs():
    two = {name for name, card in MODELS.items() if TASKS[card.task].load().train_x.shape[1:] == (2,)}
    assert set(PLANE_MODELS) == two


@pytest.mark.parametrize("model", PLANE_MODELS)
def test_the_line_of_the_field_is_where_the_networks_own_argmax_changes(model):
    """At random points the sign of the field, interpolated as a plotter does, is the argmax of a forward pass.

    Between four places with one answer there may be another, but a line thinner than a step is rare: nearly all agree
    where the four corners do.
    """
    seen, network = measure_boundary(BoundarySpec(model)).decisions, load_model(model, 0)
    points = (2 * torch.rand(2000, 2, generator=torch.Generator().manual_seed(1)) - 1) * REACH
    with torch.inference_mode():
        argmax = network(points).argmax(1).numpy()
    at = (points.numpy() + REACH) * (SIDE - 1) / (2 * REACH)
    column, row = np.minimum(at.astype(int), SIDE - 2).T
    right, up = (at - np.stack([column, row], axis=1)).T
    field = seen.float_field.astype(float)
    low = (1 - right) * field[row, column] + right * field[row, column + 1]
    high = (1 - right) * field[row + 1, column] + right * field[row + 1, column + 1]
    corners = np.stack([field[row + i, column + j] > 0 for i in (0, 1) for j in (0, 1)])
    inside = corners.all(0) | ~corners.any(0)
    agree = ((1 - up) * low + up * high > 0) == argmax
    assert agree[inside].mean() > 0.999
    assert agree.mean() > 0.99


def test_a_known_line_is_found_and_a_tie_is_class_0_as_argmax_has_it():
    line = torch.nn.Linear(2, 2).requires_grad_(False)
    line.weight.copy_(torch.tensor([[0.0, 0.0], [1.0, 0.0]]))  # margin: x
    line.bias.zero_()
    points = torch.tensor([[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]])
    seen = decide(line, line, 8, points, torch.tensor([0, 0, 1]))
    assert seen.margins.tolist() == [-1.0, 0.0, 1.0]
    assert seen.accuracy == seen.float_accuracy == 1.0
    assert np.array_equal(seen.field[:, 0], np.full(SIDE, -REACH, np.float32))
    assert not seen.changed.any()


def test_a_result_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        measure_boundary(BoundarySpec()).decisions.field[0, 0] = 1
