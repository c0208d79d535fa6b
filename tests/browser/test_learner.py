"""A learner in a real browser: draws, answers, reloads, goes on elsewhere, takes it along, deletes it."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.app import PATIENCE, settle
from tests.browser.conftest import Visit
from tests.browser.test_pages import problems

STAYS = re.compile("You were right at|You drew")


def draw(page: Page) -> None:
    """Draw a curve with the mouse, correct one point by keys, commit it, correct it again, and have it compared."""
    chart = page.get_by_role("group", name="Draw with the mouse")
    points = chart.get_by_role("slider")
    box = chart.bounding_box()
    assert box is not None
    commit = page.get_by_role("button", name="This is my curve")
    expect(commit).to_be_disabled()
    assert page.get_by_text(STAYS).count() == 0
    page.mouse.move(box["x"] + 70, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 60, steps=5)
    page.mouse.move(box["x"] + box["width"] - 24, box["y"] + 250, steps=5)
    page.mouse.up()
    before = int(points.nth(2).get_attribute("aria-valuenow") or 0)
    points.nth(1).focus()
    for key in ("ArrowRight", "PageDown", "ArrowUp"):
        page.keyboard.press(key)
    assert int(points.nth(2).get_attribute("aria-valuenow") or 0) == before - 9
    expect(points.nth(2)).to_have_attribute("aria-valuetext", f"6: {before - 9} percent")
    commit.press("Enter")
    expect(page.get_by_role("button", name="A hint first")).to_be_visible(timeout=PATIENCE)
    settle(page)
    expect(chart.locator("..").get_by_role("status")).to_be_focused()  # by keyboard one goes on from there
    assert page.get_by_text(STAYS).count() == 0
    expect(points.nth(2)).to_have_attribute("aria-valuenow", str(before - 9))
    points.nth(2).focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Show what was measured").click()
    expect(page.get_by_text("You were right at")).to_be_visible(timeout=PATIENCE)


def test_what_a_learner_did_is_there_wherever_they_go_on_until_they_delete_it(
    visit: Visit, tmp_path: Path
) -> None:
    here = visit("the_cliff")
    draw(here.page)
    here.page.get_by_text("Check yourself: ").click()
    question = here.page.get_by_test_id("stForm").filter(has=here.page.get_by_role("radiogroup")).first
    question.get_by_role("radio").first.check(force=True)
    question.get_by_role("button", name="Check").click()
    expect(here.page.get_by_text("You said: ")).to_be_visible(timeout=PATIENCE)
    settle(here.page)
    assert problems(here) == []

    here.page.reload()
    expect(here.page.get_by_text("You were right at")).to_be_visible(timeout=PATIENCE)
    here.page.goto(re.sub(r"/the_cliff.*", "/progress", here.page.url))
    expect(here.page.get_by_text("1 predicted")).to_be_visible(timeout=PATIENCE)
    link = here.page.get_by_text(re.compile(r"\?resume=")).inner_text()
    assert problems(here) == []

    there = visit("progress?" + link.split("?")[1], size="phone", theme="dark")
    expect(there.page.get_by_text("1 predicted")).to_be_visible(timeout=PATIENCE)
    assert "resume" not in there.page.url
    assert problems(there) == []
    with there.page.expect_download() as download:
        there.page.get_by_role("button", name="Take everything of mine along").click()
    kept = json.loads(Path(download.value.path()).read_text())
    assert [entry["kind"] for entry in kept] == ["prediction", "prediction", "answer"]
    first, second = (entry["value"][2] for entry in kept[:2])
    assert second == first + 1

    there.page.get_by_role("button", name="Delete everything of mine").click()
    there.page.get_by_role("button", name="Yes, delete all of it").click()
    expect(there.page.get_by_text("Nothing is kept of you so far.")).to_be_visible(timeout=PATIENCE)
    settle(there.page)
    assert not [cookie for cookie in there.page.context.cookies() if cookie["name"] == "qlab_resume"]
    here.page.reload()
    expect(here.page.get_by_text("Nothing is kept of you so far.")).to_be_visible(timeout=PATIENCE)
    assert here.errors + there.errors == []
