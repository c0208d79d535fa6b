"""`qlab zoo` and `qlab formats` say what the registries hold."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from qlab.formats import FORMATS
from qlab.zoo import ASSETS, MODELS, load_model
from qlab.zoo.manifest import MANIFEST
from tests.qlab.cli.terminal import answer, invoke, process, strict_json, table


def test_the_zoo_lists_every_checkpoint_with_the_sha256_of_its_file():
    rows = answer("zoo")
    assert [(row["name"], row["seed"]) for row in rows] == [
        (card.name, seed) for card in MODELS.values() for seed in card.seeds
    ]
    for row in rows:
        assert row["sha256"] == hashlib.sha256((ASSETS / row["checkpoint"]).read_bytes()).hexdigest()
        assert row["file"] == "ok"
        assert row["accuracy"] == row["correct"] / row["n_test"]
        assert row["task"] == MODELS[row["name"]].task


def test_parameters_are_those_of_the_network():
    parameters = {row["name"]: row["parameters"] for row in answer("zoo")}
    for name, count in parameters.items():
        assert count == sum(values.numel() for values in load_model(name, 0).parameters())


def test_a_network_that_is_not_trained_yet_is_listed_as_that(monkeypatch):
    monkeypatch.setitem(MODELS, "new", replace(MODELS["mlp-16"], name="new", seeds=(0,)))
    row = answer("zoo")[-1]
    assert {name for name, value in row.items() if value is not None} == {
        "name",
        "task",
        "parameters",
        "seed",
    }
    assert invoke("zoo").stdout.splitlines()[-1].split()[-6:-3] == ["not", "trained", "yet"]
    assert table("zoo")[-1]["file"] == ""


def test_a_damaged_and_a_missing_file_are_told_apart(monkeypatch, tmp_path):
    (tmp_path / MANIFEST).write_bytes((ASSETS / MANIFEST).read_bytes())
    (tmp_path / "cnn-s0.safetensors").write_bytes(b"?")
    monkeypatch.setattr("qlab.zoo.ASSETS", tmp_path)
    states = {row["checkpoint"]: row["file"] for row in answer("zoo")}
    assert states.pop("cnn-s0.safetensors") == "damaged"
    assert set(states.values()) == {"missing"}


def test_a_zoo_without_a_manifest_is_not_trained_yet(monkeypatch, tmp_path):
    monkeypatch.setattr("qlab.zoo.ASSETS", tmp_path)
    assert {row["sha256"] for row in answer("zoo")} == {None}


def test_formats_lists_every_format_with_its_levels_or_their_rule():
    rows = answer("formats")
    assert [row["name"] for row in rows] == list(FORMATS)
    for row in rows:
        number_format = FORMATS[row["name"]]
        assert (row["bits"], row["rule"]) == (number_format.bits, number_format.rule)
        if 0 < len(number_format.levels) <= 256:
            assert np.array_equal(row["levels"], number_format.levels)
        else:
            assert row["levels"] is None


@pytest.mark.parametrize("command", ["zoo", "formats"])
def test_csv_and_table_have_the_rows_of_the_json(command):
    names = [row["name"] for row in answer(command)]
    assert [row["name"] for row in table(command)] == names
    assert [line.split()[0] for line in invoke(command).stdout.splitlines()] == ["name", *names]


def test_levels_in_a_csv_cell_are_json():
    assert {row["name"]: row["levels"] for row in table("formats")}["int2"] == "[-1.0,0.0,1.0]"


def test_a_table_shows_few_levels_and_the_rule_of_many():
    lines = {line.split()[0]: line for line in invoke("formats").stdout.splitlines()}
    assert lines["ternary"].endswith("  -1 0 1")
    assert lines["int8"].endswith(FORMATS["int8"].rule)
    assert lines["kmeans2"].endswith(FORMATS["kmeans2"].rule)


@pytest.mark.parametrize("command", ["zoo", "formats"])
def test_a_process_lists_the_same(command):
    result = process(command, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert strict_json(result.stdout) == answer(command)
