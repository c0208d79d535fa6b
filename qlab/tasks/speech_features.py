"""What a network hears: the loudness of a word in 20 bands of pitch, 50 times a second (log-mel features)."""

import numpy as np
from numpy.typing import NDArray

RATE = 8000  # samples per second, as on the telephone
WINDOW, HOP = 256, 160  # samples: 32 ms are looked at, every 20 ms
FRAMES, BANDS = 32, 20
SAMPLES = (FRAMES - 1) * HOP + WINDOW
LOWEST, HIGHEST = -30.0, 30.0  # dB, against a band's mean
Floats = NDArray[np.float64]


def mel(hertz: Floats) -> Floats:
    """Return the pitch in mel: equal steps sound alike (O'Shaughnessy 1987, Speech communication, page 150).

    >>> float(mel(np.array(1000.0)).round())
    1000.0
    """
    return np.asarray(2595 * np.log10(1 + hertz / 700))


def mel_bands() -> Floats:
    """Return weights (BANDS, WINDOW // 2 + 1): each band is a triangle in mel that reaches to its neighbors' tips.

    Its weights sum to 1. Davis & Mermelstein 1980, https://doi.org/10.1109/TASSP.1980.1163420, figure 1.

    >>> mel_bands().shape
    (20, 129)
    """
    pitch = mel(np.asarray(np.fft.rfftfreq(WINDOW, 1 / RATE), np.float64))
    step = pitch[-1] / (BANDS + 1)
    centers = step * np.arange(1, BANDS + 1)
    weights = np.maximum(0, 1 - np.abs(pitch - centers[:, None]) / step)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def log_mel(wave: Floats) -> Floats:
    """Return the loudness (FRAMES, BANDS) of a wave of SAMPLES samples, in dB; white noise of mean square 1 has 0 dB.

    Raises:
        ValueError: for another number of samples.

    >>> bool(log_mel(np.zeros(SAMPLES)).max() < -100)
    True
    """
    if wave.shape != (SAMPLES,):
        raise ValueError(f"wave must have {SAMPLES} samples; got shape {wave.shape}.")
    window = np.hanning(WINDOW + 1)[:-1]
    frames = np.lib.stride_tricks.sliding_window_view(wave, WINDOW)[::HOP] * window
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2 / np.sum(window**2)
    return np.asarray(10 * np.log10(power @ mel_bands().T + 1e-12))


def without_channel(decibels: Floats) -> Floats:
    """Return loudness (FRAMES, BANDS) less each band's mean: what a microphone or a room does to a band is gone.

    Cepstral mean subtraction, in bands: Atal 1974, https://doi.org/10.1121/1.1914702, section II.

    >>> bool(np.allclose(without_channel(np.arange(640.0).reshape(FRAMES, BANDS)).mean(axis=0), 0))
    True
    """
    return np.asarray(decibels - decibels.mean(axis=0))


def as_bytes(decibels: Floats) -> NDArray[np.uint8]:
    """Return loudness as whole numbers from 0 (LOWEST dB or less) to 255 (HIGHEST or more): steps of a quarter dB.

    >>> as_bytes(np.array([-90.0, 0.0, 30.0])).tolist()
    [0, 128, 255]
    """
    share = (decibels - LOWEST) / (HIGHEST - LOWEST)
    return np.asarray(np.rint(255 * share.clip(0, 1)), np.uint8)
