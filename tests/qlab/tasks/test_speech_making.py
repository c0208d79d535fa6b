"""Making speech: a word in noise of the power that was asked for; where espeak-ng is, the same bytes as what ships."""

import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest

from qlab.tasks import speech_making
from qlab.tasks.speech import read_features
from qlab.tasks.speech_features import RATE, SAMPLES
from qlab.tasks.speech_making import LEAD, espeak, heard, make_speech
from qlab.tasks.speech_voices import utterances

WORD = np.sin(np.arange(2000))


@pytest.mark.parametrize("decibels", [20.0, 5.0])
def test_noise_is_as_far_below_the_word_as_was_asked(decibels: float) -> None:
    scene = heard(WORD, decibels, seed=1)
    noise = scene[LEAD + len(WORD) :]
    assert scene.shape == (SAMPLES,)
    # A variance from n samples is known to sqrt(2 / n) of itself; four of those.
    assert np.mean(noise**2) == pytest.approx(10 ** (-decibels / 10), rel=4 * (2 / len(noise)) ** 0.5)
    word = (scene - heard(np.full(1, 1e-9), decibels, seed=1))[LEAD + 1 : LEAD + len(WORD)]
    assert np.mean(word**2) == pytest.approx(1, rel=0.01)


def test_a_word_that_is_too_long_is_cut() -> None:
    assert heard(np.ones(RATE), 20.0, seed=0).shape == (SAMPLES,)


def test_what_is_spoken_is_drawn_once_and_for_all() -> None:
    assert utterances() == utterances()
    assert len({replace(one, seed=0) for one in utterances()}) > 3600


def test_without_espeak_it_says_how_to_get_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ValueError, match="apt-get install espeak-ng"):
        make_speech(tmp_path)
    assert not list(tmp_path.iterdir())


def test_espeak_of_the_same_release_says_what_ships_again() -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    said = subprocess.run([espeak(), "--version"], capture_output=True, check=True, text=True).stdout
    if "1.51" not in said:
        pytest.skip("another release of espeak-ng")
    kept, spoken = read_features()["features"], utterances()
    for place in (0, 1000, len(spoken) - 1):
        again = speech_making._features(espeak(), spoken[place])
        # Another processor may round a hundredth of a step across the middle between two bytes.
        assert np.abs(again.astype(int) - kept[place]).max() <= 1
