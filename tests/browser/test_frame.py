"""A page's frame in a browser: everything open, in both themes, and a change of theme on the way."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.app import SIZES, THEMES, served, settle
from tests.browser.conftest import Visitor
from tests.browser.test_pages import problems

PAGE = """
    from pages.shared.frame import explain, figure, header, notice, receipt, show_code, to_csv
    from pages.shared.theme import theme, watch_theme
    from qlab.figures import style
    from qlab.receipts import Receipt

    header("A page", "What does it look like? Like this.")
    notice("bits must be 1..8; got 99.")
    line = {"color": style.palette(theme()).theory}
    trace = {"type": "scatter", "x": [1, 2, 3], "y": [1, 2, 3], "line": line, "name": "theory"}
    fig = style.figure(theme(), "It rises", [trace], xaxis=style.axis(theme(), "Bits"))
    rows = [{"bits": bits, "accuracy": bits / 100} for bits in range(40)]
    figure(fig, key="page_figure", alt="It rises.", table=lambda: rows)
    versions = {"python": "3.11.7", "torch": "2.13.0"}
    receipt(Receipt("page", {"bits": 4}, 450, {"mlp-64-s0": "0f" * 32}, versions, 0.1, "qlab run page --bits 4", {}))
    show_code(to_csv, "to_csv([])")
    explain("SQNR", "How much louder the signal is than the noise, in decibels.", key="page_sqnr")
    watch_theme()
"""


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """Serve one page that has everything the frame offers."""
    folder = tmp_path_factory.mktemp("framed")
    page = folder / "page.py"
    page.write_text(textwrap.dedent(PAGE))
    with served(folder / "log", str(page)) as address:
        yield address


@pytest.fixture(params=THEMES)
def page(request: pytest.FixtureRequest, browser: Browser, framed: str) -> Iterator[Page]:
    """Visit that page in each theme."""
    context = browser.new_context(color_scheme=request.param, viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.goto(framed)
    settle(page)
    assert page.get_by_test_id("stException").all_inner_texts() == []
    yield page
    context.close()


def paper(page: Page) -> str:
    """Return the color that the figure is drawn on."""
    return page.locator(".js-plotly-plot .main-svg").first.evaluate("svg => svg.style.background")


def background(page: Page) -> str:
    """Return the color of the page."""
    return page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")


def test_everything_open_can_be_used_by_anyone(page: Page) -> None:
    for name in ("See the numbers", "How was this measured?", "See the code"):
        page.get_by_text(name).click()
        settle(page)
    assert page.locator("table").count() == 2
    assert page.get_by_text("qlab run page --bits 4").is_visible()
    assert problems(Visitor(page)) == []


def test_the_numbers_can_be_saved(page: Page, tmp_path: Path) -> None:
    page.get_by_text("See the numbers").click()
    with page.expect_download() as saved:
        page.get_by_text("Save as CSV").click()
    assert saved.value.suggested_filename == "page_figure.csv"
    saved.value.save_as(tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_text().splitlines()
    assert lines[0] == "bits,accuracy"
    assert len(lines) == 41


def test_the_figure_has_a_name_and_can_be_saved_as_a_picture(page: Page, tmp_path: Path) -> None:
    assert page.get_by_label("It rises.").count() == 1
    page.hover("[data-testid=stPlotlyChart]")
    with page.expect_download() as saved:
        page.locator(".modebar-btn").click()
    saved.value.save_as(tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").read_text().startswith("<svg")


def test_a_figure_is_drawn_again_when_the_theme_changes(page: Page) -> None:
    before = paper(page)
    assert before == background(page)
    other = "Dark" if page.evaluate("matchMedia('(prefers-color-scheme: light)').matches") else "Light"
    page.get_by_test_id("stMainMenu").click()
    page.get_by_role("menuitemradio").filter(has_text=other).click()
    for _ in range(100):  # the page fades over, the figure is drawn anew: they need not arrive together
        if before != paper(page) == background(page):
            break
        page.wait_for_timeout(100)
    assert before != paper(page) == background(page)


def test_a_finger_on_a_figure_scrolls_the_page(browser: Browser, framed: str) -> None:
    context = browser.new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(framed)
    settle(page)
    box = page.get_by_test_id("stPlotlyChart").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for up in range(0, 160, 8):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - up}]})
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") > 0
    context.close()
