"""Speech: which digit is spoken? Words that espeak-ng spoke in many voices, made once by `qlab speech`."""

import json
from functools import cache
from pathlib import Path

import numpy as np
from safetensors.numpy import load as load_tensors
from torch.nn.functional import cross_entropy

from qlab.files import WrongHashError, bytes_with
from qlab.tasks.split import Arrays, fresh
from qlab.tasks.task import Task, TaskData

SPEECH_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "speech"
FILE, MANIFEST = "speech.safetensors", "manifest.json"


class SpeechError(ValueError):
    """The features are missing, or not those that the manifest knows; the message says what to do."""


def read_features(directory: Path = SPEECH_FOLDER) -> dict[str, np.ndarray]:
    """Return what `make_speech` wrote: features (N, 32, 20), and digit, voice, noise (dB) and test (N,), all uint8.

    Raises:
        SpeechError: if a file is missing, or its sha256 is not the manifest's.

    >>> read_features()["features"].shape
    (3680, 32, 20)
    """
    try:
        known = json.loads((directory / MANIFEST).read_bytes())
        return load_tensors(bytes_with(known["sha256"], directory / known["file"]))
    except (OSError, ValueError, LookupError, TypeError, WrongHashError) as error:
        raise SpeechError(
            f"{directory.name}/ must hold the spoken digits as the manifest knows them; got others or none: "
            "take the repository's, or make them with `qlab speech` and train anew."
        ) from error


@cache
def _arrays() -> Arrays:
    kept = read_features()
    test = kept["test"].astype(bool)
    x, y = kept["features"].astype(np.float64), kept["digit"].astype(np.int64)
    mean, deviation = (measure(x[~test], axis=(0, 1)) for measure in (np.mean, np.std))
    x = ((x - mean) / deviation).astype(np.float32)
    arrays = (x[~test], y[~test], x[test], y[test])
    for array in arrays:
        array.flags.writeable = False
    return arrays


def load() -> TaskData:
    """Return 3,040 training and 640 test words, x (N, 32 frames, 20 bands) float32 standardized, y (N,) int64.

    No speaker of the test part is in the training part, and none of the last 480 training words is in those before.

    >>> load().test_x.shape
    torch.Size([640, 32, 20])
    """
    return fresh(_arrays())


def voices_of_test_part() -> np.ndarray:
    """Return which voice speaks each word of the test part, whole numbers (640,).

    >>> len(set(voices_of_test_part().tolist()))
    32
    """
    kept = read_features()
    return np.asarray(kept["voice"][kept["test"].astype(bool)].astype(np.int64))


SPEECH = Task(
    name="speech",
    title="Spoken digits",
    about=(
        "3,680 spoken digits by 184 synthetic voices: 23 speakers of espeak-ng, each with eight accents, at many "
        "speeds and with white noise 5 to 20 dB below the word. The four speakers of the test part are never heard in "
        "training. Synthetic voices vary far less than people do: a score here says nothing about human speech."
    ),
    kind="classification",
    chance=0.1,
    outputs=10,
    loss=cross_entropy,
    load=load,
)
