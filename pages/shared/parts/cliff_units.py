"""The cliff moves with nothing but a change of units."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.the_cliff import INT8_COSTS_LITTLE
from qlab.figures.units import units_figure
from qlab.figures.units_findings import units_alt, units_notes

UNITS = Part(
    key="the_cliff",
    story="""Many will tell you where the edge is: "8 bits are safe, 4 are not." To test such a rule we need two
networks that differ in nothing but the quantizer's view of them. Here is a way to make them. Inside a network of ReLUs,
a signal can be measured in any unit, as a length can be in meters or in miles: multiply it by a number in one layer,
divide by the same number in the next. Not one float answer changes. The weights do, though, and the quantizer sees
nothing else.""",
    words=("Scale", "Channel", "ReLU", "Units of a channel", "Equalization"),
    question="A network keeps nearly all of its accuracy with 8-bit weights. Now its hidden channels get other units; "
    "its float answers stay the same. What is left at 8 bits?",
    options=("All of it", "About half", "No better than guessing"),
    benches=(partial(bench_of, INT8_COSTS_LITTLE, draw=units_figure, alt=units_alt, notes=units_notes),),
    check=Check(
        question="Why do other units break a network with 8-bit weights?",
        answers={
            "Its float function is another one.": "It is the same, to rounding: the next layer undoes each factor.",
            "The largest channel stretches the scale.": "One scale has to serve all channels. What is small in its "
            "new unit is rounded away.",
            "It has more weights than before.": "It has as many; each is only larger or smaller.",
        },
        right="The largest channel stretches the scale.",
    ),
)
