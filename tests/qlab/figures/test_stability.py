"""The figures of one weight: what is drawn is what was measured, and each sentence fits its numbers."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.oscillation import OscillationSpec, measure_oscillation
from qlab.experiments.restless import Restless, RestlessResult, RestlessSpec
from qlab.experiments.stall import StallSpec, measure_stall
from qlab.figures.oscillation import oscillation_figure
from qlab.figures.oscillation_findings import oscillation_alt, oscillation_finding, oscillation_notes
from qlab.figures.restless import restless_figure
from qlab.figures.restless_findings import restless_alt, restless_finding, restless_notes
from qlab.figures.stall import stall_figure
from qlab.figures.stall_findings import stall_alt, stall_finding, stall_notes
from qlab.figures.style import PALETTES

STALLS = {stored: measure_stall(StallSpec(stored=stored)) for stored in ("nearest", "stochastic", "latent")}
RESTS, HALFWAY = (measure_oscillation(OscillationSpec(target)) for target in (2.0, 2.5))


def restless(measure: str = "share") -> RestlessResult:
    """Return two networks at two numbers of bits."""
    points = [
        Restless(seed, bits, share, distance, 0.5, 0.9)
        for seed in (0, 1)
        for bits, share, distance in ((8, 0.5 + 0.1 * seed, 0.02), (2, 0.01, 0.25))
    ]
    return RestlessResult(RestlessSpec(measure, seeds=(0, 1), bits=(2, 8)), tuple(points), 600)


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    for fig in (
        stall_figure(STALLS["nearest"], theme),
        oscillation_figure(HALFWAY, theme),
        restless_figure(restless(), theme),
    ):
        go.Figure(fig.to_plotly_json())  # raises ValueError for what it does not know


def test_each_learning_rate_is_a_line_as_long_as_something_moves():
    result = STALLS["nearest"]
    drawn = stall_figure(result, "light").data
    assert [trace.name for trace in drawn] == ["0.3", "0.12", "0.07", "0.03"]
    for trace, path in zip(drawn, result.paths, strict=True):
        assert path.last_change < trace.x[-1] < result.spec.steps
        assert list(trace.y) == list(path.weights[: len(trace.x)])


def test_the_stall_is_told_with_its_numbers():
    assert stall_finding(STALLS["nearest"]) == "All stop short of 1, at 0 to 0.9375"
    slowest = max(path.last_change for path in STALLS["latent"].paths)
    assert stall_finding(STALLS["latent"]) == f"All arrive, the slowest after {slowest} steps"
    assert "0.75 at learning rate 0.12" in stall_alt(STALLS["nearest"])
    too_short, theory = stall_notes(STALLS["nearest"])
    assert "stays at 0 from step 0 on: the next update is 0.48 of the way" in too_short
    assert "a stop at 0.9375, 0.75, 0.5625 and 0, and there they stop" in theory
    assert "Of 80 runs, 20 at each learning rate, 80 ended" in stall_notes(STALLS["stochastic"])[1]


def test_a_path_that_had_no_time_does_not_agree_with_theory():
    short = measure_stall(StallSpec(steps=3))
    assert "but they stop at" in stall_notes(short)[1]


def test_the_slow_motion_draws_code_latent_weight_and_where_it_is_pushed():
    code, latent = oscillation_figure(HALFWAY, "light").data
    moments = HALFWAY.slow_motion
    assert list(code.y) == [moment.code for moment in moments]
    assert list(latent.y) == [moment.kept for moment in moments]
    arrows = {"triangle-up": -1, "triangle-down": 1}
    assert all(
        arrows[symbol] * moment.gradient > 0
        for symbol, moment in zip(latent.marker.symbol, moments, strict=True)
    )
    assert set(oscillation_figure(RESTS, "light").data[1].marker.symbol[2:]) == {"circle"}


def test_thresholds_lie_halfway_between_codes():
    lines = [line.y0 for line in oscillation_figure(RESTS, "light").layout.shapes]
    assert lines == [1.5, 2.5, 2.0]


def test_the_oscillation_is_told_with_its_numbers():
    assert oscillation_finding(RESTS) == "The code comes to rest, at 2"
    assert oscillation_finding(HALFWAY).replace("\u00a0", " ") == (
        "The code never rests: it changes in 100.0 % of the steps"
    )
    assert "its code from 1 to 2 (1 changes)" in oscillation_alt(RESTS)
    assert "stopped at 1.560" in oscillation_notes(RESTS)[1]
    assert (
        "changes 1, 1, 1 and 1 times a step; the closed form 2 min(f, 1 − f) says 1."
        in (oscillation_notes(HALFWAY)[1])
    )


def test_restless_weights_are_drawn_as_means_over_seeds_most_bits_first():
    high, low, mean = restless_figure(restless(), "light").data
    assert [list(trace.x) for trace in (high, low, mean)] == [[8, 2]] * 3
    assert (list(high.y), list(low.y)) == ([60, 1], [50, 1])
    assert list(mean.y) == pytest.approx([55, 1])


def test_restless_weights_are_told_with_their_numbers():
    assert restless_finding(restless()) == "55 % of the weights change at 8 bits, 1 % at 2 bits"
    assert restless_finding(restless("distance")) == "The weights move by 2 % at 8 bits, by 25 % at 2 bits"
    assert restless_alt(restless()).endswith("against bits: 55 % at 8 bits and 1 % at 2 bits.")
    assert "50 % end where they began at 8 bits" in restless_notes(restless())[0]
    assert "At 2 bits only 1 % of the weights changed" in restless_notes(restless("distance"))[0]
