"""Small and large: whether a larger network loses less when its weights get fewer bits."""

import streamlit as st

from pages.shared.boundary import boundary_bench
from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check
from pages.shared.predicting.charts import sizes_chart
from pages.shared.predicting.drawing import predict_curve
from pages.shared.quiz import quiz
from qlab.claims.small_and_large import LARGER_LANGUAGE, LARGER_LOSES_LESS, LONGER_LOSES_LESS
from qlab.figures.language import language_figure
from qlab.figures.language_findings import language_alt, language_notes
from qlab.figures.sizes import sizes_figure
from qlab.figures.sizes_findings import sizes_alt, sizes_notes
from qlab.figures.training_length import training_length_figure
from qlab.figures.training_length_findings import training_length_alt, training_length_notes

STORY = """A large network can do the same thing in many ways. If many weights carry one answer, an error in one of them
should drown among the others: that is the reason given why large networks bear fewer bits than small ones.

To find out, everything but the size has to be equal. These networks saw the same digits, for as long, in the same
steps; only their two hidden layers differ, from 4 units to over a thousand. Each was trained several times, from other
first weights, since one network alone may be lucky.

But a large layer also holds more weights, and the more there are, the further the largest may stick out."""

TRAINING = """Equal training was half of the claim. So the size stays now, and the length of the training changes. At
first a network becomes surer of its answers, and can bear more noise. What comes later?"""

PLANE = """What size does, one can see in the plane. These networks tell two circles of points apart, in float all
equally well. The smallest draws its line from a few straight pieces, and each hangs on a few weights."""

LANGUAGE = """Do language models keep to it? These two foretell the next character of the same text. Each is measured by
the **bits per character** that it needs to be told what really came: less is better, and guessing is dashed."""

page = entry("learn/small_and_large.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Accuracy", "MLP", "Scale", "Crest factor", "Bits per character", "Perplexity")

if predict_curve(
    "small_and_large_prediction",
    "One scale has to serve a whole layer, up to its largest weight. **Draw how much of its accuracy** above chance "
    "each of these networks keeps at 3 bits, from the smallest to the largest.",
    sizes_chart(3),
):
    bench_of(LARGER_LOSES_LESS, draw=sizes_figure, alt=sizes_alt, notes=sizes_notes)
    check(
        "small_and_large_check",
        "You have a large network and only min-max ranges, one scale a layer. Does its size protect it?",
        {
            "Yes: errors in many weights average out.": "They would, if each error stayed small. But the scale follows "
            "the largest weight, and a large layer has a larger one.",
            "Not by itself: what its largest weight does to the scale may cost more than size gains.": "Clip the few "
            "large weights or give each channel its own scale, and size pays off again.",
            "No: large networks always lose more.": "Compare the first two cases: the same networks, clipped and not.",
        },
        right="Not by itself: what its largest weight does to the scale may cost more than size gains.",
    )

    st.markdown(PLANE)
    boundary_bench("small_and_large_plane", ("mlp-circles-8", "mlp-circles", "mlp-circles-128"))

    st.markdown(LANGUAGE)
    bench_of(LARGER_LANGUAGE, draw=language_figure, alt=language_alt, notes=language_notes)

    st.markdown(TRAINING)
    bench_of(
        LONGER_LOSES_LESS, draw=training_length_figure, alt=training_length_alt, notes=training_length_notes
    )
quiz("small_and_large")
