"""Lessons and instruments in the order a newcomer meets them: one entry makes the menu, the card and the link."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One page."""

    path: str
    """Its file, seen from the router's folder."""
    title: str
    icon: str
    question: str
    """What a visitor can find out there, as they would ask it."""


LESSONS = (
    Entry(
        "learn/noise.py",
        "What quantization does",
        ":material/graphic_eq:",
        "Is rounding like adding noise? Find out when it is, and when it is not.",
    ),
    Entry(
        "learn/ledger.py",
        "The ledger",
        ":material/menu_book:",
        "Which claims of the course hold here, which do not, and what did others find?",
    ),
)

INSTRUMENTS = (
    Entry(
        "lab/weights.py",
        "Weights",
        ":material/grain:",
        "What does rounding do to a trained layer? See every weight snap to its nearest level.",
    ),
    Entry(
        "lab/grids.py",
        "Grids",
        ":material/straighten:",
        "Where should a format's few levels go? Spread them wide or draw them together, and see what each costs.",
    ),
    Entry(
        "lab/cliffs.py",
        "Cliffs",
        ":material/trending_down:",
        "How few bits are too few? Find the place where accuracy falls, and what moves it.",
    ),
    Entry(
        "lab/calibration.py",
        "Calibration",
        ":material/track_changes:",
        "Does the network still know when it is unsure? Compare how sure it is with how often it is right.",
    ),
    Entry(
        "lab/finetuning.py",
        "Fine-tuning",
        ":material/healing:",
        "Can a little training bring a quantized network back? Watch it recover, or stay down.",
    ),
)


def entry(path: str) -> Entry:
    """Return the entry of the page in this file, which heads itself with its words.

    >>> entry("lab/cliffs.py").title
    'Cliffs'
    """
    return next(page for page in (*LESSONS, *INSTRUMENTS) if page.path == path)
