"""Errors along a sequence: each rule gives each of the three verdicts, on results made by hand."""

import pytest

from qlab.claims.speech import ERROR_GROWS, ERRORS_ACCUMULATE, judge_drift, judge_strings
from qlab.experiments.drift import DriftResult, DriftSpec
from qlab.experiments.drifting_states import DriftPoint
from qlab.experiments.string_errors import StringsPoint
from qlab.experiments.strings import StringsResult, StringsSpec


def strings(late, seeds=5, spread=0.0):
    """Return a result in which the later of two digits is changed more often by `late`, and by the seed."""
    spec = StringsSpec(seeds=tuple(range(seeds)), bits=(8, 4), length=2)
    points = [
        StringsPoint(seed, bits, 0.1, 0.5, (0.1, 0.1 + (bits == 4) * (late + spread * seed)), (0.1, 0.2))
        for seed in range(seeds)
        for bits in (8, 4)
    ]
    return StringsResult(spec, tuple(points), 10, 640)


def drift(factor, seeds=5, spread=0.0):
    """Return a result whose error at the fewest bits grows by this factor with each doubling, and by the seed."""
    spec = DriftSpec(seeds=tuple(range(seeds)), bits=(8, 4), doublings=4)
    points = [
        DriftPoint(
            seed, bits, tuple((factor + spread * seed if bits == 4 else 1) ** k for k in range(5)), None
        )
        for seed in range(seeds)
        for bits in (8, 4)
    ]
    return DriftResult(spec, tuple(points), 32)


@pytest.mark.parametrize(
    ("late", "spread", "verdict"),
    [
        (0.1, 0.0, "supported"),
        (0.0, 0.0, "not supported"),
        (-0.1, 0.0, "not supported"),
        (0.0, 0.03, "mixed"),
    ],
)
def test_strings(late, spread, verdict):
    judged = judge_strings(strings(late, spread=spread))
    assert judged.verdict == verdict
    assert judged.because.startswith("With 4 bits, 10.0 % of the first digits are changed")


@pytest.mark.parametrize(
    ("factor", "spread", "verdict"),
    [(1.4, 0.0, "supported"), (1.0, 0.0, "not supported"), (1.0, 0.05, "mixed")],
)
def test_drift(factor, spread, verdict):
    judged = judge_drift(drift(factor, spread=spread))
    assert judged.verdict == verdict
    assert f"{factor + 2 * spread:.2f} times as large" in judged.because


def test_four_seeds_are_too_few():
    assert judge_strings(strings(0.1, seeds=4)).verdict == "mixed"
    assert judge_drift(drift(1.4, seeds=4)).verdict == "mixed"


@pytest.mark.parametrize("statement", [ERRORS_ACCUMULATE, ERROR_GROWS])
def test_cases_have_names_of_their_own(statement):
    assert len({case.name for case in statement.cases}) == len(statement.cases) >= 2
