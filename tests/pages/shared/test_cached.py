"""Measuring once for everyone, and what a visitor reads when something cannot be measured."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.shared import cached
from pages.shared.cached import known, measured
from qlab.experiments.calibration import CalibrationSpec
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.weights import WeightsSpec
from qlab.zoo import CheckpointError


@pytest.fixture
def runs(monkeypatch):
    """Return the specs that were really measured."""
    st.cache_data.clear()
    seen = []
    real = cached.run
    monkeypatch.setattr(cached, "run", lambda spec: seen.append(spec) or real(spec))
    yield seen
    st.cache_data.clear()


def test_a_spec_is_measured_once_and_everyone_has_a_copy(runs):
    first, second = measured(WeightsSpec()), measured(WeightsSpec())
    assert len(runs) == 1
    assert first.result is not second.result
    assert first.receipt.measured == second.receipt.measured


def test_the_last_measurements_are_known(runs, monkeypatch):
    monkeypatch.setattr(cached, "MOST", 2)
    specs = [WeightsSpec("mlp-16", format=name) for name in ("int8", "int4", "int2")]
    for spec in (*specs[:2], specs[0], specs[2]):
        measured(spec)
    assert [known(spec) for spec in specs] == [True, False, True]


def test_specs_that_differ_in_one_field_or_in_kind_are_different(runs):
    common = {"model": "mlp-16", "granularity": "per_channel"}
    specs = [
        WeightsSpec(**common),
        WeightsSpec(**common, seed=1),
        WeightsSpec(**common, format="int8"),
        CalibrationSpec(**common),
        CliffSpec(models=("mlp-16",), seeds=(0,), bits=(8,)),
        CliffSpec(models=("mlp-16",), seeds=(0,), bits=(4,)),
    ]
    assert [measured(spec).spec for spec in specs] == specs == runs


def page(**values):
    import streamlit as st

    from pages.shared.cached import measured_or_default
    from qlab.experiments.weights import WeightsSpec

    st.json([measured_or_default(WeightsSpec, **values).spec.format])


def shown(**values):
    app = AppTest.from_function(page, kwargs=values, default_timeout=60).run()
    assert not app.exception
    return [text.value for text in app.text], [part.value for part in app.json]


def test_what_can_be_measured_is_shown_without_a_word():
    assert shown(format="int8") == ([], ['["int8"]'])


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"format": "int99"}, "format must be one of"),
        ({"layer": "hidden9"}, "layer of mlp-64 must be one of"),
    ],
)
def test_what_qlab_refuses_becomes_a_notice_and_the_default(values, why):
    (said,), result = shown(**values)
    assert said.startswith(why)
    assert said.endswith("This shows the default instead.")
    assert result == ['["int4"]']


def damaged(name, seed, **_):
    raise CheckpointError(f"{name}-s{seed} is damaged; rebuild it.")


@pytest.mark.usefixtures("runs")
def test_a_damaged_default_ends_the_page_with_the_reason(monkeypatch):
    monkeypatch.setattr("qlab.experiments.weights.load_model", damaged)
    assert shown() == (["mlp-64-s0 is damaged; rebuild it."], [])


@pytest.mark.usefixtures("runs")
def test_a_failure_is_not_remembered(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("qlab.experiments.weights.load_model", damaged)
        with pytest.raises(CheckpointError):
            measured(WeightsSpec())
    assert measured(WeightsSpec()).spec == WeightsSpec()
