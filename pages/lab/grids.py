"""Grids: drag a grid of levels over real values and see what clipping and rounding cost."""

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import measured_or_default
from pages.shared.controls import Controls
from pages.shared.frame import header, receipt, show_code, what_to_notice
from pages.shared.glossary import explain_words
from pages.shared.live_grid import live_grid
from pages.shared.live_grid.address import preset
from pages.shared.live_grid.compare import compare, noticed
from qlab.experiments.families import FAMILIES
from qlab.experiments.grid import GridSpec
from qlab.experiments.grid_costs import grid_costs
from qlab.experiments.sources import DRAWS
from qlab.measurement import Measurement

LAYERS = ("mlp-64/hidden2", "mlp-1024/hidden2", "cnn/conv2")

SNIPPET = """from qlab.experiments.grid import GridSpec, measure_grid

result = measure_grid({spec!r})
result.at(bits={bits}, clip={clip}, zero_point={zero_point})"""


def ask_for_measurement() -> Measurement:
    ask = Controls("grids", GridSpec())
    left, right = st.columns(2)
    with left:
        source = ask.one("source", "Values", [*LAYERS, *DRAWS], knobs.menu)
    with right:
        family = ask.one("family", "Grid", list(FAMILIES), knobs.menu)
    return measured_or_default(GridSpec, source=source, family=family)


@st.fragment
def instrument() -> None:
    measurement = ask_for_measurement()
    result = measurement.result
    here = live_grid(result, "grids")
    what_to_notice(noticed(result, here["bits"]))
    with st.container(horizontal=True):
        preset("Where clipping pays", "grids", source="mlp-1024/hidden2", family="integer-narrow", bits=4)
        preset("Where it costs", "grids", source="outlier", family="float", bits=8)
    st.subheader("Your clip and the four rules", anchor=False)
    compare(result, here, "grids")
    receipt(measurement.receipt)
    position = {"bits": here["bits"], "clip": round(100 * here["clip"]), "zero_point": here["zero_point"]}
    show_code(grid_costs, SNIPPET.format(spec=measurement.spec, **position))


header(
    "Grids",
    "A format has only a few levels. Spread wide they reach every value but round coarsely; drawn together they round "
    "finely but clip. Where is the best place?",
)
explain_words("Values", "Format", "Grid", "Clip", "Scale and zero-point", "SQNR", "Range method")
instrument()
