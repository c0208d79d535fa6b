"""Boundary: the line that a network draws between two classes in the plane, and what few bits make of it."""

from typing import Any

import streamlit as st

from pages.shared.boundary import plane_network, show_boundary
from pages.shared.cached import drawn, measured_or_default, spec_or_default
from pages.shared.catalog import entry
from pages.shared.controls import Controls
from pages.shared.draw_points import draw_points, spec_or_none
from pages.shared.frame import bench, figure, header, receipt, show_code, what_to_notice
from pages.shared.glossary import explain_words
from pages.shared.presets import presets
from pages.shared.running import watched
from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.drawn import DrawnSpec, measure_drawn
from qlab.experiments.plane import PLANE_MODELS
from qlab.figures.boundary_findings import decisions_alt, decisions_notes
from qlab.figures.drawn import drawn_figure

BY_HAND = "drawn"
PRESETS: dict[str, dict[str, object]] = {
    "The line moves": {},
    "No line is left": {"bits": 2},
    "1 bit beats 2 bits": {"bits": 1},
    "Draw your own": {"model": BY_HAND},
}
SNIPPET = """import torch
from qlab.experiments.{kind} import {spec_kind}, measure_{kind}

torch.set_num_threads(1)  # with more, sums round differently
result = measure_{kind}({spec!r})
print(result.numbers)"""


def ask_for_spec() -> tuple[BoundarySpec | DrawnSpec | None, int]:
    """Return what to measure, nothing while no points are drawn, and the bits to look at."""
    ask = Controls("boundary", BoundarySpec())
    model = plane_network(ask, (*PLANE_MODELS, BY_HAND))
    points = draw_points("boundary") if model == BY_HAND else {}
    bits = ask.bits()
    how: dict[str, Any] = {"quantize": ask.quantize(), "granularity": ask.granularity()}
    with st.popover("Advanced", icon=":material/tune:"):
        how |= {"range_method": ask.range_method()} | ({} if points else {"seed": ask.seed(model)})
    if not points:
        return spec_or_default(BoundarySpec, model=model, bits=bits, **how), bits
    return spec_or_none(points, how), bits


def show(asked: tuple[BoundarySpec | DrawnSpec | None, int]) -> None:
    spec, bits = asked
    if spec is None:
        st.markdown("Draw points of both classes into the square, then press **Train**.")
    elif isinstance(spec, BoundarySpec):
        show_boundary("boundary", measured_or_default(BoundarySpec, **vars(spec)))
        show_code(measure_boundary, SNIPPET.format(kind="boundary", spec_kind="BoundarySpec", spec=spec))
    elif measurement := watched(spec):
        seen = measurement.result.at(bits)
        picture = drawn(drawn_figure, measurement, str(bits))
        figure(picture, key="boundary_drawn", alt=decisions_alt(seen), table=measurement.result.rows)
        what_to_notice(decisions_notes(seen, "points that you drew and it learned"))
        receipt(measurement.receipt, draw=drawn_figure, how=(str(bits),))
        show_code(measure_drawn, SNIPPET.format(kind="drawn", spec_kind="DrawnSpec", spec=spec))


page = entry("lab/boundary.py")
header(page.title, page.question)
explain_words("Decision boundary", "Flips", "Margin")
presets("boundary", BoundarySpec(), PRESETS)
bench(ask_for_spec, show)
