"""The live grid in use: keys, mouse, links and buttons move it, and what was released reaches address and table."""

import pytest
from playwright.sync_api import Locator, Page, expect

from qlab.experiments.grid import CLIPS, METHODS, GridSpec, measure_grid
from tests.browser.app import settle
from tests.browser.conftest import Visit
from tests.browser.test_grid import ADDING_ORDER, SHOWN


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
