"""What is heard: pitch and loudness of sounds whose pitch and loudness are known."""

import numpy as np
import pytest
from scipy.signal import spectrogram

from qlab.tasks.speech_features import (
    BANDS,
    FRAMES,
    HOP,
    RATE,
    SAMPLES,
    WINDOW,
    as_bytes,
    log_mel,
    mel,
    mel_bands,
    without_channel,
)

TIME = np.arange(SAMPLES) / RATE


def test_bands_are_triangles_evenly_spaced_in_mel() -> None:
    bands, hertz = mel_bands(), np.fft.rfftfreq(WINDOW, 1 / RATE)
    np.testing.assert_allclose(bands.sum(axis=1), 1)
    centers = (bands * mel(hertz)).sum(axis=1)  # off by less than one bin of the lowest band, some 50 mel
    np.testing.assert_allclose(np.diff(centers), mel(np.array(RATE / 2)) / (BANDS + 1), atol=25)


@pytest.mark.parametrize("hertz", [300.0, 1000.0, 2500.0])
def test_a_tone_is_loudest_in_the_band_of_its_pitch(hertz: float) -> None:
    heard = log_mel(np.sin(2 * np.pi * hertz * TIME)).mean(axis=0)
    expected = mel(np.array(hertz)) / (mel(np.array(RATE / 2)) / (BANDS + 1)) - 1
    assert abs(int(heard.argmax()) - expected) <= 0.75


def test_ten_times_the_amplitude_is_20_decibels_and_white_noise_of_power_1_has_0() -> None:
    noise = np.random.default_rng(0).normal(0, 1, SAMPLES)
    np.testing.assert_allclose(log_mel(10 * noise) - log_mel(noise), 20, atol=1e-6)
    # The mean over frames and bands of a power that is exponentially distributed around 1, from some 600 of them.
    assert np.mean(10 ** (log_mel(noise) / 10)) == pytest.approx(1, abs=0.2)


def test_it_is_scipys_spectrogram_in_bands() -> None:
    noise = np.random.default_rng(1).normal(0, 1, SAMPLES)
    _, _, density = spectrogram(
        noise, 1.0, "hann", WINDOW, WINDOW - HOP, detrend=False, scaling="density", mode="psd"
    )
    density[1:-1] /= 2  # one-sided
    np.testing.assert_allclose(log_mel(noise), 10 * np.log10(mel_bands() @ density).T, atol=1e-6)


def test_what_a_microphone_does_to_a_band_is_gone() -> None:
    heard, microphone = np.random.default_rng(2).normal(0, 9, (2, FRAMES, BANDS))
    np.testing.assert_allclose(without_channel(heard + microphone[0]), without_channel(heard), atol=1e-9)


def test_bytes_are_a_quarter_of_a_decibel_wide() -> None:
    decibels = np.linspace(-30, 30, 1000)
    back = as_bytes(decibels) / 255 * 60 - 30
    assert np.abs(back - decibels).max() <= 60 / 255 / 2 + 1e-9


def test_a_wave_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=f"wave must have {SAMPLES} samples"):
        log_mel(np.zeros(3))
