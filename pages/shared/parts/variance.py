"""Answers that vary when something random is drawn anew."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.failures import ANSWERS_VARY
from qlab.figures.variance import variance_figure
from qlab.figures.variance_findings import variance_alt, variance_notes

VARIANCE = Part(
    key="variance",
    story="""Throw the dice again, and you may get another network. Three things are left to chance here: which way each
weight is rounded, which samples set the ranges of the activations, and the noise on the inputs. Each is drawn 20 times,
and we ask how far the answers scatter. Accuracy can hide that: it may stay while other samples are wrong each time.""",
    words=("Activation", "Stochastic rounding", "Output variance"),
    question="Weights are rounded up or down by chance. One bit less: how does the variance of the answers change?",
    options=("It doubles.", "It grows about 4 times.", "It stays."),
    benches=(partial(bench_of, ANSWERS_VARY, draw=variance_figure, alt=variance_alt, notes=variance_notes),),
    check=Check(
        question="With 2 bits, noisy inputs make answers vary less than with 3. Is the network more reliable?",
        answers={
            "Yes: it no longer minds the noise.": "Look at its accuracy in the table. It minds nothing any more.",
            "No: it has collapsed.": "It answers nearly everything alike; a stopped clock does not vary either.",
        },
        right="No: it has collapsed.",
    ),
)
