"""`qlab train` writes checkpoints that load, with a manifest that knows them."""

import hashlib

from qlab.metrics.classification import wilson_interval
from qlab.zoo import checkpoint, load_model
from tests.qlab.cli.terminal import process, strict_json


def test_a_process_trains_what_was_asked_for_and_nothing_else(tmp_path):
    words = (
        "train",
        "mlp-4",
        "--seed",
        "1",
        "--seed",
        "0",
        "--jobs",
        "2",
        "--directory",
        str(tmp_path),
        "--json",
    )
    result = process(*words)
    assert (result.returncode, result.stderr) == (0, "")
    rows = strict_json(result.stdout)
    assert [(row["name"], row["seed"]) for row in rows] == [("mlp-4", 1), ("mlp-4", 0)]
    assert {file.name for file in tmp_path.iterdir()} == {
        "manifest.json",
        *(row["checkpoint"] for row in rows),
    }
    for row in rows:
        assert row["sha256"] == hashlib.sha256((tmp_path / row["checkpoint"]).read_bytes()).hexdigest()
        load_model("mlp-4", row["seed"], directory=tmp_path)
        shipped = checkpoint("mlp-4", row["seed"])
        low, high = wilson_interval(shipped.correct, shipped.n_test)
        assert low <= row["accuracy"] <= high
