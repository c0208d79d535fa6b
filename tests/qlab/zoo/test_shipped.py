"""What ships: every model is there and listed, and every published accuracy is what it scores."""

import json
import struct

import pytest
import torch
from torch import nn

from qlab.tasks import TASKS, Task, TaskData
from qlab.zoo import ASSETS, MODELS, checkpoint, count_correct, load_model
from qlab.zoo.manifest import MANIFEST

ALL = [(card.name, seed) for card in MODELS.values() for seed in card.seeds]
DATA = {name: task.load() for name, task in TASKS.items()}


def test_the_directory_holds_exactly_the_manifest_and_the_zoo() -> None:
    files = {checkpoint(name, seed).file for name, seed in ALL}
    assert {path.name for path in ASSETS.iterdir()} == files | {MANIFEST}


def test_the_zoo_fits_into_a_repository() -> None:
    assert sum(path.stat().st_size for path in ASSETS.iterdir()) < 40e6


def test_no_two_files_are_the_same_model() -> None:
    assert len({checkpoint(name, seed).sha256 for name, seed in ALL}) == len(ALL)


@pytest.mark.parametrize(("name", "seed"), ALL)
def test_an_entry_agrees_with_its_card(name: str, seed: int) -> None:
    entry, card = checkpoint(name, seed), MODELS[name]
    assert (entry.name, entry.seed) == (name, seed)
    assert (entry.parameters, entry.training) == (card.parameters, card.training)


@pytest.mark.parametrize(("name", "seed"), ALL)
def test_a_file_is_safetensors_and_holds_float32_weights(name: str, seed: int) -> None:
    # The format by hand: eight bytes little-endian say how long the JSON header is.
    data = (ASSETS / checkpoint(name, seed).file).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    kinds = {name.rpartition(".")[2]: tensor["dtype"] for name, tensor in header.items()}
    assert kinds.pop("num_batches_tracked", "I64") == "I64"
    assert set(kinds.values()) == {"F32"}


def distance_to_a_tie(task: Task, model: nn.Module, data: TaskData) -> torch.Tensor:
    """Return how far each answer is from turning right or wrong, relative to the output."""
    with torch.inference_mode():
        outputs = model(data.test_x)
    if task.kind != "regression":
        first, second = outputs.topk(2, dim=-1).values.unbind(-1)
        return (first - second) / first.abs()
    return (((outputs - data.test_y).abs() - task.tolerance).abs() / outputs.abs()).flatten()


@pytest.mark.parametrize(("name", "seed"), ALL)
def test_the_published_accuracy_is_what_the_file_scores(name: str, seed: int) -> None:
    entry, model, data = checkpoint(name, seed), load_model(name, seed), DATA[MODELS[name].task]
    task = TASKS[MODELS[name].task]
    # Other processors sum in another order: float32 sums of some 1,000 terms may move by 1,000 * 6e-8 of
    # their size, and so may turn an answer that is as close as that to a tie, but no other.
    ties = int((distance_to_a_tie(task, model, data) < 1e-4).sum())
    assert abs(count_correct(model, task, data.test_x, data.test_y) - entry.correct) <= ties
    assert entry.n_test == task.count(data.test_y)
    assert entry.accuracy == entry.correct / entry.n_test
