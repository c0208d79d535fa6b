"""Text: which character comes next? Documentation of Python's standard library, read once by `qlab text`."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from torch import Tensor
from torch.nn.functional import cross_entropy

from qlab.files import WrongHashError, bytes_with
from qlab.tasks.split import Arrays, fresh
from qlab.tasks.task import LANGUAGE, Task, TaskData
from qlab.tasks.text_making import ALPHABET, MANIFEST, TEXT

WINDOW = 64
"""Characters that are foretold in one sample; the first from one character before it, the last from 64."""
N_TEST = 400
SPLIT_SEED = 0


class TextError(ValueError):
    """The text is missing, or not what the manifest knows; the message says what to do."""


def read_text(directory: Path = TEXT) -> dict[str, str]:
    """Return what `make_text` wrote: the documentation of each module, sorted by name.

    Raises:
        TextError: if a file is missing, or its sha256 is not the manifest's.

    >>> read_text()["abc"].splitlines()[0]
    'Abstract Base Classes (ABCs) according to PEP 3119.'
    """
    try:
        known = json.loads((directory / MANIFEST).read_bytes())
        text: dict[str, str] = json.loads(
            gzip.decompress(bytes_with(known["sha256"], directory / known["file"]))
        )
    except (OSError, ValueError, LookupError, TypeError, EOFError, WrongHashError) as error:
        raise TextError(
            f"{directory.name}/ must hold the text as its manifest knows it; got another or none: "
            "take the repository's, or make it with `qlab text` and train anew."
        ) from error
    return text


def held_out(module: str) -> bool:
    """Return whether a module is read in the test part only: one in 16, by the sha256 of its name.

    >>> held_out("queue"), held_out("random")
    (True, False)
    """
    return hashlib.sha256(module.encode()).hexdigest().startswith("0")


def classes_of(text: str) -> np.ndarray:
    r"""Return the place of each character in ALPHABET, whole numbers (len(text),).

    >>> classes_of("\n !~").tolist()
    [0, 1, 2, 95]
    """
    codes = np.frombuffer(text.encode("ascii"), np.uint8).astype(np.int64)
    return np.maximum(codes - ord(ALPHABET[1]) + 1, 0)


def _windows(modules: Iterable[str]) -> np.ndarray:
    """Return a text cut into windows (N, WINDOW + 1), each beginning with the last character of the one before."""
    classes = classes_of("\n\n".join(modules))
    count = (len(classes) - 1) // WINDOW
    return np.asarray(classes[np.arange(count)[:, None] * WINDOW + np.arange(WINDOW + 1)])


@cache
def _arrays() -> Arrays:
    text = read_text()
    train, test = (
        _windows(said for module, said in text.items() if held_out(module) is wanted)
        for wanted in (False, True)
    )
    train = np.random.default_rng(SPLIT_SEED).permutation(train)
    test = test[np.arange(N_TEST) * len(test) // N_TEST]  # spread over all modules
    arrays = tuple(part for windows in (train, test) for part in (windows[:, :-1], windows[:, 1:]))
    for array in arrays:
        array.flags.writeable = False
    return arrays


def load() -> TaskData:
    """Return some 24,000 training and 400 test windows, x and y (N, 64) int64: y is x one character later.

    No module of the test part is in the training part, and no string is there twice; the training part is shuffled.

    >>> load().test_x.shape
    torch.Size([400, 64])
    """
    return fresh(_arrays())


def next_character_loss(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the mean NLL in nats of outputs (N, T, classes) for targets (N, T), a scalar."""
    return cross_entropy(outputs.transpose(1, 2), targets)


TEXT_TASK = Task(
    name="text",
    title="The next character",
    about=(
        "1.6 million characters: what the modules of Python 3.11's standard library say about themselves, in 96 "
        "characters, and 31 of 503 modules are kept for the test. Each character is foretold from at most 64 before "
        "it. The text is narrow and partly code: a score here says little about other English, and nothing about "
        "meaning."
    ),
    kind=LANGUAGE,
    chance=4.656,
    outputs=len(ALPHABET),
    loss=next_character_loss,
    load=load,
    metric="bits per character",
)
