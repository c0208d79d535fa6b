"""A report draws what is published, what the server remembers, and what is quick, and waits for nothing else."""

import pytest

from pages.shared import at_hand
from pages.shared.at_hand import PATIENCE_S, QUICK_S, AtHand
from qlab.claims import STATEMENTS
from qlab.experiments.limit_cycle import LimitCycleSpec
from qlab.experiments.weights import WeightsSpec

SPEC = WeightsSpec("mlp-16")


@pytest.fixture
def measured_again(monkeypatch):
    """Return the list of the specs that are measured again."""
    asked = []
    monkeypatch.setattr(at_hand, "known", lambda spec: False)
    monkeypatch.setattr(at_hand, "measured", lambda spec: asked.append(spec) or "measured")
    return asked


def test_a_published_result_is_at_hand_however_long_it_took(measured_again):
    case = next(statement for statement in STATEMENTS.values() if statement.slow).cases[0]
    assert AtHand()(case.spec, 1000.0).receipt.experiment
    assert measured_again == []


def test_what_the_server_remembers_is_at_hand(monkeypatch, measured_again):
    monkeypatch.setattr(at_hand, "remembered", {SPEC: "remembered"}.get)
    assert AtHand()(SPEC, 1000.0) == "remembered"
    assert AtHand()(LimitCycleSpec(-0.96), 1000.0) is None
    assert measured_again == []


def test_what_a_page_has_measured_is_at_hand(monkeypatch, measured_again):
    monkeypatch.setattr(at_hand, "known", lambda spec: spec == SPEC)
    find = AtHand()
    assert [find(SPEC, 1000.0) for _ in range(3)] == ["measured"] * 3
    assert find(LimitCycleSpec(-0.96), 1000.0) is None


def test_what_is_quick_is_measured_again_until_patience_ends(measured_again):
    find, each = AtHand(), 0.9 * QUICK_S
    assert find(SPEC, QUICK_S) is None
    found = [find(SPEC, each) for _ in range(10)]
    most = int(PATIENCE_S / each)
    assert found == ["measured"] * most + [None] * (10 - most)
    assert find(SPEC, 0.01) == "measured"
    assert AtHand()(SPEC, each) == "measured"


def test_without_workers_the_server_remembers_nothing():
    assert AtHand()(LimitCycleSpec(0.01), QUICK_S) is None
