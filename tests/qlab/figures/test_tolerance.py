"""The tolerance figure shows what was measured, and its sentences say it."""

import re
from dataclasses import replace

import pytest

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.tolerance import ToleranceSpec, measure_tolerance
from qlab.figures.tolerance import tolerance_figure
from qlab.figures.tolerance_findings import tolerance_alt, tolerance_finding, tolerance_notes


@pytest.fixture(scope="module")
def result():
    return measure_tolerance(ToleranceSpec(("mlp-32", "mlp-cancer", "mlp-smooth"), (0, 1), (8, 6, 3)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_there_is_a_line_in_a_band_for_each_task(result, theme):
    drawn = tolerance_figure(result, theme)
    assert [trace.name for trace in drawn.data if trace.name] == ["digits", "cancer", "smooth"]
    for line, (high, low, mean) in zip(result.lines, zip(*[iter(drawn.data)] * 3, strict=True), strict=True):
        for trace, shares in ((high, line.kept_high), (low, line.kept_low), (mean, line.kept)):
            assert list(trace.y) == pytest.approx([100 * share for share in shares])
        assert list(mean.x) == [8, 6, 3]
    assert len({(trace.line.color, trace.marker.symbol) for trace in drawn.data if trace.name}) == 3


def test_many_lines_have_no_bands_and_say_where_the_bounds_are():
    tasks = ("mlp-32", "mlp-cancer", "mlp-wine", "mlp-moons")
    drawn = tolerance_figure(measure_tolerance(ToleranceSpec(tasks, (0,), (8,))), "light")
    assert [trace.name for trace in drawn.data] == ["digits", "cancer", "wine", "moons"]
    assert "hover" in drawn.layout.title.subtitle.text


def test_what_is_far_worse_than_guessing_leaves_the_figure_which_says_so(result):
    worse = replace(result.lines[0], kept=(1.0, 0.5, -1.5))
    drawn = tolerance_figure(replace(result, lines=(worse,)), "light")
    assert drawn.layout.yaxis.range[0] == -60
    assert re.search(r"Below\s-60\s%:\snot\sshown", drawn.layout.title.subtitle.text)


def test_the_finding_names_every_task_with_its_bits(result):
    finding = tolerance_finding(result)
    for line in result.lines:
        assert re.search(line.task, finding, re.IGNORECASE)
    assert finding == "Digits and cancer need 6 bits; smooth needs 8 bits"


def test_a_task_for_which_no_bits_suffice_says_so():
    tight = measure_tolerance(ToleranceSpec(("mlp-smooth",), (0,), (4, 3)))
    assert tolerance_finding(tight) == "Smooth needs more than 4 bits"
    assert "at 4 bits and 0." in tolerance_notes(tight)[0]


def test_notes_give_each_task_in_its_own_measure_and_what_is_missed(result):
    notes = tolerance_notes(result)
    floats = [p.score for p in result.points if (p.model, p.bits) == ("mlp-cancer", FLOAT_BITS)]
    assert notes[1].startswith(f"**Cancer**, accuracy: {sum(floats) / 2:.3f} in float32")
    assert notes[3].startswith("**Changed answers** at 6 bits: ")
    assert notes[4].startswith("**What is missed?**")
    assert len(notes) == 5


def test_the_alt_text_has_the_finding_and_a_number_for_each_point(result):
    alt = tolerance_alt(result)
    assert tolerance_finding(result) in alt
    assert len(re.findall(r"% at \d bits", alt)) == 9
