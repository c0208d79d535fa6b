"""What a network's answers on the test set are worth: the ten measures every experiment reports alike."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from qlab.metrics.classification import accuracy, brier, flips, nll, softmax, wilson_interval
from qlab.metrics.reliability import ece
from qlab.metrics.signal import sqnr_db


@dataclass(frozen=True)
class Outcome:
    """Measures over `n_test` samples; accuracy with its 95 % Wilson interval, `logit_sqnr_db` in dB.

    `flips` is the share of samples whose answer differs from the float network's.
    """

    n_test: int
    correct: int
    accuracy: float
    wilson_low: float
    wilson_high: float
    nll: float
    brier: float
    ece: float
    flips: float
    logit_sqnr_db: float


def logits_of(model: nn.Module, inputs: Tensor) -> np.ndarray:
    """Return the model's logits on `inputs`, float64 (n, classes).

    >>> logits_of(nn.Identity(), torch.tensor([[1.0, 2.0]]))
    array([[1., 2.]])
    """
    with torch.inference_mode():
        return np.asarray(model(inputs).double().numpy())


def measure_outcome(logits: np.ndarray, float_logits: np.ndarray, labels: np.ndarray) -> Outcome:
    """Return the Outcome of `logits` (n, classes) against `labels` (n,) and against the float network's logits.

    >>> logits = np.array([[2.0, 0.0], [0.0, 2.0]])
    >>> measure_outcome(logits, logits, np.array([0, 0])).accuracy
    0.5
    """
    probabilities = softmax(logits)
    correct = int((logits.argmax(1) == labels).sum())
    low, high = wilson_interval(correct, len(labels))
    return Outcome(
        n_test=len(labels),
        correct=correct,
        accuracy=accuracy(logits, labels),
        wilson_low=low,
        wilson_high=high,
        nll=nll(logits, labels),
        brier=brier(probabilities, labels),
        ece=ece(probabilities, labels),
        flips=flips(logits, float_logits),
        logit_sqnr_db=sqnr_db(float_logits, logits),
    )
