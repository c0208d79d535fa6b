"""A challenge in a real browser, from its link, with the keyboard alone; the score is there after a reload."""

import re

from playwright.sync_api import expect

from tests.browser.app import PATIENCE, settle
from tests.browser.conftest import Visit
from tests.browser.test_pages import problems

SCORE = re.compile(r"\d+ of 100")
OLD_SEED = re.compile(r"challenges_seed=3(?!\d)")  # a new one may begin with a 3


def test_a_challenge_is_taken_by_keyboard_scored_and_kept(visit: Visit) -> None:
    here = visit("challenges?challenges_seed=3")
    page = here.page
    assert page.get_by_text(SCORE).count() == 0
    page.get_by_role("slider").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    settle(page)
    expect(page.get_by_role("slider")).to_have_value("80")
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
    page.get_by_role("button", name="Another one").click()
    page.wait_for_url(lambda url: not OLD_SEED.search(url))
    assert here.errors == []
