"""Making the zoo anew: the same on one machine, and as good as what ships on any."""

import json
from pathlib import Path

import pytest
import torch

from qlab.metrics.classification import wilson_interval
from qlab.zoo import Checkpoint, CheckpointError, checkpoint, load_model, train_zoo
from qlab.zoo.manifest import read_manifest

SMALL = ("mlp-4", "mlp-8")


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small models, trained two at a time."""
    directory = tmp_path_factory.mktemp("zoo")
    train_zoo(SMALL, [0], directory=directory, jobs=2)
    return directory


@pytest.mark.parametrize("name", SMALL)
def test_a_retrained_model_is_as_good_as_the_one_that_ships(zoo: Path, name: str) -> None:
    shipped, retrained = checkpoint(name, 0), checkpoint(name, 0, directory=zoo)
    low, high = wilson_interval(shipped.correct, shipped.n_test)
    assert low <= retrained.accuracy <= high
    load_model(name, 0, directory=zoo)


def test_training_one_at_a_time_makes_the_same_bytes_and_keeps_what_was_there(
    zoo: Path, tmp_path: Path
) -> None:
    for name in SMALL:
        train_zoo([name], [0], directory=tmp_path)
    assert read_manifest(tmp_path) == read_manifest(zoo)
    for path in zoo.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_this_process_keeps_its_threads_and_its_random_state_and_hears_of_each_model(tmp_path: Path) -> None:
    before = torch.get_num_threads(), torch.get_rng_state()
    told: list[tuple[int, int, str]] = []

    def tell(done: int, total: int, entry: Checkpoint) -> None:
        load_model(entry.name, entry.seed, directory=tmp_path)  # it is there when it is told
        told.append((done, total, entry.file))

    made = train_zoo(["mlp-4"], [1, 0], directory=tmp_path, jobs=2, on_progress=tell)
    assert told == [(1, 2, "mlp-4-s1.safetensors"), (2, 2, "mlp-4-s0.safetensors")]
    assert [entry.seed for entry in made] == [1, 0]
    assert torch.get_num_threads() == before[0]
    assert torch.equal(torch.get_rng_state(), before[1])


def test_who_listens_can_stop_it_and_keeps_what_is_ready(tmp_path: Path) -> None:
    def stop(done: int, total: int, entry: Checkpoint) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        train_zoo(["mlp-4"], [0, 1, 2], directory=tmp_path, on_progress=stop)
    assert list(read_manifest(tmp_path)) == ["mlp-4-s0.safetensors"]
    assert {path.name for path in tmp_path.iterdir()} == {"manifest.json", "mlp-4-s0.safetensors"}


def test_a_broken_manifest_is_refused_before_any_training_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[")
    with pytest.raises(CheckpointError, match="delete it and rebuild"):
        train_zoo(["mlp-4"], [0], directory=tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("manifest.json", "[")]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"names": ["mlp-5"]}, "name must be one of"),
        ({"seeds": [4]}, "seed of mlp-1024"),
        ({"jobs": 0}, "jobs must"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_written(
    tmp_path: Path, asked: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        train_zoo(directory=tmp_path / "zoo", **asked)
    assert not (tmp_path / "zoo").exists()


def test_a_manifest_reads_as_plain_json(zoo: Path) -> None:
    first, second = json.loads((zoo / "manifest.json").read_text())
    assert (first["name"], second["name"]) == SMALL
    assert first["training"] == {"epochs": 60, "learning_rate": 0.003, "batch_size": 32, "weight_decay": 0.1}
