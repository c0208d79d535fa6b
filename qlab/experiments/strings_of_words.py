"""Strings of spoken digits: words of the test part in a row, all of a string by one voice."""

import numpy as np
import torch
from torch import Tensor, nn

from qlab.checks import within
from qlab.tasks.speech import voices_of_test_part
from qlab.zoo import MODELS
from qlab.zoo.gru import GRU

WORDS_OF_A_VOICE = 20
READERS = tuple(name for name, card in MODELS.items() if card.task == "speech")


def draw_strings(length: int, rounds: int = 1, seed: int = 0) -> np.ndarray:
    """Return strings as places in the test part, whole numbers (strings, length).

    In each round each voice says its 20 words in an order drawn by `seed`, cut into strings; what is left is not said.

    >>> draw_strings(10, 2).shape
    (128, 10)
    """
    within("length", length, 1, WORDS_OF_A_VOICE)
    random, voices = np.random.default_rng(seed), voices_of_test_part()
    strings = [
        order[start : start + length]
        for voice in np.unique(voices)
        for order in (random.permutation(np.flatnonzero(voices == voice)) for _ in range(rounds))
        for start in range(0, WORDS_OF_A_VOICE - length + 1, length)
    ]
    return np.array(strings)


def in_a_row(words: Tensor, strings: np.ndarray) -> Tensor:
    """Return the frames of each string, word after word without a pause: (strings, length * frames, bands).

    >>> in_a_row(torch.zeros(3, 32, 20), np.array([[0, 2]])).shape
    torch.Size([1, 64, 20])
    """
    return words[torch.from_numpy(strings)].flatten(1, 2)


def understood(model: nn.Module, words: Tensor, strings: np.ndarray, *, reset: bool) -> np.ndarray:
    """Return the digit that a network understands for each word, (strings, length).

    A recurrent network reads each string through and answers after each word, in the state that all words before have
    left; with `reset`, and any other network, each word is read by itself. Where words begin is given.
    """
    with torch.inference_mode():
        if reset or not isinstance(model, GRU):
            return np.asarray(model(words).argmax(dim=1).numpy()[strings])
        frames = words.shape[1]
        ends = model.states(in_a_row(words, strings))[:, frames - 1 :: frames]
        answers = model.output(ends.flatten(0, 1)).argmax(dim=1)
        return np.asarray(answers.numpy().reshape(strings.shape))
