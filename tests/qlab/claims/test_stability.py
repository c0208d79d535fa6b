"""C6: the rules, on results made by hand that give each verdict, and what was measured."""

from dataclasses import replace

import pytest

from qlab.claims.stability import CALM, SETTLES, SMALL_UPDATES
from qlab.experiments.oscillation import OscillationResult, OscillationSpec, Restlessness, measure_oscillation
from qlab.experiments.restless import Restless, RestlessResult, RestlessSpec, measure_restless
from qlab.experiments.stall import StallPath, StallResult, StallSpec, measure_stall


def stalled(*paths):
    """Return a result of 4 steps: for each learning rate its weights, and where two draws ended."""
    made = (StallPath(0.1 * i, weights, ends) for i, (weights, ends) in enumerate(paths, start=1))
    return StallResult(StallSpec(steps=4, draws=2), tuple(made))


STANDS = ((0.0, 0.25, 0.5, 0.5, 0.5), (0.5, 0.5))
MOVES = ((0.0, 0.25, 0.5, 0.5, 0.75), (0.75, 0.75))
ARRIVES = ((0.0, 0.5, 1.0, 1.0, 1.0), (1.0, 1.0))
HALF = ((0.0, 0.5, 0.5, 0.5, 0.5), (0.5, 1.0))


@pytest.mark.parametrize(
    ("paths", "verdict"),
    [
        ([STANDS, STANDS], "supported"),
        ([ARRIVES, ARRIVES], "not supported"),
        ([STANDS, ARRIVES], "mixed"),
        ([STANDS, MOVES], "mixed"),  # not there yet, but nothing is lost
        ([HALF], "mixed"),
    ],
)
def test_updates_are_lost_where_every_weight_stands_still_short_of_its_target(paths, verdict):
    assert SMALL_UPDATES.judge(stalled(*paths)).verdict == verdict


def test_the_reason_names_the_numbers():
    because = SMALL_UPDATES.judge(stalled(STANDS, ARRIVES)).because
    assert because == "At learning rates 0.1, 0.2 the weight ends at 0.5, 1; 2 of 4 runs reach 1."


@pytest.mark.parametrize(
    ("flips", "verdict"), [((0, 0), "supported"), ((3, 1000), "not supported"), ((0, 1), "mixed")]
)
def test_a_weight_settles_where_its_code_never_changes(flips, verdict):
    runs = tuple(Restlessness(0.1 * i, n, n / 4000, 2.0, 0.1) for i, n in enumerate(flips, start=1))
    judged = SETTLES.judge(OscillationResult(OscillationSpec(), runs, ()))
    assert judged.verdict == verdict
    assert f"the code changes {flips[0]}, {flips[1]:,} times" in judged.because


def test_the_cases_come_out_as_the_lesson_tells():
    """First the case that shows it, then those that break it; all exact, for nothing here is a sample."""
    for statement, measure in ((SMALL_UPDATES, measure_stall), (SETTLES, measure_oscillation)):
        verdicts = [statement.judge(measure(case.spec)).verdict for case in statement.cases]
        assert verdicts == ["supported", "not supported", "not supported"]


@pytest.mark.parametrize(
    ("at_8", "at_2", "verdict"),
    [
        ((0.6, 0.7, 0.65, 0.6, 0.7), (0.1, 0.1, 0.2, 0.1, 0.1), "supported"),
        ((0.1, 0.1, 0.2, 0.1, 0.1), (0.6, 0.7, 0.65, 0.6, 0.7), "not supported"),
        ((0.1, 0.5, 0.2, 0.4, 0.3), (0.4, 0.2, 0.3, 0.1, 0.5), "mixed"),
        ((0.6, 0.7, 0.6, 0.7), (0.1, 0.1, 0.1, 0.1), "mixed"),  # four networks are too few
    ],
)
def test_weights_are_calmer_where_the_measure_falls_network_by_network(at_8, at_2, verdict):
    points = [
        Restless(seed, bits, share, 0.0, 0.5, 0.9)
        for bits, shares in ((8, at_8), (2, at_2))
        for seed, share in enumerate(shares)
    ]
    assert CALM.judge(RestlessResult(RestlessSpec(), tuple(points), 600)).verdict == verdict


def test_the_two_ways_to_count_disagree():
    """Two numbers of bits are enough; the lesson draws five."""
    verdicts = [
        CALM.judge(measure_restless(replace(case.spec, model="mlp-16", bits=(8, 3)))).verdict
        for case in CALM.cases
    ]
    assert verdicts == ["supported", "not supported"]
