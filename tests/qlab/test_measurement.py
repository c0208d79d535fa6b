"""Every experiment: its spec goes through plain values and back, and its receipt holds until something changes."""

from dataclasses import fields, replace

import pytest

from qlab.experiments import EXPERIMENTS
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.weights import WeightsSpec
from qlab.measurement import experiment_of, receipt_for, reproduce, run, spec_from
from qlab.plain import to_plain
from qlab.zoo import checkpoint

SPEC = CliffSpec(("mlp-16",), (0,), (4,))
EACH = pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)


@EACH
def test_a_spec_goes_through_plain_values_and_back(experiment):
    spec = experiment.spec()
    assert spec_from(experiment.name, to_plain(spec)) == spec
    assert experiment_of(spec) is experiment


@EACH
def test_a_spec_is_flat_with_defaults_and_may_be_a_key(experiment):
    values = [getattr(experiment.spec(), field.name) for field in fields(experiment.spec)]
    parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    assert {type(part) for part in parts} <= {str, int, float, bool}
    assert len({experiment.spec(), experiment.spec()}) == 1


@EACH
def test_every_text_of_a_spec_is_checked(experiment):
    plain = to_plain(experiment.spec())
    for name in (name for name, value in plain.items() if isinstance(value, str)):
        with pytest.raises(ValueError, match=r"got .*no such thing"):
            run(spec_from(experiment.name, plain | {name: "no such thing"}))


def test_an_unknown_experiment_is_refused():
    with pytest.raises(ValueError, match="experiment must be one of first_look, weights"):
        spec_from("astrology", {})
    with pytest.raises(ValueError, match="spec must be the spec of an experiment; got str"):
        experiment_of("cliff")


def test_a_receipt_is_complete():
    measurement = run(SPEC)
    receipt = measurement.receipt
    assert receipt.spec == to_plain(SPEC)
    assert receipt.n_test == 597
    assert receipt.checkpoints == {"mlp-16-s0": checkpoint("mlp-16", 0).sha256}
    assert receipt.measured == measurement.result.numbers
    assert receipt.duration_s > 0


def test_who_listens_hears_of_progress():
    told = []
    run(replace(SPEC, seeds=(0, 1)), told.append)
    assert [(progress.done, progress.total) for progress in told] == [(0, 2), (1, 2), (2, 2)]


def test_who_listens_can_stop_it():
    def stop(progress):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        run(SPEC, stop)


@pytest.fixture(scope="module")
def receipt():
    return run(SPEC).receipt


def test_a_fresh_receipt_holds(receipt):
    assert reproduce(receipt) == []


def test_versions_duration_and_command_may_differ(receipt):
    assert reproduce(replace(receipt, versions={"torch": "0.1"}, duration_s=9.0, command="")) == []


@pytest.mark.parametrize("figure", ["correct", "accuracy", "nll", "brier", "ece", "flips", "logit_sqnr_db"])
def test_a_figure_that_differs_is_named(receipt, figure):
    name = f"mlp-16-s0@4.{figure}"
    was = receipt.measured[name]
    damaged = replace(receipt, measured=receipt.measured | {name: was + 1})
    assert reproduce(damaged) == [f"{name} was {was + 1}, is now {was}"]


def test_a_figure_left_out_is_named(receipt):
    assert len(reproduce(replace(receipt, measured={}))) == len(receipt.measured)


def test_another_checkpoint_is_named(receipt):
    now = receipt.checkpoints["mlp-16-s0"]
    damaged = replace(receipt, checkpoints={"mlp-16-s0": "0" * 64})
    assert reproduce(damaged) == [f"sha256 of mlp-16-s0 was {'0' * 64}, is now {now}"]


def test_another_test_set_is_named(receipt):
    assert reproduce(replace(receipt, n_test=600)) == ["n_test was 600, is now 597"]


def test_the_row_that_carries_a_receipt_is_compared(receipt):
    row = run(SPEC).result.rows()[0]
    assert reproduce(receipt, row) == []
    assert reproduce(receipt, {"accuracy": 0.5, "note": "mine"}) == [
        f"accuracy was 0.5, is now {row['accuracy']}"
    ]


def test_what_carries_a_receipt_for_many_rows_is_not():
    measurement = run(WeightsSpec("mlp-16"))
    assert reproduce(measurement.receipt, to_plain(measurement)) == []


def test_a_receipt_with_a_bad_spec_is_refused(receipt):
    with pytest.raises(ValueError, match="bits must be a whole number from 1 to 16; got 40"):
        reproduce(replace(receipt, spec=receipt.spec | {"bits": [40]}))


def test_infinite_figures_are_none_in_a_receipt():
    measurement = run(EXPERIMENTS["calibration"].spec("mlp-16"))
    assert measurement.result.numbers["float.logit_sqnr_db"] == float("inf")
    receipt = receipt_for(measurement.spec, measurement.result, 1.0)
    assert receipt.measured["float.logit_sqnr_db"] is None
    assert reproduce(receipt) == []
