"""How to tell what broke a network: for each way, the one measurement that shows it."""

from typing import NamedTuple

from qlab.challenges.breaking import LOUDER


class Tell(NamedTuple):
    """What a way to break a network is, which of MEASURES tells it, and why."""

    about: str
    measure: str
    why: str


TELLS = {
    "an outlier channel": Tell(
        "One channel is far louder than all others that share its range.",
        "Typical input",
        f"One channel is {LOUDER:.0f} times as loud. The range reaches out to it, and all other inputs share a step or "
        "two.",
    ),
    "a bad range": Tell(
        "One layer's input was given a range far too narrow.",
        "Beyond the range",
        "One layer clips far more of its inputs than any other; all others clip none.",
    ),
    "percentile kept for percentile dropped": Tell(
        "The share of values to drop was taken for the share to keep.",
        "Beyond the range",
        "Every layer clips: the range kept the small part of the values that was meant to be dropped.",
    ),
    "batch norm not folded": Tell(
        "Batch norm was left out, but not merged into the weights.",
        "Weights",
        "The weights of every convolution differ from those that batch norm was folded into, and only the last "
        "layer's, which has no batch norm, agree.",
    ),
    "too little calibration data": Tell(
        "A single image chose all ranges.",
        "Beyond the range",
        "A few inputs are clipped in several layers: the one image that chose the ranges did not reach as far. "
        "Accuracy may hardly notice.",
    ),
    "an overflowing accumulator": Tell(
        "A layer's sums outgrow the register that holds them.",
        "Room for sums",
        "The largest sum needs more bits than its register has, so it starts over at the other end.",
    ),
    "the wrong axis": Tell(
        "Scales of one axis of the weights were used along the other.",
        "Weights",
        "The weights are wrong in just the layers with as many inputs as outputs: there the scales of one axis fit "
        "along the other, and nothing complains.",
    ),
    "a wrong zero-point": Tell(
        "One layer reads its input with another zero-point than it was written with.",
        "One-sided error",
        "Every input of one layer is off by the same amount, so its error hardly depends on the input.",
    ),
}
"""Each of WAYS -> how to tell it."""
