"""The live grid in a real browser: over the whole range of its sliders it shows qlab's numbers, and only those."""

import math

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator

from qlab.experiments.families import FAMILIES, zero_points
from qlab.experiments.grid import CLIPS, GridSpec, measure_grid
from qlab.experiments.grid_costs import grid_costs
from qlab.formats import FORMATS
from tests.browser.conftest import Visit

SHOWN = ("scale", "zero_point", "clipping", "rounding", "clipped_share", "levels_used", "sqnr_db")
ADDING_ORDER = 1e-9  # relative: the browser adds squares one by one, torch in a tree

# Puts the sliders everywhere, in one go: a frame that is asked for is drawn at once.
SWEEP = """(bench, positions) => {
  const root = bench.getRootNode()
  const [bits, clip, zero] = ["bits", "clip", "zero"].map((id) => root.getElementById(id))
  const move = (slider, value) => {
    slider.value = value
    slider.dispatchEvent(new Event("input"))
  }
  const frame = window.requestAnimationFrame
  window.requestAnimationFrame = (draw) => (draw(0), 0)
  try {
    return positions.map(([row, percent, zeroPoint]) => {
      if (Number(bits.value) !== row) move(bits, row)
      move(clip, percent)
      if (zeroPoint !== null) move(zero, zeroPoint)
      return Object.fromEntries(Array.from(root.querySelectorAll(".readout dd"), (shown) =>
        [shown.dataset.name, [Number(shown.dataset.value), shown.textContent]]))
    })
  } finally {
    window.requestAnimationFrame = frame
  }
}"""


def sweep(bench: Locator, positions: list[list[int | None]]) -> dict[str, np.ndarray]:
    """Put the sliders at each [row, clip, zero_point] and return what the component says, a column for each number."""
    shown = bench.evaluate(SWEEP, positions)
    for row in shown:
        for name, (value, text) in row.items():
            check_text(name, value, text)
    return {name: np.array([row[name][0] for row in shown]) for name in SHOWN}


def check_text(name: str, value: float, text: str) -> None:
    """Check that what can be read is the value, rounded to three digits (dB to one decimal)."""
    read = float(text.split()[0].replace("−", "-").replace(",", ""))
    shown = 100 * value if name == "clipped_share" else value
    assert math.isclose(
        read, shown, rel_tol=0 if name == "sqnr_db" else 0.00501, abs_tol=0.0501 * (name == "sqnr_db")
    )


def assert_equal(shown: dict[str, np.ndarray], measured: dict[str, np.ndarray], rel: float = 0) -> None:
    """Check every column, exactly or to a relative tolerance."""
    for name in SHOWN:
        # SQNR is a logarithm: a relative step of its argument is an absolute one of it, 10 / ln 10 times as large.
        tolerance = {"rel": 0, "abs": 4.35 * rel} if name == "sqnr_db" else {"rel": rel, "abs": 0}
        assert shown[name] == pytest.approx(measured[name].ravel(), **tolerance), name


@pytest.mark.parametrize(
    ("source", "family"),
    [*(("mlp-64/hidden2", family) for family in FAMILIES), ("positive", "integer-affine")],
)
def test_every_bits_and_clip_shows_what_qlab_measured(visit: Visit, source: str, family: str) -> None:
    visitor = visit(f"grids?grids_source={source}&grids_family={family}")
    result = measure_grid(GridSpec(source, family))
    positions = [[row, percent, None] for row in range(len(result.bits)) for percent in range(1, CLIPS + 1)]
    shown = sweep(visitor.page.locator(".bench"), positions)
    assert_equal(shown, vars(result.sweep))
    assert visitor.errors == []


def test_every_zero_point_shows_what_qlab_measures(visit: Visit) -> None:
    result = measure_grid(GridSpec("laplace", "integer-affine"))
    bench = visit("grids?grids_source=laplace&grids_family=integer-affine").page.locator(".bench")
    clips = [1, 55, 100]
    share = torch.tensor(clips, dtype=torch.float64)[:, None] / CLIPS
    values = torch.from_numpy(result.values.copy())
    for row, name in enumerate(result.spec.formats):
        least, most = zero_points(FORMATS[name])
        codes = range(least, most + 1)
        shown = sweep(bench, [[row, percent, code] for code in codes for percent in clips])
        costs = [
            grid_costs(values, values[0] * share, values[-1] * share, FORMATS[name], code) for code in codes
        ]
        measured = {column: np.stack([getattr(cost, column) for cost in costs]) for column in SHOWN}
        assert_equal(shown, measured, rel=ADDING_ORDER)
