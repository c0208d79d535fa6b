"""The live grid's pictures in a real browser: bars, levels and marks lie where qlab's numbers put them."""

import re

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator, expect

from qlab.experiments.families import FAMILIES
from qlab.experiments.grid import METHODS, GridSpec, measure_grid
from qlab.formats import FORMATS
from qlab.projection import project
from qlab.qparams import QParams
from tests.browser.conftest import Visit

TENTH = 0.11  # paths are drawn to a tenth of a pixel


def boxes(path: Locator) -> np.ndarray:
    """Return left, right and height of every box of an SVG path, in pixels."""
    found = re.findall(r"M(\S+) (\S+)V(\S+)H(\S+)V\S+?Z", path.get_attribute("d") or "")
    left, bottom, top, right = np.array(found, dtype=float).T
    return np.stack([left, right, bottom - top])


def proportional(drawn: np.ndarray, measured: np.ndarray) -> np.ndarray:
    """Return by how many pixels `drawn` departs from the best multiple of `measured`."""
    return np.abs(drawn - measured * (drawn @ measured) / (measured @ measured))


@pytest.mark.parametrize(
    ("name", "percent"), [("int4", 40), ("int8", 100), ("uint3", 60), ("e2m1", 30), ("nf4", 80)]
)
def test_the_picture_draws_the_levels_and_how_many_values_stand_on_each(
    visit: Visit, name: str, percent: int
) -> None:
    family = next(family for family, names in FAMILIES.items() if name in names)
    bits = FORMATS[name].bits
    page = visit(
        f"grids?grids_source=laplace&grids_family={family}&grids_bits={bits}&grids_clip={percent}"
    ).page
    result = measure_grid(GridSpec("laplace", family))
    here = result.at(bits, percent)
    scale, zero_point = torch.tensor([[[here["scale"]]], [[here["zero_point"]]]], dtype=torch.float64)
    snapped = project(torch.from_numpy(result.values.copy())[None], QParams(scale, zero_point), FORMATS[name])
    levels = here["scale"] * (FORMATS[name].levels - here["zero_point"])
    counts = np.isclose(snapped.numpy()[0][:, None], levels, rtol=1e-12, atol=1e-300).sum(0)
    assert counts.sum() == len(result.values)

    drawn = np.array(
        re.findall(r"M(\S+) ", page.locator("path.levels").get_attribute("d") or ""), dtype=float
    )
    slope, start = np.polyfit(levels, drawn, 1)
    assert np.abs(slope * levels + start - drawn).max() < TENTH

    borders = (levels[1:] + levels[:-1]) / 2
    width = np.diff([2 * levels[0] - borders[0], *borders, 2 * levels[-1] - borders[-1]])
    left, right, height = boxes(page.locator("path.after"))
    if page.locator("path.piled").get_attribute("d"):
        piled_left, _, piled_height = boxes(page.locator("path.piled"))
        for at, more in zip(piled_left, piled_height, strict=True):
            height[np.abs(left - at).argmin()] += more
    middle = (left + right) / 2
    standing = np.abs(slope * levels + start - middle[:, None]).argmin(1)
    assert set(standing) == set(np.flatnonzero(counts))
    assert (
        proportional(height, (counts / width)[standing]).max() < 2 * TENTH + 0.03
    )  # a bar of two boxes; the fit's own share


def test_the_marks_stand_where_the_range_methods_clip(visit: Visit) -> None:
    page = visit("grids?grids_source=laplace").page
    methods = measure_grid(GridSpec("laplace")).methods(4)
    marks = page.locator("svg.errors path.mark").all()
    places = [re.findall(r"[\d.]+", mark.get_attribute("transform") or "") for mark in marks]
    across, down = np.array(places, dtype=float).T
    clip = np.array([methods[name]["clip"] for name in METHODS])
    error = np.array([methods[name]["clipping"] + methods[name]["rounding"] for name in METHODS])
    for drawn, measured in ((across, clip), (down, error)):
        assert np.abs(np.polyval(np.polyfit(measured, drawn, 1), measured) - drawn).max() < TENTH
    assert len({mark.get_attribute("d") for mark in marks}) == len(METHODS)
    for name, method in methods.items():
        shown = page.locator(f"button[data-method={name}]")
        expect(shown.locator("b")).to_have_text(f"{100 * method['clip']:.0f} %")
