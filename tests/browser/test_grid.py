"""The live grid in a real browser: over the whole range of its sliders it shows qlab's numbers, and only those."""

import math
import re

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator, Page, expect

from qlab.experiments.families import FAMILIES, zero_points
from qlab.experiments.grid import CLIPS, METHODS, GridSpec, measure_grid
from qlab.experiments.grid_costs import grid_costs
from qlab.formats import FORMATS
from qlab.projection import project
from qlab.qparams import QParams
from tests.browser.app import settle
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


@pytest.mark.parametrize("source", ["mlp-64/hidden2", "positive"])
@pytest.mark.parametrize("family", FAMILIES)
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
    clips = [1, 20, 55, 80, 100]
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
    assert np.abs(slope * levels + start - drawn).max() < 0.11  # drawn to a tenth of a pixel

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
    assert proportional(height, (counts / width)[standing]).max() < 0.25  # two roundings to a tenth, twice


def test_the_marks_stand_where_the_range_methods_clip(visit: Visit) -> None:
    page = visit("grids?grids_source=laplace").page
    methods = measure_grid(GridSpec("laplace")).methods(4)
    marks = page.locator("svg.errors path.mark").all()
    places = [re.findall(r"[\d.]+", mark.get_attribute("transform") or "") for mark in marks]
    across, down = np.array(places, dtype=float).T
    clip = np.array([methods[name]["clip"] for name in METHODS])
    error = np.array([methods[name]["clipping"] + methods[name]["rounding"] for name in METHODS])
    for drawn, measured in ((across, clip), (down, error)):
        assert np.abs(np.polyval(np.polyfit(measured, drawn, 1), measured) - drawn).max() < 0.11
    assert len({mark.get_attribute("d") for mark in marks}) == len(METHODS)
    for name, method in methods.items():
        shown = page.locator(f"button[data-method={name}]")
        expect(shown.locator("b")).to_have_text(f"{100 * method['clip']:.0f} %")


def row_of(page: Page, chosen_by: str) -> Locator:
    """Return the row of the table below the component."""
    return page.get_by_role("row").filter(has=page.get_by_role("cell", name=chosen_by, exact=True))


def test_keys_move_the_sliders_and_the_release_reaches_the_address_and_the_table(visit: Visit) -> None:
    visitor = visit("grids")
    page, result = visitor.page, measure_grid(GridSpec())
    page.get_by_role("slider", name="Bits").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowLeft")
    clip = int(page.get_by_role("slider", name="Clip").input_value())
    assert clip < CLIPS
    page.wait_for_url(f"**/grids?grids_bits=5&grids_clip={clip}")
    settle(page)
    here = result.at(5, clip)
    expect(row_of(page, "you")).to_contain_text(f"{here['sqnr_db']:.2f} dB")
    expect(row_of(page, "MSE")).to_contain_text(f"{result.methods(5)['mse']['sqnr_db']:.2f} dB")
    expect(page.locator(".spoken")).to_contain_text(
        f"5 bits over {clip} % of the range: {here['sqnr_db']:.1f} dB"
    )
    assert page.get_by_role("slider", name="Bits").get_attribute("aria-valuetext") == "5 bits, int5"
    assert visitor.errors == []


def test_a_mouse_drags_the_clip_on_the_slider_and_on_the_curve(visit: Visit) -> None:
    visitor = visit("grids")
    page = visitor.page
    for target, share in ((page.get_by_role("slider", name="Clip"), 0.5), (page.locator("svg.errors"), 0.4)):
        box = target.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] - 14, y)
        page.mouse.down()
        page.mouse.move(box["x"] + share * box["width"], y, steps=10)
        clip = page.get_by_role("slider", name="Clip").input_value()
        assert 20 < int(clip) < 60
        assert f"grids_clip={clip}" not in page.url  # nothing is sent before the release
        page.mouse.up()
        page.wait_for_url(f"**/grids?grids_clip={clip}")
    assert visitor.errors == []


def test_a_link_opens_where_it_was_left_and_min_max_leaves_no_trace(visit: Visit) -> None:
    page = visit("grids?grids_family=integer-affine&grids_bits=3&grids_clip=60&grids_zero_point=1").page
    here = measure_grid(GridSpec(family="integer-affine")).at(3, 60, 1)
    shown = {name: page.locator(f"[data-name={name}]").get_attribute("data-value") for name in SHOWN}
    assert {name: float(value or "nan") for name, value in shown.items()} == {
        name: pytest.approx(here[name], rel=ADDING_ORDER) for name in SHOWN
    }
    expect(row_of(page, "you")).to_contain_text(f"{here['sqnr_db']:.2f} dB")
    page.locator("button[data-method=minmax]").click()
    page.wait_for_url("**/grids?grids_family=integer-affine&grids_bits=3")


def test_a_preset_moves_grid_and_sliders(visit: Visit) -> None:
    page = visit("grids?grids_clip=30").page
    page.get_by_role("button", name="Where it costs").click()
    expect(page.locator("output[for=bits]")).to_have_text("8 (e4m3)")
    expect(page.locator("output[for=clip]")).to_have_text("100 %")
    result = measure_grid(GridSpec("outlier", "float"))
    expect(row_of(page, "percentile")).to_contain_text(f"{result.methods(8)['percentile']['sqnr_db']:.2f} dB")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("grids_bits=99", "grids_bits: bits must be one of 2, 3, 4, 5, 6, 7, 8; got 99."),
        ("grids_clip=0", "grids_clip: clip must be a whole number from 1 to 100; got 0."),
        ("grids_zero_point=x", "grids_zero_point: zero_point must be a whole number from 0 to 0; got 'x'."),
        ("grids_source=cauchy", "grids_source must be one of"),
    ],
)
def test_a_bad_address_gets_the_default_and_is_told(visit: Visit, asked: str, said: str) -> None:
    visitor = visit(f"grids?{asked}")
    expect(visitor.page.get_by_text(said)).to_be_visible()
    expect(visitor.page.locator("output[for=bits]")).to_have_text("4 (int4)")
    expect(visitor.page.locator("output[for=clip]")).to_have_text("100 %")
    assert visitor.errors == []


def test_a_thumb_is_large_enough_and_words_are_not_too_small(visit: Visit) -> None:
    page = visit("grids?grids_family=integer-affine", size="phone", has_touch=True).page
    targets = page.locator(".bench input, .bench button")
    sizes = [target.bounding_box() or {"width": 0, "height": 0} for target in targets.all()]
    assert len(sizes) == 3 + len(METHODS)
    assert min(min(size["width"], size["height"]) for size in sizes) >= 24
    fonts = page.locator(".bench").evaluate(
        """bench => Array.from(bench.querySelectorAll("*"))
            .filter((element) => element.textContent.trim() && !element.children.length)
            .map((element) => parseFloat(getComputedStyle(element).fontSize))"""
    )
    assert min(fonts) >= 14
