"""A cliff's sentences, on results made by hand so that each number they may say is known."""

import re
from dataclasses import replace
from math import inf

import numpy as np
import pytest

from qlab.experiments.cliff import FLOAT_BITS, CliffPoint, CliffResult, CliffSpec
from qlab.experiments.outcome import Outcome
from qlab.figures.cliff_curves import FALL, MEASURES, curve_rows, curves, fallen_at
from qlab.figures.cliff_findings import cliff_alt, cliff_finding, cliff_notes

FLAT = Outcome(
    n_test=600, correct=570, accuracy=0.95, wilson_low=0.93, wilson_high=0.97, nll=0.2, brier=0.1, ece=0.02,
    flips=0.0, logit_sqnr_db=40.0,
)  # fmt: skip


def result(accuracies, *, seeds=(0,), spread=0.0, **fields):
    """Return a result: `accuracies` by model, then by bits; `fields` are other measures in the same shape."""
    bits = tuple(next(iter(accuracies.values())))
    spec = CliffSpec(models=tuple(accuracies), seeds=seeds, bits=bits)
    points = [
        CliffPoint(
            model, seed, at,
            replace(
                FLAT,
                accuracy=value + spread * (seed - np.mean(seeds)),
                **{name: table[model][at] for name, table in fields.items()},
            ),
            duration_s=0.1,
        )
        for model, by_bits in accuracies.items() for seed in seeds for at, value in by_bits.items()
    ]  # fmt: skip
    best = replace(FLAT, logit_sqnr_db=inf)
    floats = [
        CliffPoint(model, seed, FLOAT_BITS, best, duration_s=0.1) for model in accuracies for seed in seeds
    ]
    return CliffResult(spec, tuple(points), tuple(floats), chance=0.1)


def test_a_curve_is_the_mean_and_the_span_of_its_seeds():
    made = result({"mlp-8": {4: 0.9, 8: 0.95}}, seeds=(0, 1, 2), spread=0.02)
    (curve,) = curves(made)
    assert curve.bits == (8, 4)
    assert np.allclose([curve.mean, curve.low, curve.high], [[95, 90], [93, 88], [97, 92]])
    assert np.isclose(curve.float_mean, 95)
    row = curve_rows(made, "accuracy")[1]
    assert (row["network"], row["bits"], row["measure"]) == ("mlp-8", 4, "Accuracy (%)")
    assert [row["mean"], row["lowest"], row["highest"]] == pytest.approx([90, 88, 92])


def test_small_networks_come_first_in_whatever_order_they_were_asked_for():
    made = result({name: {8: 0.9} for name in ("mlp-1024", "mlp-8", "cnn", "mlp-64")})
    assert [curve.model for curve in curves(made)] == ["mlp-8", "mlp-64", "cnn", "mlp-1024"]


def test_an_unknown_measure_is_refused():
    with pytest.raises(
        ValueError, match="measure must be one of accuracy, NLL, ECE, flips, SQNR; got 'loss'"
    ):
        curves(result({"mlp-8": {8: 0.9}}), "loss")


@pytest.mark.parametrize(
    ("by_bits", "falls"),
    [
        ({4: 0.95, 3: 0.80, 2: 0.1, 1: 0.9}, 3),
        ({4: 0.95, 3: 0.8501}, None),
        ({4: 0.95, 3: 0.8499}, 3),
        ({1: 0.1}, 1),
    ],
)
def test_a_network_has_fallen_at_the_most_bits_that_cost_more_than_ten_points(by_bits, falls):
    assert FALL == 10
    assert fallen_at(curves(result({"mlp-8": by_bits}))[0]) == falls


@pytest.mark.parametrize(
    ("accuracies", "finding"),
    [
        ({"mlp-8": {4: 0.621}}, "At 4 bits mlp-8 falls to 62 %"),
        (
            {"mlp-1024": {3: 0.27, 2: 0.1}, "mlp-8": {3: 0.6, 2: 0.1}, "mlp-64": {3: 0.95, 2: 0.17}},
            "At 3 bits mlp-8 falls to 60 % and mlp-1024 to 27 %; at 2 bits mlp-64 to 17 %",
        ),
        ({"mlp-8": {8: 0.95, 1: 0.94}}, "Down to 1 bit, no network loses more than 10 points"),
    ],
)
def test_the_title_says_where_each_network_falls_and_how_deep(accuracies, finding):
    assert cliff_finding(result(accuracies)) == finding


