"""Minimum bits: every point is drawn once, and the sentences hold the result's own numbers."""

import pytest

from qlab.experiments.rate import ENTROPY_CODED, RateSpec, measure_rate
from qlab.figures.rate import rate_figure
from qlab.figures.rate_findings import best_format, rate_alt, rate_finding, rate_notes


@pytest.fixture(scope="module")
def result():
    return measure_rate(RateSpec(n=512))


def test_every_point_is_drawn_once(result):
    traces = rate_figure(result, "light").data
    assert sorted(y for trace in traces for y in trace.y) == sorted(p.over_db for p in result.points)
    assert [trace.name for trace in traces] == ["integer", "floating point", "codebook", ENTROPY_CODED]


def test_the_sentences_hold_the_numbers(result):
    best = best_format(result)
    assert best.family != ENTROPY_CODED
    assert f"{best.name}, lies {-best.over_db:.1f} dB below" in rate_finding(result) in rate_alt(result)
    worst = min(result.points, key=lambda p: p.over_db)
    assert f"{worst.name} takes {worst.bits:.1f} bits" in rate_notes(result)[1]
