"""The connection is lost and comes back: the page says so itself, and nothing that it said was kept is gone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import make_url

from benchmarks.driver.server import free_port
from qlab.records import Records
from tests.browser.app import PATIENCE, SIZES, settle
from tests.browser.conftest import Visitor
from tests.browser.test_pages import problems
from tests.preforked import prefork

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

LOST = "No connection. What you do now is not saved yet."


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible(timeout=PATIENCE)


def predict(page: Page) -> str:
    """Make a prediction, begin a note, and return the prediction once the page says that it is kept."""
    option = page.get_by_test_id("stButtonGroup").get_by_role("radio").last
    said = option.inner_text()
    option.click()
    expect(page.get_by_text(f"You say: {said}")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Your note on this lesson").click()
    page.get_by_role("textbox").press_sequentially("half a thought")
    settle(page)
    return said


def test_a_server_that_is_away_is_told_and_what_was_kept_is_there_when_it_is_back(
    browser: Browser, tmp_path: Path
) -> None:
    port, database = free_port(), f"sqlite:///{tmp_path}/records.db"
    page = browser.new_context(viewport=SIZES["laptop"]).new_page()
    with prefork() as serve:
        with serve(port, database):
            page.goto(f"http://127.0.0.1:{port}/noise")
            settle(page)
            other = page.context.new_page()
            other.goto(page.url)
            settle(other)
            said = predict(page)
            # One browser is one learner, also in a tab that was open before there was a code.
            expect(other.get_by_text(f"You say: {said}")).to_be_visible(timeout=PATIENCE)
            other.close()
            assert page.get_by_role("alert").count() == 0
            page.context.set_offline(True)
            says(page, LOST)
            assert problems(Visitor(page)) == []
            page.context.set_offline(False)
            says(page, "Connected again.")
        says(page, LOST)
        expect(page.get_by_role("button", name="Show what was measured")).to_be_disabled()

        with serve(port, database):
            says(page, "Connected again.")
            settle(page)
            expect(page.get_by_text(f"You say: {said}")).to_be_visible()
            expect(page.get_by_role("textbox")).to_have_value("half a thought")
            page.get_by_role("heading", level=1).click()  # elsewhere: the note is finished
            settle(page)
            (code,) = (one["value"] for one in page.context.cookies() if one["name"] == "qlab_resume")
            page.context.close()
    with Records(make_url(database)) as records:
        kept = [(one.kind, one.attempt, one.value) for one in records.of(records.find(code))]
    assert sorted(kept) == [("note", 1, "half a thought"), ("prediction", 1, said)]