@pytest.mark.parametrize(
    ("measure", "field", "finding"),
    [
        ("NLL", "nll", "At 2 bits, the NLL of mlp-64 is 2.5; in float32 it is 0.2"),
        ("ECE", "ece", "At 2 bits, the ECE of mlp-64 is 250.0 %; in float32 it is 2.0 %"),
        ("flips", "flips", "At 2 bits, mlp-64 changes 250.0 % of its answers"),
    ],
)
def test_other_measures_tell_of_the_largest_change(measure, field, finding):
    values = {"mlp-8": {4: 0.3, 2: 1.5}, "mlp-64": {4: 0.4, 2: 2.5}}
    made = result({model: dict.fromkeys(values[model], 0.9) for model in values}, **{field: values})
    assert cliff_finding(made, measure) == finding


def test_the_cost_of_a_bit_is_the_slope_of_the_sqnr():
    sqnr = {"mlp-8": {8: 40.0, 4: 16.0}, "mlp-64": {8: 48.0, 4: 20.0}}
    made = result({model: {8: 0.9, 4: 0.9} for model in sqnr}, logit_sqnr_db=sqnr)
    assert cliff_finding(made, "SQNR") == "From 8 to 4 bits, each bit costs 6.0 to 7.0 dB of SQNR"
    one = result({"mlp-8": {8: 0.9}}, logit_sqnr_db={"mlp-8": {8: 33.3}})
    assert cliff_finding(one, "SQNR") == "At 8 bits, the SQNR of mlp-8 is 33.3 dB"


@pytest.mark.parametrize(
    ("small", "large", "verdict"),
    [
        (3, 2, "Here larger networks hold longer"),
        (2, 3, "Here larger networks fall first"),
        (3, 3, "Here size makes no difference"),
    ],
)
def test_whether_size_decides(small, large, verdict):
    def falling(at):
        return {bits: 0.2 if bits <= at else 0.95 for bits in (4, 3, 2)}

    notes = cliff_notes(result({"mlp-8": falling(small), "mlp-64": falling(large)}))
    assert f"**{verdict}**: mlp-8 (682 parameters) falls at {small} bits" in notes[0]


def test_a_size_in_the_middle_that_holds_longest_settles_nothing():
    falls = {"mlp-8": 3, "mlp-64": 2, "mlp-256": 3}
    table = {name: {bits: 0.2 if bits <= at else 0.95 for bits in (4, 3, 2)} for name, at in falls.items()}
    assert cliff_notes(result(table))[0].startswith("**Size alone does not decide**")


def test_flips_are_told_at_the_last_bits_before_the_fall():
    made = result({"mlp-8": {4: 0.94, 3: 0.2}}, flips={"mlp-8": {4: 0.061, 3: 0.8}})
    note = "At 4 bits, mlp-8 still has 94.0 % (float32 95.0 %), yet 6.1 % of its answers have changed."
    assert cliff_notes(made) == [f"**Accuracy is the last to tell.** {note}"]


def test_one_bit_beats_two_is_said_only_where_it_does():
    beats = cliff_notes(result({"mlp-8": {2: 0.3, 1: 0.65}}))
    assert "mlp-8 has 65.0 % at 1 bit and 30.0 % at 2 bits: at 1 bit" in beats[-1]
    assert not any("beat" in note for note in cliff_notes(result({"mlp-8": {2: 0.65, 1: 0.3}})))


def test_the_reason_for_it_is_given_only_for_the_grids_it_is_true_of():
    made = result({"mlp-8": {2: 0.3, 1: 0.65}})
    other = replace(made, spec=replace(made.spec, range_method="mse"))
    assert cliff_notes(other)[-1].endswith("30.0 % at 2 bits.")


@pytest.mark.parametrize("measure", MEASURES)
def test_the_alt_text_has_the_finding_and_a_number_for_each_point(measure):
    made = result({"mlp-8": {8: 0.95, 2: 0.12}, "mlp-64": {8: 0.95, 2: 0.17}})
    alt = cliff_alt(made, measure)
    assert cliff_finding(made, measure) in alt
    assert len(re.findall(r"at \d bits", alt)) >= 4
    assert "inf" not in alt
