"""The ladder: every way is what the lab's other parts make of it."""

import pytest
import torch

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.ladder import LadderResult, LadderSpec, Rung, measure_ladder
from qlab.experiments.subject import load_subject
from qlab.experiments.units import UnitsSpec, measure_units
from qlab.experiments.ways import WAYS, quantized_in
from qlab.observe import observe
from qlab.plain import from_plain, to_plain

SPEC = LadderSpec("mlp-16", (2, 0), (3, 2))
PLAIN = [name for name, way in WAYS.items() if not way.units and not way.repair]


@pytest.fixture(scope="module")
def result():
    return measure_ladder(SPEC)


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_way_is_the_cliffs_own_measurement(result, name):
    how = WAYS[name].granularity, WAYS[name].range_method
    cliff = measure_cliff(CliffSpec(("mlp-16",), (2, 0), (3, 2), "weights", *how))
    expected = [(p.seed, p.bits, p.outcome.correct) for p in cliff.points]
    mine = [r for r in result.rungs if r.way == name]
    assert [(r.seed, r.bits, r.correct) for r in mine] == expected
    best = {p.seed: p.outcome.accuracy for p in cliff.floats}
    lost = [100 * (best[r.seed] - r.correct / 597) / (best[r.seed] - 0.1) for r in mine]
    assert [r.lost for r in mine] == pytest.approx(lost)
    assert result.losses(name, (2,)) == pytest.approx([lost[1], lost[3]])


def test_other_units_are_those_of_the_lesson_on_units(result):
    units = measure_units(UnitsSpec("mlp-16", (2, 0), WAYS["units"].units, (3, 2)))
    expected = [p.correct for p in units.points if p.arm == "per tensor"]
    assert [r.correct for r in result.rungs if r.way == "units"] == expected


def test_repairs_move_only_what_they_say():
    subject = load_subject("mlp-16", 0)
    plain, biased, rounded = (quantized_in(way, subject, 2, 0) for way in ("channel-mse", "bias", "gptq"))
    assert torch.equal(plain.hidden1.weight, biased.hidden1.weight)
    outputs = [
        observe(model, subject.calibration, outputs=True)["output"].mean(0)
        for model in (subject.model, biased)
    ]
    torch.testing.assert_close(*outputs, rtol=1e-4, atol=1e-4)
    assert torch.equal(rounded.hidden1.bias, subject.model.hidden1.bias)
    assert not torch.equal(rounded.hidden1.weight, plain.hidden1.weight)
    for mine, nearest in zip(rounded.hidden1.weight, plain.hidden1.weight, strict=True):  # the same grids
        assert set(mine.abs().tolist()) <= set(nearest.abs().tolist()) | {0.0}


def test_the_bits_that_are_needed_end_where_more_than_a_tenth_is_lost():
    lost = {8: 0.0, 4: 10.0, 3: 10.1, 2: 0.0}
    rungs = [Rung("minmax", 0, bits, 0, share) for bits, share in lost.items()]
    rungs += [Rung("mse", 0, bits, 0, 50.0) for bits in lost]
    made = LadderResult(LadderSpec("mlp-16", (0,), (8, 4, 3, 2), ("minmax", "mse")), tuple(rungs), 597)
    assert made.needed("minmax") == [4]
    assert made.needed("mse") == [9]


def test_it_can_be_published_and_every_rung_has_a_row(result):
    assert from_plain(LadderResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.numbers) == len(result.rungs) == 4 * len(WAYS)
    assert result.n_test == 597


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"model": "mlp-5"}, "model must be one of"),
        ({"ways": ()}, "number of ways must be a whole number from 1"),
        ({"ways": ("mse", "mse")}, "ways must be a list in which nothing stands twice"),
        ({"ways": ("best",)}, "ways must be one of units"),
        ({"bits": (1,)}, "bits must be"),
        ({"model": "cnn"}, "model must be a Sequential of Linear and ReLU"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        LadderSpec(**fields)
    LadderSpec("cnn", ways=("mse", "bias"))
