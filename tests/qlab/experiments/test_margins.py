"""Margins: the noise borne against its closed form, and the bits needed as tolerance counts them."""

import json
from statistics import NormalDist

import pytest
import torch

from qlab.experiments.margins import MarginsResult, MarginsSpec, measure_margins
from qlab.experiments.noise_borne import borne_db
from qlab.experiments.tolerance import ToleranceSpec, measure_tolerance
from qlab.metrics.kept import bits_needed
from qlab.plain import from_plain, to_plain
from qlab.tasks import TASKS

SPEC = MarginsSpec(("mlp-smooth",), (0, 1), (8, 6, 4), (1.0, 5.0))


@pytest.fixture(scope="module")
def result() -> MarginsResult:
    return measure_margins(SPEC)


def test_the_noise_of_two_sure_classes_follows_from_the_normal_distribution():
    """Of logits (1, 0) and (0, 1), with guessing right half the time, 97.5 % must stay right.

    So the difference of two noises, of deviation sqrt(2) s, may exceed 1 in 2.5 % of all cases: s = 1 / (sqrt(2) 1.96),
    against outputs of mean square 1/2.
    """
    targets = torch.arange(20_000) % 2
    outputs = torch.nn.functional.one_hot(targets, 2).double()
    deviation = 1 / (2**0.5 * NormalDist().inv_cdf(0.975))
    expected = 10 * torch.log10(torch.tensor(0.5 / deviation**2)).item()
    found = borne_db(TASKS["cancer"], outputs, targets, 0.5, seed=0)
    assert found == pytest.approx(expected, abs=70 / 2**7 + 0.3)  # the last halving, and 20,000 draws


def test_squared_errors_bear_noise_of_a_twentieth_of_the_skill():
    """Perfect answers of variance 1 whose guess is off by 1: noise of power 0.05 keeps 95 %, 13 dB below them."""
    truth = torch.randn(20_000, 1, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    guessed = truth.square().mean().item()
    found = borne_db(TASKS["diabetes"], truth, truth, guessed, seed=0)
    assert found == pytest.approx(13.01, abs=70 / 2**7 + 0.1)


def test_bits_needed_are_those_of_the_tolerance_of_each_network(result):
    for loosen in SPEC.loosen:
        tolerance = measure_tolerance(ToleranceSpec(SPEC.models, SPEC.seeds, SPEC.bits, loosen=loosen))
        for seed in SPEC.seeds:
            kept = [p.kept for p in tolerance.points if p.seed == seed][1:]
            (point,) = [p for p in result.points if (p.seed, p.loosen) == (seed, loosen)]
            assert point.needed == bits_needed(kept, SPEC.bits, 0.95)


def test_a_looser_tolerance_bears_more_noise(result):
    tight, loose = ([p.borne_db for p in result.points if p.loosen == one] for one in SPEC.loosen)
    assert min(tight) > max(loose)


def test_it_can_be_published_and_every_point_has_a_row(result):
    assert from_plain(MarginsResult, json.loads(json.dumps(to_plain(result))), "result") == result
    assert len(result.rows()) == len(result.points) == 4
    assert (len(result.numbers), result.n_test) == (8, 600)


def test_progress_goes_over_all_tolerances():
    told = []
    measure_margins(MarginsSpec(("mlp-smooth",), (0, 1), (8,), (1.0, 2.0)), told.append)
    assert [(step.done, step.total) for step in told] == [(0, 4), (1, 4), (2, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"loosen": ()}, "number of loosen must be a whole number from 1 to 16; got 0"),
        ({"loosen": (1.0, 1.0)}, "loosen must be a list in which nothing stands twice"),
        ({"loosen": (0.0,)}, "loosen must be a number from 0.01 to 100"),
        ({"models": ("mlp-16", "mlp-32")}, "tasks of models must be a list in which nothing stands twice"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        MarginsSpec(**fields)
