"""One layer's figures and sentences: the result's own numbers, in both themes."""

import re
from dataclasses import replace
from math import log10

import numpy as np
import pytest

from qlab.experiments.weights import WeightsSpec, measure_weights
from qlab.figures.style import palette
from qlab.figures.weights import MARKED, channels_figure, weights_figure
from qlab.figures.weights_findings import (
    channel_rows,
    channels_alt,
    channels_finding,
    contrast,
    reach,
    weights_alt,
    weights_finding,
    weights_notes,
    zero_share,
)
from qlab.zoo import load_model

THEMES = ("light", "dark")


def measured(**values):
    return measure_weights(WeightsSpec(**values))


@pytest.fixture(scope="module")
def int4():
    return measured()


@pytest.fixture(scope="module")
def weight():
    return load_model("mlp-64", 0).hidden2.weight.detach().double().numpy()


def plain(title):
    return title.text.replace("<br>", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("theme", THEMES)
def test_both_histograms_count_every_weight_on_one_axis(int4, theme):
    fig = weights_figure(int4, theme)
    before, after = fig.data
    assert sum(before.y) == sum(after.y) == 64 * 64
    assert np.array_equal(after.x, int4.levels)
    assert np.array_equal(after.y, int4.level_count)
    assert np.allclose(before.x, (int4.edges[1:] + int4.edges[:-1]) / 2)
    assert fig.layout.xaxis.matches == "x2"
    assert [trace.marker.color for trace in fig.data] == [
        palette(theme).float_network,
        palette(theme).quantized,
    ]


def test_the_levels_are_marked_in_both_panels_while_they_are_few(int4):
    marks = weights_figure(int4, "light").layout.shapes
    assert [(mark.x0, mark.x1) for mark in marks] == [(level, level) for level in int4.levels]
    assert {(mark.yref, mark.y0, mark.y1) for mark in marks} == {("paper", 0, 1)}
    many = measured(format="int8")
    assert len(many.levels) > MARKED
    assert not weights_figure(many, "light").layout.shapes
    assert "Gray" not in weights_figure(many, "light").layout.title.subtitle.text


def test_more_levels_than_bins_are_drawn_as_a_histogram():
    result = measured(granularity="per_channel")
    after = weights_figure(result, "light").data[1]
    assert len(result.levels) > len(after.y) == len(result.quantized_count)
    assert sum(after.y) == 64 * 64


@pytest.mark.parametrize("theme", THEMES)
def test_the_channels_are_drawn_widest_first_from_low_to_high(int4, weight, theme):
    fig = channels_figure(int4, theme)
    low, high = np.array(fig.data[0].base), np.array(fig.data[0].base) + np.array(fig.data[0].y)
    widest_first = np.argsort(-np.abs(weight).max(1), kind="stable")
    assert np.allclose(low, weight.min(1)[widest_first])
    assert np.allclose(high, weight.max(1)[widest_first])
    assert [shape.y0 for shape in fig.layout.shapes] == [int4.levels[0], int4.levels[-1]]


def test_levels_of_one_scale_are_drawn_only_where_the_channels_share_it():
    assert not channels_figure(measured(granularity="per_channel"), "light").layout.shapes


@pytest.mark.parametrize("theme", THEMES)
def test_titles_are_findings(int4, theme):
    assert plain(weights_figure(int4, theme).layout.title) == weights_finding(int4)
    assert plain(channels_figure(int4, theme).layout.title) == channels_finding(int4)


def test_the_finding_counts_levels_or_zeros(int4, weight):
    assert (
        weights_finding(int4)
        == f"4,096 weights move to {len(int4.levels)} levels (SQNR {int4.sqnr_db:.1f} dB)"
    )
    int2 = measured(format="int2")
    zeros = np.mean(np.abs(weight) < np.abs(weight).max() / 2)
    assert zero_share(int2) == pytest.approx(zeros)
    assert weights_finding(int2).startswith(
        f"int2 turns {100 * zeros:.0f} % of the 4,096 weights into 0 (SQNR "
    )
    assert weights_finding(measured(format="fp32")) == "fp32 leaves all 4,096 weights as they are"


def test_how_unequal_the_channels_are(int4, weight):
    reaches = np.abs(weight).max(1)
    assert np.allclose(reach(int4), reaches)
    ratio = reaches.max() / reaches.min()
    assert channels_finding(int4) == (
        f"The widest of 64 output channels reaches {ratio:.1f} times as far as the narrowest"
    )
    rows = channel_rows(int4)
    assert (rows[3]["lowest"], rows[3]["highest"]) == (weight[3].min(), weight[3].max())


def test_a_channel_of_zeros_has_no_ratio(int4):
    blank = np.where(np.arange(64) == 5, 0.0, 1.0)
    assert "all zeros" in channels_finding(replace(int4, channel_low=-blank, channel_high=blank))


@pytest.mark.parametrize(
    ("number_format", "verdict"), [("int8", "holds"), ("int4", "holds"), ("int2", "fails")]
)
def test_the_rule_of_even_errors_is_judged_by_what_was_measured(number_format, verdict, weight):
    result = measured(format=number_format)
    qmax = result.spec.quant.number_format.qmax
    theory = 10 * log10(12 * qmax**2 * np.mean(weight**2) / np.max(weight**2))
    note = weights_notes(result, None)[0]
    assert f"would be {theory:.1f} dB; measured are {result.sqnr_db:.1f} dB. The rule {verdict}" in note


@pytest.mark.parametrize(
    "values", [{"range_method": "mse"}, {"granularity": "per_channel"}, {"format": "nf4"}]
)
def test_the_rule_is_not_judged_where_it_does_not_apply(values):
    assert not any("rule" in note for note in weights_notes(measured(**values), None))


def test_clipping_is_told_where_there_is_some(int4):
    clipped = measured(range_method="mse")
    share = clipped.parts.clipping / (clipped.parts.clipping + clipped.parts.rounding)
    assert any(
        f"**{100 * share:.0f} %** of the squared error" in note for note in weights_notes(clipped, None)
    )
    assert not any("clipping" in note for note in weights_notes(int4, None))


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({}, {"granularity": "per_channel"}),
        ({"granularity": "group:32"}, {"granularity": "per_tensor"}),
        ({"format": "int2"}, {"format": "binary"}),
        ({"format": "binary"}, {"format": "int2"}),
    ],
)
def test_the_comparison_changes_one_thing_and_says_what_it_does(values, changed):
    spec = WeightsSpec(**values)
    assert contrast(spec) == replace(spec, **changed)
    result, other = measure_weights(spec), measure_weights(contrast(spec))
    verdict = "better" if other.sqnr_db > result.sqnr_db else "worse"
    note = weights_notes(result, other)[-1]
    assert f"**{other.sqnr_db:.1f} dB**, {abs(other.sqnr_db - result.sqnr_db):.1f} dB {verdict}" in note
    assert f"{other.effective_bits:.2f} bits a weight" in note


def test_nothing_is_said_of_what_was_not_quantized():
    assert weights_notes(measured(format="fp32"), None) == []


def test_the_alt_texts_have_the_measured_numbers(int4):
    assert all(number in weights_alt(int4) for number in (f"{int4.sqnr_db:.1f} dB", "14 levels", "int4"))
    assert re.search(r"reaches \d+\.\d times", channels_alt(int4))
