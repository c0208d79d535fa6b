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
        "learn/noise_through.py",
        "Noise through a network",
        ":material/stacked_line_chart:",
        "Does each layer add to the noise, and does width take it away again?",
    ),
    Entry(
        "learn/the_cliff.py",
        "The cliff",
        ":material/landslide:",
        "How few bits are too few? See the edge move with nothing but a change of units, and find what stays.",
    ),
    Entry(
        "learn/small_and_large.py",
        "Small and large",
        ":material/zoom_out_map:",
        "Do larger networks bear fewer bits? Find when size helps, and what reverses it.",
    ),
    Entry(
        "learn/tasks.py",
        "Tasks",
        ":material/category:",
        "Do medicine and regression need more bits than pictures? See what decides.",
    ),
    Entry(
        "learn/failures.py",
        "How it fails",
        ":material/report:",
        "Collapse, false confidence, sums that turn negative: what does accuracy hide, and who pays?",
    ),
    Entry(
        "learn/regularizer.py",
        "A regularizer?",
        ":material/fitness_center:",
        "Does training with few bits keep a network from learning its samples by heart?",
    ),
    Entry(
        "learn/stability.py",
        "Stability",
        ":material/balance:",
        "Do quantized weights stay put under small steps, and do they still learn?",
    ),
    Entry(
        "learn/recovery.py",
        "What comes back",
        ":material/restart_alt:",
        "How much of what quantization took can a little training bring back?",
    ),
    Entry(
        "learn/which_bits.py",
        "Which bits, when?",
        ":material/rule:",
        "Six questions that people ask about quantization, answered by what was measured.",
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
        "lab/boundary.py",
        "Boundary",
        ":material/polyline:",
        "Where does a network draw the line, and where with few bits? Draw points of your own, and watch who flips.",
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
    Entry(
        "lab/challenges.py",
        "Challenges",
        ":material/trophy:",
        "Can you do as well as the best there is? Clip, place levels, spend bits, find what broke a network.",
    ),
)


def entry(path: str) -> Entry:
    """Return the entry of the page in this file, which heads itself with its words.

    >>> entry("lab/cliffs.py").title
    'Cliffs'
    """
    return next(page for page in (*LESSONS, *INSTRUMENTS) if page.path == path)
