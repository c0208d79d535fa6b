"""Challenges in a real browser, from a link, by keyboard and by mouse; the score is there after a reload."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import PATIENCE, settle
from tests.browser.conftest import Visit
from tests.browser.test_pages import problems

SCORE = re.compile(r"\d+ of 100")
OLD_SEED = re.compile(r"challenges_seed=3(?!\d)")  # a new one may begin with a 3


def drag(page: Page, grip: Locator, pixels: int) -> None:
    """Take a line below its grip with the mouse, and pull it to the right."""
    step = int(grip.get_attribute("aria-valuenow") or 0)
    box = grip.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + pixels, box["y"] + 100, steps=4)
    page.mouse.up()
    moved = grip.bounding_box()
    assert moved
    assert int(grip.get_attribute("aria-valuenow") or 0) > step
    assert abs(moved["x"] - box["x"] - pixels) < 3  # a step is about two pixels wide


def test_challenges_are_taken_by_keyboard_and_mouse_scored_and_kept(visit: Visit) -> None:
    here = visit("challenges?challenges_seed=3")
    page = here.page
    assert page.get_by_text(SCORE).count() == 0
    clip = page.get_by_role("slider")
    clip.focus()
    for key in ("PageDown", *10 * ("ArrowLeft",)):
        page.keyboard.press(key)
    expect(clip).to_have_attribute("aria-valuetext", "80 percent")
    assert problems(here) == []
    page.get_by_role("button", name="This is my clip").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(SCORE).first).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert problems(here) == []

    page.reload()
    expect(page.get_by_text("80 %").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("radio", name="Culprit").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Measure, 1 of 3").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("What went wrong?")).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert problems(here) == []

    page.get_by_role("radio", name="Levels").focus()
    page.keyboard.press("Space")
    drag(page, page.get_by_role("slider").first, 40)
    expect(page.get_by_role("slider").nth(1)).to_have_attribute("aria-valuenow", "120")
    page.get_by_role("button", name="These are my levels").click()
    expect(page.get_by_text(SCORE).first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Play another").click()
    page.wait_for_url(lambda url: not OLD_SEED.search(url))
    assert here.errors == []
