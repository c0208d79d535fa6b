"""The figures and sentences of strings and drift show the results' own numbers."""

import pytest

from qlab.experiments.drift import SUM, DriftResult, DriftSpec
from qlab.experiments.drifting_states import DriftPoint
from qlab.experiments.string_errors import StringsPoint
from qlab.experiments.strings import StringsResult, StringsSpec
from qlab.figures.drift import drift_figure
from qlab.figures.drift_findings import drift_alt, drift_finding, drift_notes
from qlab.figures.strings import strings_figure
from qlab.figures.strings_findings import strings_alt, strings_finding, strings_notes


def strings(count):
    def point(seed, bits, changed):
        after = (changed, 1.5 * changed)
        return StringsPoint(seed, bits, 0.1 + changed, 0.8 - changed, (changed, changed), after)

    points = [point(seed, bits, share) for seed in (0, 1) for bits, share in ((32, 0.0), (8, 0.02), (4, 0.2))]
    return StringsResult(
        StringsSpec(count=count, seeds=(0, 1), bits=(8, 4), length=2), tuple(points), 10, 640
    )


def drift(network=SUM, ratio=1.0, **fields):
    spec = DriftSpec(network, seeds=(0, 1), bits=(8, 4), doublings=4, **fields)
    theory = (0.0, 0.01, 0.02, 0.04, 0.08) if network == SUM else None
    errors = {8: (0.0, 0.01, 0.02, 0.04, 0.08), 4: tuple(ratio * e for e in (0.0, 0.01, 0.02, 0.04, 0.08))}
    points = [DriftPoint(seed, bits, errors[bits], theory) for seed in (0, 1) for bits in (8, 4)]
    return DriftResult(spec, tuple(points), 64)


def test_strings_are_drawn_as_means_and_chance_as_powers():
    whole, single = (strings_figure(strings(count), "light").data for count in ("strings", "digits"))
    lines = {trace.name: list(trace.y) for trace in whole if trace.name}
    assert lines["8 bits"] == pytest.approx([2, 3])
    assert lines["4 bits"] == pytest.approx([20, 30])
    assert lines["theory"] == pytest.approx([20, 100 * (1 - 0.8**2)])
    assert [trace.name for trace in single if trace.name] == ["8 bits", "4 bits"]


def test_strings_are_told_in_the_same_numbers():
    whole, single = strings("strings"), strings("digits")
    assert strings_finding(whole) == "At 4 bits 30 % of the strings of 2 digits are changed"
    assert (
        strings_finding(single) == "At 4 bits 20.0 % of the first digits are changed, and 20.0 % of the last"
    )
    assert "at 8 bits from 2.0 to 3.0 %" in strings_alt(whole)
    notes = " ".join(strings_notes(whole))
    assert "would spoil 36 % of the strings of 2; measured are 30 %" in notes
    assert "In float 10.0 %, then 12.0 % at 8 bits and 30.0 % at 4 bits" in notes


def test_drift_is_drawn_from_the_first_error_on_in_percent():
    lines = {trace.name: trace for trace in drift_figure(drift(), "light").data if trace.name}
    assert list(lines["4 bits"].x) == [2, 4, 8, 16]
    assert list(lines["4 bits"].y) == pytest.approx([1, 2, 4, 8])
    assert list(lines["theory"].y) == pytest.approx([1, 2, 4, 8])
    assert "theory" not in {trace.name for trace in drift_figure(drift("gru-speech"), "light").data}


def test_drift_is_told_in_the_same_numbers():
    assert drift_finding(drift()) == "At 4 bits, twice the time makes the error 2.00 times as large"
    assert "from 1 % in the second frame to 8 % at the end" in drift_alt(drift())


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (drift(), "√2 times the error"),
        (drift(ratio=0.5), "At 4 bits the error is 0.50 times what it foretells"),
        (drift(keep=0.5), "settles at 0.5² / (1 - 0.5²) times step² / 12"),
        (drift(reset=4), "**Begun anew** every 4 frames"),
        (drift("gru-speech"), "nine tenths of its final size after 16 frames"),
    ],
)
def test_the_notes_say_what_kind_of_memory_it_is(result, says):
    assert says in " ".join(drift_notes(result))


def test_only_a_sum_that_is_too_coarse_is_called_that():
    assert "Too coarse" not in " ".join(drift_notes(drift()))
