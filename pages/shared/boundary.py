"""Two boundaries under a live slider of bits: the piece that lessons and the instrument share.

In a lesson, `boundary_bench("failures_plane")` is all; the key is unique in the lab.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import drawn, measured_or_default
from pages.shared.catalog import entry
from pages.shared.controls import Controls
from pages.shared.frame import bench, figure, receipt, what_to_notice
from pages.shared.lesson import bench_of
from qlab.claims.boundary import NEAR_FLIP
from qlab.experiments.boundary import BoundarySpec
from qlab.figures.boundary import boundary_figure
from qlab.figures.boundary_findings import boundary_alt, boundary_notes
from qlab.figures.near_boundary import near_boundary_figure
from qlab.figures.near_boundary_findings import near_boundary_alt, near_boundary_notes
from qlab.measurement import Measurement
from qlab.tasks.plane import SHAPES

THREE_SETS = tuple(f"mlp-{shape}" for shape in SHAPES)
WHO_FLIPS = """A network with two inputs can be seen whole: it gives each point of a plane to one of two classes, and
where its answer changes runs its **decision boundary**. Take its bits away, and look whose answers change."""


def boundary_bench(key: str, models: Sequence[str] = THREE_SETS) -> None:
    """Show the float network's boundary and its quantized copy's, with knobs for the network and its bits.

    Args:
        key: unique in the lab; the names of the knobs begin with it.
        models: the networks to choose from; all live in the plane.
    """
    bench(partial(_ask, key, models), partial(show_boundary, key))
    instrument = entry("lab/boundary.py")
    st.page_link(instrument.path, label="Draw points of your own", icon=instrument.icon)


def who_flips(key: str) -> None:
    """Show who flips: first in a picture that the learner can move, then judged over several networks."""
    st.markdown(WHO_FLIPS)
    boundary_bench(key)
    bench_of(NEAR_FLIP, draw=near_boundary_figure, alt=near_boundary_alt, notes=near_boundary_notes)


def plane_network(ask: Controls, models: Sequence[str]) -> str:
    """Ask for one of `models`."""
    return ask.one("model", "Network", models, knobs.buttons)


def show_boundary(key: str, measurement: Measurement) -> None:
    """Show what was measured: figure, numbers, what to notice, receipt."""
    result = measurement.result
    figure(
        drawn(boundary_figure, measurement), key=f"{key}_lines", alt=boundary_alt(result), table=result.rows
    )
    what_to_notice(boundary_notes(result))
    receipt(measurement.receipt, key=f"{key}_receipt")


def _ask(key: str, models: Sequence[str]) -> Measurement:
    ask = Controls(key, BoundarySpec())
    model, bits, granularity = plane_network(ask, models), ask.bits(), ask.granularity()
    return measured_or_default(BoundarySpec, model=model, bits=bits, granularity=granularity)
