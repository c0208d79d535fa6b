"""The manifest: what is known about each checkpoint, in one JSON beside the files that people can read."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from qlab.checks import instance, within
from qlab.files import write_whole
from qlab.zoo.settings import TrainingSettings

# What ships, in the repository. A wheel carries no checkpoints: whoever runs one passes `directory=` of a
# copy, or of a zoo that `train_zoo` made.
ASSETS = Path(__file__).resolve().parents[2] / "assets" / "checkpoints"
MANIFEST = "manifest.json"


class CheckpointError(ValueError):
    """A checkpoint or the manifest is missing, damaged or does not fit; the message says what to do."""


@dataclass(frozen=True)
class Checkpoint:
    """One manifest entry: a trained model, how it was made, and how well it does before anyone quantizes it.

    Attributes:
        name: the key in `MODELS`.
        seed: of its first weights and of the order of its samples.
        file: its name in the manifest's directory.
        parameters: how many numbers were trained.
        sha256: of the file, in hexadecimal.
        training: the settings it was trained with.
        correct: how many test samples (in language, characters) the float model gets right: the class, or within the
            task's tolerance.
        n_test: of how many.
        torch_version: what trained it.

    >>> from qlab.zoo import checkpoint
    >>> checkpoint("mlp-64", 0).parameters
    8970
    """

    name: str
    seed: int
    file: str
    parameters: int
    sha256: str
    training: TrainingSettings
    correct: int
    n_test: int
    torch_version: str

    def __post_init__(self) -> None:
        """Refuse what no training wrote."""
        within("n_test", self.n_test, 1, 2**31)
        within("correct", self.correct, 0, self.n_test)
        within("parameters", self.parameters, 1, 2**40)
        if not all(isinstance(text, str) for text in (self.name, self.file, self.sha256, self.torch_version)):
            raise ValueError(f"name, file, sha256 and torch_version must be text; got {self!r}.")

    @property
    def accuracy(self) -> float:
        """The float model's share of correct test samples, 0..1."""
        return self.correct / self.n_test


def file_name(name: str, seed: int) -> str:
    """Return the name of a checkpoint's file.

    >>> file_name("mlp-64", 0)
    'mlp-64-s0.safetensors'
    """
    return f"{name}-s{seed}.safetensors"


def folder(directory: str | Path) -> Path:
    """Return the path of a directory that was given as text or as a path.

    >>> folder("zoo").name
    'zoo'
    """
    return Path(instance("directory", directory, str | Path, "a path")).absolute()


def read_manifest(directory: str | Path) -> dict[str, Checkpoint]:
    """Return the manifest's entries by file name; none if there is no manifest yet.

    Raises:
        CheckpointError: if there is one and it cannot be read.

    >>> read_manifest(Path("nowhere"))
    {}
    """
    path = folder(directory) / MANIFEST
    if not path.exists():
        return {}
    stat = path.stat()
    return dict(_parsed(path, stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=8)
def _parsed(path: Path, mtime_ns: int, size: int) -> tuple[tuple[str, Checkpoint], ...]:
    """Read each version of a manifest, which time and size tell apart, once."""
    try:
        entries = json.loads(path.read_bytes())
        settings = [TrainingSettings(**entry["training"]) for entry in entries]
        known = [
            Checkpoint(**entry | {"training": one}) for entry, one in zip(entries, settings, strict=True)
        ]
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise CheckpointError(
            f"{path.parent.name}/{MANIFEST} cannot be read; "
            "take the repository's, or delete it and rebuild every checkpoint with `qlab train`."
        ) from error
    return tuple((one.file, one) for one in known)


def write_manifest(directory: Path, checkpoints: Iterable[Checkpoint]) -> None:
    """Write the manifest, ordered by file name; a reader meets the old one or the new one, never half."""
    entries = [asdict(one) for one in sorted(checkpoints, key=lambda one: one.file)]
    write_whole(directory / MANIFEST, (json.dumps(entries, indent=1) + "\n").encode())
