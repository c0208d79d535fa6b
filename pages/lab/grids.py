"""Grids: scratch."""
import streamlit as st
from pages.shared import knobs
from pages.shared.cached import measured_or_default
from pages.shared.controls import Controls
from pages.shared.frame import header, receipt
from pages.shared.live_grid import live_grid
from qlab.experiments.grid import FAMILIES, GridSpec
from qlab.experiments.sources import DRAWS

LAYERS = ("mlp-64/hidden2", "mlp-1024/hidden2", "cnn/conv2")
header("Grids", "A format has only a few levels. Spread wide, they reach every value but round coarsely; drawn together, they round finely but clip. Where is the best place?")
ask = Controls("grids", GridSpec())
left, right = st.columns(2)
with left:
    source = ask.one("source", "Values", [*LAYERS, *DRAWS], knobs.menu)
with right:
    family = ask.one("family", "Grid", list(FAMILIES), knobs.menu)
measurement = measured_or_default(GridSpec, source=source, family=family)
here = live_grid(measurement.result, "grids")
st.write(here)
receipt(measurement.receipt)
