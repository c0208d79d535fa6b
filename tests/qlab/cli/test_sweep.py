"""`qlab sweep`: a row for each model, seed and bits, equal to what anyone computes by hand, each with its receipt."""

import json

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, brier_score_loss, log_loss

from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import checkpoint, load_model
from tests.qlab.cli.terminal import answer, invoke, process, refusal, strict_json, table

ASKED = ("sweep", "mlp-16", "dwcnn", "--bits", "4,1", "--quantize", "both", "--granularity", "per_channel")
ASKED = (*ASKED, "--range", "mse", "--seeds", "0,1")
COLUMNS = "model seed bits quantize granularity range n_test correct accuracy wilson_low wilson_high"
COLUMNS = f"{COLUMNS} nll brier ece flips logit_sqnr_db receipt".split()


@pytest.fixture(scope="module")
def rows():
    return answer(*ASKED)


def test_there_is_a_row_for_each_model_seed_and_bits(rows):
    assert [(row["model"], row["seed"], row["bits"]) for row in rows] == [
        (model, seed, bits) for model in ("mlp-16", "dwcnn") for seed in (0, 1) for bits in (4, 1)
    ]
    assert {(row["quantize"], row["granularity"], row["range"]) for row in rows} == {
        ("both", "per_channel", "mse")
    }


def test_columns_are_these_and_no_others(rows):
    assert all(list(row) == COLUMNS for row in rows)


def by_hand(model, seed, bits):
    """Return labels, probabilities, answers, float logits and quantized logits."""
    task, network = TASKS["digits"], load_model(model, seed)
    data = task.load()
    recipe = bits_recipe(bits, "both", "per_channel", "mse")
    quantized = quantize_model(network, recipe, calibration_inputs(task, 256))
    reference, logits = (net(data.test_x).detach().double().numpy() for net in (network, quantized))
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return data.test_y.numpy(), odds / odds.sum(1, keepdims=True), reference, logits


@pytest.mark.parametrize("number", range(8))
def test_numbers_are_scikit_learns(rows, number):
    row = rows[number]
    labels, probabilities, reference, logits = by_hand(row["model"], row["seed"], row["bits"])
    answers, sure, noise = logits.argmax(1), probabilities.max(1), np.sum((logits - reference) ** 2)
    bins = np.ceil(sure * 15)
    gaps = [abs(np.sum((answers == labels)[bins == b] - sure[bins == b])) for b in range(1, 16)]
    interval = binomtest(row["correct"], row["n_test"]).proportion_ci(method="wilson")
    assert row["n_test"] == len(labels)
    assert row["correct"] == accuracy_score(labels, answers, normalize=False)
    assert row["accuracy"] == accuracy_score(labels, answers)
    assert (row["wilson_low"], row["wilson_high"]) == pytest.approx((interval.low, interval.high), rel=1e-9)
    assert row["nll"] == pytest.approx(log_loss(labels, probabilities), rel=1e-9)
    assert row["brier"] == pytest.approx(
        brier_score_loss(labels, probabilities, scale_by_half=False), rel=1e-9
    )
    assert row["ece"] == pytest.approx(sum(gaps) / len(labels), rel=1e-9)
    assert row["flips"] == np.mean(answers != reference.argmax(1))
    assert row["logit_sqnr_db"] == pytest.approx(10 * np.log10(np.sum(reference**2) / noise), rel=1e-9)


def test_each_receipt_stands_alone(rows):
    for row in rows:
        receipt, name = row["receipt"], f"{row['model']}-s{row['seed']}"
        spec = {"models": [row["model"]], "seeds": [row["seed"]], "bits": [row["bits"]]}
        how = {"quantize": "both", "granularity": "per_channel", "range_method": "mse"}
        assert (receipt["experiment"], receipt["spec"], receipt["n_test"]) == ("cliff", spec | how, 597)
        assert receipt["checkpoints"] == {name: checkpoint(row["model"], row["seed"]).sha256}
        assert {f"{name}@{row['bits']}.{measure}" for measure in COLUMNS[7:9] + COLUMNS[11:16]} == set(
            receipt["measured"]
        )
        assert all(row[key.rpartition(".")[2]] == value for key, value in receipt["measured"].items())


def test_a_saved_receipt_and_the_whole_sweep_are_reproduced(rows, tmp_path):
    (tmp_path / "receipt.json").write_text(json.dumps(rows[0]["receipt"]))
    (tmp_path / "sweep.json").write_text(json.dumps(rows))
    assert [verdict["holds"] for verdict in answer("reproduce", str(tmp_path / "receipt.json"))] == [True]
    assert [verdict["holds"] for verdict in answer("reproduce", str(tmp_path / "sweep.json"))] == [True] * 8


def test_csv_has_the_same_numbers_and_receipts(rows):
    cells = table(*ASKED)
    assert [list(row) for row in cells] == [COLUMNS] * len(rows)
    for row, cell in zip(rows, cells, strict=True):
        receipt = json.loads(cell["receipt"])
        assert receipt | {"duration_s": 0} == row["receipt"] | {"duration_s": 0}
        assert all(float(cell[name]) == row[name] for name in COLUMNS[6:-1])


def test_the_table_has_a_line_for_each_row(rows):
    lines = invoke(*ASKED).stdout.splitlines()
    assert lines[0].split() == COLUMNS
    assert [line.split()[:3] for line in lines[1:]] == [
        [row["model"], str(row["seed"]), str(row["bits"])] for row in rows
    ]


def test_what_is_not_given_is_as_the_spec_has_it():
    rows = answer("sweep", "mlp-4")
    assert [(row["seed"], row["bits"]) for row in rows] == [
        (seed, bits) for seed in (0, 1, 2) for bits in (8, 7, 6, 5, 4, 3, 2, 1)
    ]


def without_durations(rows):
    return [row | {"receipt": row["receipt"] | {"duration_s": 0}} for row in rows]


def test_two_processes_measure_what_one_does():
    alone, together = (process(*ASKED, "--json", "--jobs", jobs) for jobs in ("1", "2"))
    assert (alone.returncode, alone.stderr, together.returncode, together.stderr) == (0, "", 0, "")
    assert without_durations(strict_json(alone.stdout)) == without_durations(strict_json(together.stdout))


def test_without_dask_the_way_out_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    line = refusal("sweep", "mlp-16", "--dask", "tcp://127.0.0.1:8786")
    assert line == "qlab: --dask needs Dask, which is optional: pip install 'qlab[dask]'."
