"""Checkpoints: nothing unverified is ever loaded, and every refusal says what to do."""

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from torch import nn

from qlab.zoo import ASSETS, CheckpointError, checkpoint, load_model

FILE = "mlp-8-s0.safetensors"


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    """A directory of its own with one checkpoint in it."""
    shutil.copy(ASSETS / FILE, tmp_path)
    rewrite_manifest(tmp_path, entry())
    return tmp_path


def entry(**changes: object) -> dict[str, object]:
    entries = json.loads((ASSETS / "manifest.json").read_bytes())
    return next(one for one in entries if one["file"] == FILE) | changes


def rewrite_manifest(directory: Path, *entries: object) -> None:
    (directory / "manifest.json").write_text(json.dumps(entries))


def replace_checkpoint(directory: Path, data: bytes) -> None:
    """Put other bytes in the file, and have the manifest vouch for them."""
    (directory / FILE).write_bytes(data)
    rewrite_manifest(directory, entry(sha256=hashlib.sha256(data).hexdigest()))


def refusal(directory: Path, name: str = "mlp-8") -> str:
    with pytest.raises(CheckpointError) as refused:
        load_model(name, 0, directory=directory)
    message = str(refused.value)
    assert "qlab train" in message
    assert "\n" not in message
    assert str(directory) not in message
    return message


def flip_last_bit(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def test_a_whole_checkpoint_loads(zoo: Path) -> None:
    model = load_model("mlp-8", 0, directory=zoo)
    assert isinstance(model, nn.Sequential)
    assert not model.training
    assert all(parameter.requires_grad for parameter in model.parameters())


@pytest.mark.parametrize("seen_before", [False, True])
@pytest.mark.parametrize("damage", [flip_last_bit, lambda data: data[:1000], lambda data: b""])
def test_a_damaged_file_is_refused_and_a_mended_one_is_not(
    zoo: Path, damage: Callable[[bytes], bytes], seen_before: bool
) -> None:
    if seen_before:
        load_model("mlp-8", 0, directory=zoo)
    whole = (zoo / FILE).read_bytes()
    (zoo / FILE).write_bytes(damage(whole))
    assert f"{FILE} is damaged" in refusal(zoo)
    (zoo / FILE).write_bytes(whole)
    load_model("mlp-8", 0, directory=zoo)


def test_a_missing_file_is_refused(zoo: Path) -> None:
    (zoo / FILE).unlink()
    assert refusal(zoo).endswith("rebuild it with `qlab train mlp-8 --seed 0`.")


def test_a_file_that_the_manifest_does_not_know_is_refused(zoo: Path) -> None:
    rewrite_manifest(zoo)
    assert "has no entry for mlp-8 with seed 0" in refusal(zoo)


def test_without_a_manifest_every_model_gets_the_same_sentence(zoo: Path) -> None:
    (zoo / "manifest.json").unlink()
    assert refusal(zoo).endswith("manifest.json is missing; make it and every checkpoint with `qlab train`.")
    assert refusal(zoo, "cnn") == refusal(zoo)


def test_a_manifest_with_another_hash_is_refused(zoo: Path) -> None:
    rewrite_manifest(zoo, entry(sha256="0" * 64))
    assert "is damaged" in refusal(zoo)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "3",
        "{}x",
        '["mlp-8"]',
        "[{}]",
        '[{"training": {"epochs": 0}}]',
        '[{"training": {}, "name": "mlp-8"}]',
    ],
)
def test_a_manifest_that_is_none_is_refused(zoo: Path, text: str) -> None:
    (zoo / "manifest.json").write_text(text)
    assert refusal(zoo) == (
        f"{zoo.name}/manifest.json cannot be read; take the repository's, or delete it and rebuild every checkpoint "
        "with `qlab train`."
    )


def test_a_manifest_that_is_no_file_is_refused(zoo: Path) -> None:
    (zoo / "manifest.json").unlink()
    (zoo / "manifest.json").mkdir()
    assert "manifest.json cannot be read" in refusal(zoo)


def test_weights_of_another_architecture_are_refused(zoo: Path) -> None:
    replace_checkpoint(zoo, (ASSETS / "mlp-16-s0.safetensors").read_bytes())
    assert f"{FILE} does not hold the weights of mlp-8" in refusal(zoo)


class Bomb:
    """Unpickling this writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_a_pickle_is_refused_without_being_run_even_if_the_manifest_vouches_for_it(zoo: Path) -> None:
    replace_checkpoint(zoo, pickle.dumps(Bomb(zoo / "boom")))
    assert "does not hold the weights" in refusal(zoo)
    assert not (zoo / "boom").exists()
    pickle.loads((zoo / FILE).read_bytes())  # it would have gone off
    assert (zoo / "boom").exists()


def test_unknown_models_and_seeds_are_refused_with_what_there_is() -> None:
    with pytest.raises(ValueError, match=r"name must be one of mlp-4, .*dwcnn.*; got 'resnet'"):
        load_model("resnet", 0)
    with pytest.raises(ValueError, match="seed of mlp-1024 must be a whole number from 0 to 2; got 3"):
        load_model("mlp-1024", 3)
    with pytest.raises(ValueError, match="seed of mlp-4 must be a whole number"):
        checkpoint("mlp-4", True)
