"""Making the spoken digits with espeak-ng, which only who makes them anew needs: voices, takes, noise."""

import hashlib
import io
import json
import shutil
import subprocess
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from safetensors.numpy import save
from scipy.signal import resample_poly

from qlab.checks import within
from qlab.files import write_whole
from qlab.tasks.speech import FILE, MANIFEST
from qlab.tasks.speech_features import RATE, SAMPLES, Floats, as_bytes, log_mel, without_channel
from qlab.tasks.speech_voices import WORDS, Utterance, utterances

LEAD = 320  # samples of noise before the word


def espeak() -> str:
    """Return the path of espeak-ng.

    Raises:
        ValueError: if it is not installed.
    """
    found = shutil.which("espeak-ng")
    if found is None:
        raise ValueError(
            "espeak-ng must be installed to speak; got none: install it with `apt-get install espeak-ng`."
        )
    return found


def _spoken(program: str, one: Utterance) -> Floats:
    """Return the word as espeak-ng speaks it, at RATE, cut to where it is louder than a thousandth of its peak."""
    how = ["-v", one.voice, "-s", str(one.speed), "-p", str(one.pitch)]
    data = subprocess.run(
        [program, *how, "--stdout", WORDS[one.digit]], capture_output=True, check=True
    ).stdout
    with wave.open(io.BytesIO(data)) as file:
        rate = file.getframerate()
    samples = np.frombuffer(data[44:], dtype="<i2") / 2**15  # a header of 44 bytes, for espeak-ng streams
    sound = resample_poly(samples, RATE, rate)
    power = np.convolve(sound**2, np.ones(80) / 80, mode="same")
    loud = np.flatnonzero(power > power.max() / 1000)
    return np.asarray(sound[loud[0] : loud[-1] + 1])


def heard(word: Floats, signal_to_noise: float, seed: int) -> Floats:
    """Return SAMPLES samples: after LEAD of them a word of mean square 1, in white noise `signal_to_noise` dB below.

    >>> silence = heard(np.ones(10), 20.0, 0)[1000:]
    >>> bool(np.isclose(np.mean(silence**2), 0.01, rtol=0.1))
    True
    """
    scene = np.random.default_rng(seed).normal(0, 10 ** (-signal_to_noise / 20), SAMPLES)
    word = word[: SAMPLES - LEAD] / np.sqrt(np.mean(word**2))
    scene[LEAD : LEAD + len(word)] += word
    return scene


def _features(program: str, one: Utterance) -> np.ndarray:
    scene = heard(_spoken(program, one), one.signal_to_noise, one.seed)
    return as_bytes(without_channel(log_mel(scene)))


def make_speech(
    directory: Path, *, jobs: int = 1, on_progress: Callable[[int, int], None] | None = None
) -> dict[str, str | int]:
    """Speak everything, write speech.safetensors and what is known about it, and return that.

    Nothing is drawn from anywhere else, so one release of espeak-ng and of numpy makes the same bytes each time.

    Raises:
        ValueError: if espeak-ng is not installed.
    """
    program, spoken = espeak(), utterances()
    version = subprocess.run([program, "--version"], capture_output=True, check=True, text=True).stdout
    features = list(_told(spoken, partial(_features, program), within("jobs", jobs, 1, 64), on_progress))
    voices = sorted({one.voice for one in spoken})
    file = save(
        {
            "features": np.array(features),
            "digit": np.array([one.digit for one in spoken], np.uint8),
            "voice": np.array([voices.index(one.voice) for one in spoken], np.uint8),
            "noise": np.array([one.signal_to_noise for one in spoken], np.uint8),
            "test": np.array([one.part == "test" for one in spoken], np.uint8),
        }
    )
    known: dict[str, str | int] = {
        "file": FILE,
        "sha256": hashlib.sha256(file).hexdigest(),
        "utterances": len(spoken),
        "voices": len(voices),
        "made_with": version.split("Data at")[0].strip(),
    }
    directory.mkdir(parents=True, exist_ok=True)
    write_whole(directory / FILE, file)
    write_whole(directory / MANIFEST, (json.dumps(known, indent=1) + "\n").encode())
    return known


def _told(
    spoken: list[Utterance],
    work: Callable[[Utterance], np.ndarray],
    jobs: int,
    on_progress: Callable[[int, int], None] | None,
) -> Iterator[np.ndarray]:
    with ThreadPoolExecutor(jobs) as threads:
        for done, one in enumerate(threads.map(work, spoken), start=1):
            if on_progress is not None:
                on_progress(done, len(spoken))
            yield one
