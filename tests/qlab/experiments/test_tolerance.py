"""Tolerance: every point is what anyone gets by hand, and the line is the mean of its points."""

import json
from statistics import fmean

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score, r2_score

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.subject import load_subject
from qlab.experiments.task_line import KEEP
from qlab.experiments.tolerance import ToleranceResult, ToleranceSpec, measure_tolerance
from qlab.plain import from_plain, to_plain
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import MODELS, checkpoint, load_model

SPEC = ToleranceSpec(("mlp-cancer", "mlp-diabetes", "mlp-smooth"), (0, 1), (8, 4))


@pytest.fixture(scope="module")
def result() -> ToleranceResult:
    return measure_tolerance(SPEC)


def outputs(model: str, seed: int, bits: int | None) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a network's test outputs, made without the experiment, and the truth."""
    task, network = TASKS[MODELS[model].task], load_model(model, seed)
    if bits:
        network = quantize_model(network, bits_recipe(bits, "both"), calibration_inputs(task, 256))
    data = task.load()
    with torch.inference_mode():
        return network(data.test_x), data.test_y


def at(result: ToleranceResult, model: str, bits: int, seed: int = 1):
    return next(p for p in result.points if (p.model, p.bits, p.seed) == (model, bits, seed))


def test_there_is_a_point_for_each_network_float_first_and_then_each_number_of_bits(result):
    asked = [(model, seed, bits) for model, seed in SPEC.pairs for bits in (FLOAT_BITS, *SPEC.bits)]
    assert [(point.model, point.seed, point.bits) for point in result.points] == asked
    assert (len(result.lines), result.n_test) == (3, 142)


def test_float_networks_keep_all_and_are_those_of_the_manifest(result):
    for point in result.points:
        if point.bits == FLOAT_BITS:
            assert (point.kept, point.unchanged) == (1, 1)
            if point.model != "mlp-diabetes":
                assert point.score == pytest.approx(checkpoint(point.model, point.seed).accuracy)


def test_cancer_is_measured_by_its_accuracy_above_that_of_always_saying_benign(result):
    (quantized, truth), (floats, _) = outputs("mlp-cancer", 1, 4), outputs("mlp-cancer", 1, None)
    point, benign = at(result, "mlp-cancer", 4), truth.double().mean().item()
    accuracy, best = (accuracy_score(truth, some.argmax(1)) for some in (quantized, floats))
    assert point.score == pytest.approx(accuracy)
    assert point.kept == pytest.approx((accuracy - benign) / (best - benign))
    assert point.unchanged == accuracy_score(floats.argmax(1), quantized.argmax(1))


def test_what_is_found_and_alarmed_is_counted_above_a_threshold_from_the_training_part(result):
    data, network = TASKS["cancer"].load(), load_model("mlp-cancer", 1)
    with torch.inference_mode():
        train, test = (network(x)[:, 0] - network(x)[:, 1] for x in (data.train_x, data.test_x))
    benign = train[data.train_y == 1].sort(descending=True).values
    above, point = test > benign[int(0.05 * len(benign))], at(result, "mlp-cancer", FLOAT_BITS)
    assert point.found == pytest.approx(above[data.test_y == 0].double().mean().item())
    assert point.alarmed == pytest.approx(above[data.test_y == 1].double().mean().item())
    assert at(result, "mlp-smooth", 8).found is None


def test_diabetes_keeps_its_r2_and_is_unchanged_within_its_tolerance(result):
    (quantized, truth), (floats, _) = outputs("mlp-diabetes", 1, 4), outputs("mlp-diabetes", 1, None)
    point = at(result, "mlp-diabetes", 4)
    # R2 compares with the test part's mean, skill with the training part's, which is 0 here: the ratio of errors to
    # that of guessing is the same formula with another mean.
    skills = [1 - (1 - r2_score(truth, some)) * float(truth.var(correction=0) / truth.square().mean())
              for some in (quantized, floats)]  # fmt: skip
    assert point.kept == pytest.approx(skills[0] / skills[1], rel=1e-5)
    assert point.unchanged == pytest.approx(((quantized - floats).abs() <= 0.1).double().mean().item())


def test_loosening_changes_what_counts_as_right_and_nothing_else():
    spec = ToleranceSpec(("mlp-smooth",), (0,), (4,), loosen=5.0)
    (quantized, truth), point = outputs("mlp-smooth", 0, 4), measure_tolerance(spec).points[-1]
    assert point.score == pytest.approx(((quantized - truth).abs() <= 0.5).double().mean().item())


def test_quantized_outputs_have_as_few_values_as_the_bits_allow_and_tie():
    spec = ToleranceSpec(("mlp-cancer",), (1,), (3,), outputs="quantized")
    subject = load_subject("mlp-cancer", 1)
    with torch.inference_mode():
        answers = spec.network(subject, 3)(subject.data.test_x)
    assert answers.unique().numel() <= 2**3
    tied = answers[:, 0] == answers[:, 1]
    assert tied.any()
    (point,) = [p for p in measure_tolerance(spec).points if p.bits == 3]
    expected = (answers[:, 1] > answers[:, 0]).long()  # the first of two equal classes wins
    assert point.score == pytest.approx(accuracy_score(subject.data.test_y, expected))


def test_language_keeps_what_it_saves_in_bits_against_guessing():
    point = measure_tolerance(ToleranceSpec(("char-small",), (1,), (4,)))
    (line,), quantized = point.lines, point.points[-1]
    assert quantized.kept == pytest.approx((line.guess - quantized.score) / (line.guess - line.score))
    assert line.metric == "bits per character"
    assert line.score < quantized.score < line.guess


def test_a_line_is_the_mean_of_its_points_and_its_bounds_hold_it(result):
    for line in result.lines:
        for bits, kept, low, high in zip(SPEC.bits, line.kept, line.kept_low, line.kept_high, strict=True):
            points = [p for p in result.points if (p.model, p.bits) == (line.model, bits)]
            assert kept == pytest.approx(fmean(p.kept for p in points))
            assert low <= kept <= high
        assert (line.needed <= 8) == (line.kept[0] >= KEEP)


def test_a_published_result_reads_back_as_it_was(result):
    plain = json.loads(json.dumps(to_plain(result)))
    assert from_plain(ToleranceResult, plain, "result") == result
    assert np.isfinite(list(result.numbers.values())).all()


def test_progress_is_told_for_each_network():
    told = []
    measure_tolerance(ToleranceSpec(("mlp-wine",), (0, 1), (8,)), told.append)
    assert [(step.done, step.total) for step in told] == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"models": ("mlp-5",)}, "model must be one of"),
        ({"models": ("mlp-16", "mlp-32")}, "tasks of models must be a list in which nothing stands twice"),
        ({"models": ()}, "number of models must be a whole number from 1 to 16; got 0"),
        ({"seeds": (5,)}, "seed of mlp-32 must be one of"),
        ({"bits": (4, 8)}, r"bits must go from most to fewest; got \(4, 8\)"),
        ({"bits": (17,)}, "bits must be a whole number from 1 to 16"),
        ({"bits": (32,)}, "bits must be a whole number from 1 to 16"),
        ({"quantize": "none"}, "quantize must be one of"),
        ({"loosen": 0.0}, "loosen must be a number from 0.01 to 100"),
        ({"outputs": "rounded"}, "outputs must be one of float32, quantized"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        ToleranceSpec(**fields)
