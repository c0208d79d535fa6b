"""The figure of sizes shows the result's own numbers, and its sentences fit them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.sizes import SizesSpec, measure_sizes
from qlab.figures.sizes import sizes_figure
from qlab.figures.sizes_findings import sizes_alt, sizes_finding, sizes_notes
from qlab.figures.style import PALETTES

SPEC = SizesSpec(("mlp-64", "mlp-4", "mlp-256"), (0, 1), (8, 4, 3, 2))


@pytest.fixture(scope="module")
def result():
    return measure_sizes(SPEC)


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(result, theme):
    assert go.Figure(sizes_figure(result, theme).to_plotly_json()).data


def test_there_is_a_line_for_each_of_the_fewest_bits_and_one_for_their_mean(result):
    lines = {trace.name: trace for trace in sizes_figure(result, "light").data if trace.name}
    assert list(lines) == ["4 bits", "3 bits", "2 bits", "mean of 8 to 2 bits"]
    for trace, bits in zip(lines.values(), ((4,), (3,), (2,), SPEC.bits), strict=True):
        assert list(trace.x) == ["4", "64", "256"]
        assert list(trace.y) == pytest.approx(
            [np.mean(result.losses(f"mlp-{width}", bits)) for width in trace.x]
        )
    assert len({trace.marker.symbol for trace in lines.values()}) == 4


def test_the_sentences_hold_the_numbers(result):
    small, large = (np.mean(result.losses(model)) for model in ("mlp-4", "mlp-256"))
    assert sizes_finding(result) == f"mlp-4 loses {small:.1f} %, mlp-256 {large:.1f} %, over all bits"
    assert sizes_finding(result) in sizes_alt(result)
    steps, differ, mislead = sizes_notes(result)
    assert "1 of 2 steps up in size lose less; not from mlp-64 to mlp-256." in steps
    widest = max(SPEC.bits, key=lambda b: np.ptp([np.mean(result.losses(m, (b,))) for m in SPEC.models]))
    assert f"most at {widest} bits" in differ
    assert f"At {widest} bits" in mislead
