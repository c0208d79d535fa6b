"""Who flips: the decision boundary, before and after."""

from functools import partial

from pages.shared.boundary import who_flips
from pages.shared.part import Check, Part

FLIPS = Part(
    key="cliff_flips",
    story="""Accuracy falls when answers change. But they do not all change at once. Whose go first?""",
    words=("Level", "Flips"),
    question="A network sorts the points of a plane into two classes, and its bits are taken away. Which points change "
    "their class first?",
    options=("Those near its boundary", "Those far from it", "Any, by chance"),
    benches=(partial(who_flips, "the_cliff_plane"),),
    check=Check(
        question="A quantized network answers all your test samples as in float. Is it the same function?",
        answers={
            "Yes.": "Its boundary has moved all the same, through places where you have no samples.",
            "No, but no sample lies where they differ.": "What a test sees is only where its samples are. Those near "
            "the boundary would tell.",
        },
        right="No, but no sample lies where they differ.",
    ),
)
