"""Loading: everyone gets a model of their own, whatever others do to theirs."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch
from torch import nn

from qlab.zoo import ASSETS, checkpoint, load_model
from qlab.zoo.checkpoints import file_state


def test_what_is_done_to_one_model_is_not_done_to_the_next() -> None:
    first = load_model("dwcnn", 0)
    before = {key: value.clone() for key, value in first.state_dict().items()}
    for tensor in first.state_dict().values():
        tensor.fill_(7)
    after = load_model("dwcnn", 0).state_dict()
    assert all(torch.equal(before[key], after[key]) for key in before)


def test_eight_threads_get_eight_models() -> None:
    def spoil(number: int) -> nn.Module:
        model = load_model("mlp-64", 0)
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.fill_(number)
        return model

    with ThreadPoolExecutor(8) as threads:
        models = list(threads.map(spoil, range(8)))
    for number, model in enumerate(models):
        assert all(bool((parameter == number).all()) for parameter in model.parameters())


def test_loading_leaves_the_global_random_state_alone() -> None:
    before = torch.get_rng_state()
    load_model("cnn", 0)
    assert torch.equal(torch.get_rng_state(), before)


def test_a_directory_may_be_text() -> None:
    assert checkpoint("mlp-8", 0, directory=str(ASSETS)) == checkpoint("mlp-8", 0)
    assert isinstance(load_model("mlp-8", 0, directory=str(ASSETS)), nn.Module)
    with pytest.raises(ValueError, match="directory must be a path; got 5"):
        load_model("mlp-8", 0, directory=5)


def test_the_state_of_a_file_is_told(tmp_path: Path) -> None:
    known = checkpoint("mlp-8", 0)
    path = Path(shutil.copy(ASSETS / known.file, tmp_path))
    assert file_state(known, directory=tmp_path) == "ok"
    path.write_bytes(path.read_bytes() + b"?")
    assert file_state(known, directory=tmp_path) == "damaged"
    path.unlink()
    assert file_state(known, directory=tmp_path) == "missing"
    path.mkdir()  # there, but no file
    assert file_state(known, directory=tmp_path) == "damaged"
