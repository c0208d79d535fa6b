"""`qlab finetune`: before, after, the float control and the way there, as the experiment measures them."""

import json

import pytest

from qlab.experiments.finetuning import FinetuningSpec, measure_finetuning
from qlab.plain import to_plain
from tests.qlab.cli.terminal import answer, invoke, process, strict_json, table

ASKED = ("finetune", "mlp-16", "--bits", "2", "--quantize", "weights", "--epochs", "2", "--fraction", "0.1")
ASKED = (*ASKED, "--lr", "1e-2", "--seed", "1", "--order", "3")
SPEC = FinetuningSpec("mlp-16", 1, 2, "weights", epochs=2, fraction=0.1, learning_rate=0.01, order=3)


@pytest.fixture(scope="module")
def result():
    return measure_finetuning(SPEC)


@pytest.fixture(scope="module")
def said():
    return answer(*ASKED)


def test_it_says_what_the_experiment_measures(said, result):
    assert said["spec"] == to_plain(SPEC)
    for name, outcome in (
        ("float", result.float_network),
        ("before", result.before),
        ("after", result.after),
        ("control", result.control),
    ):
        assert said[name] == to_plain(outcome)
    assert said["curve"] == result.rows()
    assert said["samples"] == 120


def test_the_recovered_fraction_is_of_what_was_lost(said):
    lost = said["float"]["correct"] - said["before"]["correct"]
    back = said["after"]["correct"] - said["before"]["correct"]
    assert said["recovered_fraction"] == pytest.approx(back / lost)


def test_its_receipt_is_reproduced(said):
    assert answer("reproduce", "-", stdin=json.dumps(said))[0]["differences"] == []


def test_csv_is_the_curve(said):
    assert [float(row["accuracy"]) for row in table(*ASKED)] == [point["accuracy"] for point in said["curve"]]


def test_text_shows_the_arms_the_recovery_the_curve_and_the_receipt(said):
    text = invoke(*ASKED).stdout
    assert [line.split()[0] for line in text.splitlines()[1:5]] == ["float", "before", "after", "control"]
    assert f"recovered {said['recovered_fraction']:.1%} of the accuracy" in text
    assert said["receipt"]["command"] in text


def test_where_nothing_was_lost_nothing_is_recovered():
    words = ("finetune", "mlp-64", "--bits", "16", "--epochs", "1", "--fraction", "0.01")
    assert answer(*words)["recovered_fraction"] is None
    assert "Nothing to recover" in invoke(*words).stdout


def test_a_process_says_the_same(said):
    result = process(*ASKED, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert strict_json(result.stdout)["curve"] == said["curve"]
