"""Grids: drag a grid of levels over real values and see what clipping and rounding cost."""

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import measured_or_default
from pages.shared.controls import Controls
from pages.shared.frame import explain, header, receipt, show_code
from pages.shared.live_grid import live_grid
from pages.shared.live_grid.address import preset
from pages.shared.live_grid.compare import compare, noticed
from qlab.experiments.families import FAMILIES
from qlab.experiments.grid import GridSpec
from qlab.experiments.grid_costs import grid_costs
from qlab.experiments.sources import DRAWS

LAYERS = ("mlp-64/hidden2", "mlp-1024/hidden2", "cnn/conv2")
WORDS = {
    "Values": "`mlp-64/hidden2` are the weights of one layer of a trained network: all of them, or 4,096 drawn at "
    "random. The other names are 4,096 random draws: `gaussian`, `laplace` (more large values), `outlier` (one value "
    "in 256 ten times as large), `positive` (no value below 0).",
    "Grid": "Integers lie evenly: `narrow` has as many levels below 0 as above, `full` one more below, `affine` may "
    "move. Floating point and `nf4` put more levels near 0.",
    "Clip": "The levels are spread over this part of the values' range. What lies beyond moves to the outermost level.",
    "Scale and zero-point": "An integer code stands for the level scale × (code - zero-point). A larger scale spreads "
    "the levels; another zero-point moves them all.",
    "SQNR": "Signal-to-quantization-noise ratio: how much stronger the values are than their error, in decibels. "
    "Higher is better. 6 dB more means half the error.",
    "Range method": "A rule for the clip. Min-max spans all values. Percentile keeps 99.9 % of them. MSE takes the "
    "smallest mean squared error. Entropy keeps the histogram's shape, by KL divergence.",
}


header(
    "Grids",
    "A format has only a few levels. Spread wide they reach every value but round coarsely; drawn together they round "
    "finely but clip. Where is the best place?",
)
ask = Controls("grids", GridSpec())
left, right = st.columns(2)
with left:
    source = ask.one("source", "Values", [*LAYERS, *DRAWS], knobs.menu)
with right:
    family = ask.one("family", "Grid", list(FAMILIES), knobs.menu)
measurement = measured_or_default(GridSpec, source=source, family=family)
here = live_grid(measurement.result, "grids")

st.subheader("What to notice", anchor=False)
st.markdown(noticed(measurement.result, here["bits"]))
with st.container(horizontal=True):
    preset("Where clipping pays", "grids", source="mlp-1024/hidden2", family="integer-narrow", bits=4)
    preset("Where it costs", "grids", source="outlier", family="float", bits=8)

st.subheader("Your clip and the four rules", anchor=False)
compare(measurement.result, here, "grids")
receipt(measurement.receipt)
show_code(
    grid_costs,
    "from qlab.experiments.grid import GridSpec, measure_grid\n\n"
    f"result = measure_grid(GridSpec({source!r}, {family!r}))\n"
    f"result.at(bits={here['bits']}, clip={round(100 * here['clip'])}, zero_point={here['zero_point']})",
)
with st.container(horizontal=True):
    for word, text in WORDS.items():
        explain(word, text)
