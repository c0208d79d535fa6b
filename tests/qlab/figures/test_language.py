"""The language figure shows what was measured, and its sentences say it."""

from statistics import fmean

import plotly.graph_objects as go
import pytest

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.language import LanguagePoint, LanguageResult, LanguageSpec
from qlab.figures.language import language_figure
from qlab.figures.language_findings import language_alt, language_finding, language_notes
from qlab.figures.style import PALETTES

SPEC = LanguageSpec(("char-large", "char-small"), (0, 1), (8, 3))
BITS = {
    "char-large": {FLOAT_BITS: (2.0, 2.2), 8: (2.0, 2.2), 3: (3.0, 3.4)},
    "char-small": {FLOAT_BITS: (2.5, 2.5), 8: (2.5, 2.6), 3: (5.0, 6.0)},
}


@pytest.fixture(scope="module")
def result():
    points = tuple(
        LanguagePoint(model, seed, bits, found[seed], 0.0)
        for model, by_bits in BITS.items()
        for bits, found in by_bits.items()
        for seed in SPEC.seeds
    )
    return LanguageResult(SPEC, points, guess=4.5, n_test=25_600)


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(result, theme):
    assert go.Figure(language_figure(result, theme).to_plotly_json()).data


def test_there_is_a_line_in_a_band_for_each_model_and_a_line_for_float_and_guessing(result):
    drawn = language_figure(result, "light")
    high, low, mean = drawn.data[:3]
    assert mean.name == "char-small"
    for trace, pick in ((high, max), (low, min), (mean, fmean)):
        assert list(trace.y) == [pick(BITS["char-small"][bits]) for bits in (8, 3)]
    assert [shape.y0 for shape in drawn.layout.shapes] == pytest.approx([2.5, 2.1, 4.5])
    assert drawn.layout.yaxis.range[1] > 6.0


def test_the_sentences_hold_the_numbers(result):
    assert language_finding(result) == (
        "At 3 bits, bits per character rise by 3.00 (char-small) and 1.10 (char-large)"
    )
    assert language_finding(result) in language_alt(result)
    perplexity, worse = language_notes(result)
    assert f"{2**2.5:.1f} characters (char-small)" in perplexity
    assert f"guessing, among {2**4.5:.0f}" in perplexity
    assert "char-small at 3 bits" in worse
    assert "char-large" not in worse
