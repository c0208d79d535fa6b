"""Challenge: find what broke a network, with few measurements."""

from dataclasses import dataclass
from functools import cache

import torch

from qlab.challenges.breaking import MODEL, PLACES, WAYS
from qlab.challenges.measures import MEASURES, Reading
from qlab.challenges.patient import Patient, healthy
from qlab.challenges.score import Score, drawer
from qlab.challenges.tells import TELLS
from qlab.checks import one_of, within
from qlab.experiments.subject import Subject, load_subject
from qlab.zoo import MODELS

MEASUREMENTS = 3
POINTS = (100, 80, 60)  # for the right culprit after one, two, three measurements
GIVE_UP = "give up"
"""What one may say instead of naming a culprit."""


@dataclass(frozen=True)
class CulpritChallenge:
    """A network of the zoo that was broken: which checkpoint, how, and at which layer if one is hit."""

    seed: int
    model_seed: int
    culprit: str
    layer: str

    def accuracy(self) -> tuple[float, float]:
        """Return the accuracy of the broken network and of one that was quantized as it should be."""
        return _accuracy(self.model_seed, self.culprit, self.layer), _accuracy(self.model_seed, "", "")

    def measure(self, name: str) -> tuple[Reading, Reading]:
        """Return what one of MEASURES reads in the broken network and in the one as it should be.

        Raises:
            ValueError: for another measure.
        """
        one_of("measure", name, MEASURES)
        return _reading(self.model_seed, self.culprit, self.layer, name), _reading(
            self.model_seed, "", "", name
        )


@cache
def _subject(model_seed: int) -> Subject:
    return load_subject(MODEL, model_seed)


def _patient(model_seed: int, culprit: str, layer: str) -> Patient:
    subject = _subject(model_seed)
    return WAYS[culprit](subject, layer) if culprit else healthy(subject)


@cache
def _accuracy(model_seed: int, culprit: str, layer: str) -> float:
    return _subject(model_seed).outcome(_patient(model_seed, culprit, layer).network).accuracy


@cache
def _reading(model_seed: int, culprit: str, layer: str, measure: str) -> Reading:
    with torch.no_grad():
        patient = _patient(model_seed, culprit, layer)
        return MEASURES[measure].read(patient, _subject(model_seed).data.test_x)


def culprit_challenge(seed: int) -> CulpritChallenge:
    """Return the challenge with this seed.

    Raises:
        ValueError: for a seed outside 0..LAST_SEED.

    >>> culprit_challenge(0).culprit in WAYS
    True
    """
    generator = drawer("culprit", seed)
    model_seed = int(generator.choice(MODELS[MODEL].seeds))
    culprit = list(WAYS)[int(generator.integers(len(WAYS)))]
    return CulpritChallenge(seed, model_seed, culprit, PLACES[int(generator.integers(len(PLACES)))])


def score_culprit(challenge: CulpritChallenge, named: str, measurements: int) -> Score:
    """Return the score of naming a culprit after this many measurements (1..MEASUREMENTS); one is enough at best.

    Who says GIVE_UP has no points, and need not have measured.

    Raises:
        ValueError: for a culprit that is none of WAYS, or another number of measurements.

    >>> challenge = culprit_challenge(0)
    >>> score_culprit(challenge, challenge.culprit, 1).points
    100
    """
    one_of("named", named, (*WAYS, GIVE_UP))
    within("measurements", measurements, 0 if named == GIVE_UP else 1, MEASUREMENTS)
    tell = TELLS[challenge.culprit]
    points = POINTS[measurements - 1] if named == challenge.culprit else 0
    because = f"It was **{challenge.culprit}**. The measurement that tells it at once is **{tell.measure}**. {tell.why}"
    return Score(float(measurements), 1.0, points, because)
