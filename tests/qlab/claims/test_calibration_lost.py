"""Calibration lost and mended: each rule gives each verdict, and none below the noise floor."""

import pytest

from qlab.claims.calibration_lost import judge_mended, judge_spoiled
from qlab.experiments.temperature import STAGES, Stage, TemperatureResult, TemperatureSpec

JITTER = (0.0, 0.001, 0.002, 0.001, 0.0)


def result(eces, floors=(0.01, 0.01, 0.01), seeds=5):
    stages = tuple(
        Stage(seed, stage, 0.9, 0.9, ece + JITTER[seed], 0.0, 1.0, floor, 0.3)
        for seed in range(seeds)
        for stage, ece, floor in zip(STAGES, eces, floors, strict=True)
    )
    spec = TemperatureSpec("mlp-64", tuple(range(seeds)))
    return TemperatureResult(spec, stages, ((1.0, 1.0),) * seeds, 597)


def turned(eces):
    """Return a result in which one seed goes the other way."""
    wild = result(eces)
    before, after = eces[0], eces[1]
    stages = [
        Stage(
            s.seed,
            s.stage,
            0.9,
            0.9,
            {"float": after, "quantized": before}.get(s.stage, s.ece),
            0.0,
            1.0,
            0.01,
            0.3,
        )
        if s.seed == 4
        else s
        for s in wild.stages
    ]
    return TemperatureResult(wild.spec, tuple(stages), wild.temperatures, 597)


@pytest.mark.parametrize(
    ("eces", "verdict"), [((0.02, 0.2, 0.2), "supported"), ((0.2, 0.02, 0.02), "not supported")]
)
def test_spoiled(eces, verdict):
    assert judge_spoiled(result(eces)).verdict == verdict


def test_where_seeds_disagree_it_is_mixed():
    assert judge_spoiled(turned((0.02, 0.2, 0.2))).verdict == "mixed"
    assert judge_spoiled(result((0.02, 0.2, 0.2), seeds=4)).verdict == "mixed"


def test_what_chance_may_leave_is_no_change():
    for eces in ((0.02, 0.04, 0.04), (0.04, 0.02, 0.02)):
        judged = judge_spoiled(result(eces, floors=(0.06, 0.06, 0.06)))
        assert (judged.verdict, "chance alone" in judged.because) == ("mixed", True)


@pytest.mark.parametrize(("after", "verdict"), [(0.03, "supported"), (0.3, "not supported"), (0.2, "mixed")])
def test_mended(after, verdict):
    given = result((0.02, 0.2, after))
    assert (
        judge_mended(given if verdict != "mixed" else result((0.02, 0.2, 0.03), seeds=2)).verdict == verdict
    )
