"""The lab's instruments in the order a newcomer meets them: one entry makes the menu, the card and the link."""

from typing import NamedTuple


class Instrument(NamedTuple):
    """One page of the lab."""

    path: str
    """Its file, seen from the router's folder."""
    title: str
    icon: str
    question: str
    """What a visitor can find out there, as they would ask it."""


INSTRUMENTS = (
    Instrument(
        "lab/weights.py",
        "Weights",
        ":material/grain:",
        "What does rounding do to a trained layer? See every weight snap to its nearest level.",
    ),
    Instrument(
        "lab/grids.py",
        "Grids",
        ":material/straighten:",
        "Where should a format's few levels go? Spread them wide or draw them together, and see what each costs.",
    ),
    Instrument(
        "lab/cliffs.py",
        "Cliffs",
        ":material/trending_down:",
        "How few bits are too few? Find the place where accuracy falls, and what moves it.",
    ),
    Instrument(
        "lab/calibration.py",
        "Calibration",
        ":material/track_changes:",
        "Does the network still know when it is unsure? Compare how sure it is with how often it is right.",
    ),
    Instrument(
        "lab/finetuning.py",
        "Fine-tuning",
        ":material/healing:",
        "Can a little training bring a quantized network back? Watch it recover, or stay down.",
    ),
)


def entry(path: str) -> Instrument:
    """Return the entry of the page in this file, which heads itself with its words.

    >>> entry("lab/cliffs.py").title
    'Cliffs'
    """
    return next(instrument for instrument in INSTRUMENTS if instrument.path == path)
