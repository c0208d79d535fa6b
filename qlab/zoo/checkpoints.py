"""Checkpoints: trained weights as safetensors, believed only after their sha256 was checked."""

import hashlib
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load
from torch import nn

from qlab.checks import one_of, within
from qlab.files import WrongHashError, bytes_with
from qlab.zoo.manifest import ASSETS, MANIFEST, Checkpoint, CheckpointError, file_name, folder, read_manifest
from qlab.zoo.models import MODELS


def checkpoint(name: str, seed: int, *, directory: str | Path = ASSETS) -> Checkpoint:
    """Return what the manifest says about one trained model.

    Raises:
        ValueError: for a name not in `MODELS`, or a seed that does not ship with it.
        CheckpointError: if the manifest cannot be read or lacks the entry.

    >>> checkpoint("mlp-64", 0).n_test
    597
    """
    card = MODELS[one_of("name", name, MODELS)]
    within(f"seed of {name}", seed, card.seeds[0], card.seeds[-1])
    entry = read_manifest(directory).get(file_name(name, seed))
    if entry is None:
        path = folder(directory) / MANIFEST
        if not path.exists():
            raise CheckpointError(
                f"{path.parent.name}/{MANIFEST} is missing; make it and every checkpoint with `qlab train`."
            )
        raise _refusal(path, f"has no entry for {name} with seed {seed}", name, seed)
    return entry


def load_model(name: str, seed: int, *, directory: str | Path = ASSETS) -> nn.Module:
    """Return a trained model in eval mode. Every call returns a new one, which is the caller's to change.

    Raises:
        ValueError: for a name not in `MODELS`, or a seed that does not ship with it.
        CheckpointError: if the file is missing, is not the one that the manifest knows by its sha256, or does
            not fit the architecture.

    >>> import torch
    >>> load_model("mlp-64", 0)(torch.zeros(1, 64)).shape
    torch.Size([1, 10])
    """
    entry = checkpoint(name, seed, directory=directory)
    path = folder(directory) / entry.file
    module = MODELS[name].architecture().to_empty(device="cpu")
    try:
        module.load_state_dict(load(bytes_with(entry.sha256, path)))
    except OSError as error:
        raise _refusal(path, f"cannot be read ({error.strerror})", name, seed) from error
    except WrongHashError as error:
        raise _refusal(path, "is damaged: its sha256 is not the manifest's", name, seed) from error
    except (SafetensorError, RuntimeError) as error:
        raise _refusal(path, f"does not hold the weights of {name}", name, seed) from error
    return module.eval()


def file_state(entry: Checkpoint, *, directory: str | Path = ASSETS) -> str:
    """Return "ok", "missing" or "damaged": whether the file is the one that the manifest knows by its sha256.

    >>> file_state(checkpoint("mlp-64", 0))
    'ok'
    """
    try:
        data = (folder(directory) / entry.file).read_bytes()
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "damaged"
    return "ok" if hashlib.sha256(data).hexdigest() == entry.sha256 else "damaged"


def _refusal(path: Path, problem: str, name: str, seed: int) -> CheckpointError:
    where = f"{path.parent.name}/{path.name}"
    return CheckpointError(f"{where} {problem}; rebuild it with `qlab train {name} --seed {seed}`.")
