"""Who says what: 23 speakers with eight accents, each digit twice, drawn once and for all."""

from dataclasses import dataclass

import numpy as np

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ACCENTS = (
    "en-us", "en-us-nyc", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029",
)  # fmt: skip
SPEAKERS = {
    "learn": (
        "f1", "f2", "f3", "m1", "m2", "m3", "m4", "m5",
        "adam", "Alex", "Annie", "Denis", "linda", "max", "Mike", "steph",
    ),
    "choose": ("f4", "m6", "Gene"),
    "test": ("f5", "m7", "m8", "Andrea"),
}  # fmt: skip
"""Speakers of three parts, each with every accent; no speaker is in two. "choose" ends the training part."""
TAKES = 2
DATA_SEED = 0
SIGNAL_TO_NOISE = (20.0, 10.0, 5.0)  # dB


@dataclass(frozen=True)
class Utterance:
    """One word of one voice: at how many words a minute, how high (0..99), with how much noise."""

    part: str
    voice: str
    digit: int
    speed: int
    pitch: int
    signal_to_noise: float
    seed: int


def utterances() -> list[Utterance]:
    """Return what is spoken, part after part, shuffled within each.

    >>> len(utterances())
    3680
    """
    random = np.random.default_rng(DATA_SEED)
    spoken: list[Utterance] = []
    for part, speakers in SPEAKERS.items():
        voices = [f"{accent}+{speaker}" for accent in ACCENTS for speaker in speakers]
        wanted = [(voice, digit) for voice in voices for digit in range(len(WORDS)) for _ in range(TAKES)]
        for place in random.permutation(len(wanted)):
            speed, pitch = int(random.integers(160, 221)), int(random.integers(30, 71))
            noise = float(random.choice(SIGNAL_TO_NOISE))
            voice, digit = wanted[place]
            spoken.append(Utterance(part, voice, digit, speed, pitch, noise, seed=len(spoken)))
    return spoken
