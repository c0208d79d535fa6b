"""A learner's report in a real browser: figures are drawn, what was typed is text, and nothing else runs or loads."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.app import PATIENCE, settle
from tests.browser.conftest import Visit, Visitor

RUNS = "<img src=x onerror=alert(1)><script>alert(2)</script>"
LOADS = "![x](http://127.0.0.1:9/x.png) [y](javascript:alert(3))"
DRAWN = "[...document.images].every(image => image.complete && image.naturalWidth > 0)"


def keep_a_measurement(page: Page) -> None:
    page.get_by_text("How was this measured?").click()
    page.get_by_role("button", name="Keep it for my report").click()
    expect(page.get_by_text("✓ In your report")).to_be_visible(timeout=PATIENCE)
    settle(page)


def type_nickname_and_note(here: Visitor) -> None:
    """Type both, and find them again after a reload."""
    for address, label, text in (
        ("progress", "A nickname", RUNS[:40]),
        ("noise", "What you want", RUNS + LOADS),
    ):
        here.page.goto(re.sub(r"/\w+(\?.*)?$", f"/{address}", here.page.url))
        for look in ("typed", "reloaded"):
            if address == "noise":
                here.page.get_by_text("Your note on this lesson").click()
            field = here.page.get_by_label(label)
            if look == "typed":
                field.fill(text)
                field.press("Control+Enter" if address == "noise" else "Enter")
                settle(here.page)
                here.page.reload()
        expect(field).to_have_value(text, timeout=PATIENCE)


def opened(here: Visitor, saved: Path) -> Visitor:
    """Return the report opened from its file, by somebody who hears all that it asks for."""
    reader = Visitor(here.page.context.new_page())
    reader.page.on("console", reader.hear)
    reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
    reader.page.on("request", lambda request: reader.errors.append(request.url[:80]))
    reader.page.on("dialog", lambda dialog: reader.errors.append(dialog.message))
    reader.page.goto(saved.as_uri())
    reader.page.wait_for_function(DRAWN)
    return reader


def test_a_report_draws_its_figures_and_runs_nothing_that_was_typed(visit: Visit, tmp_path: Path) -> None:
    here = visit("weights")
    asked: list[str] = []
    here.page.on("request", lambda request: asked.append(request.url))
    here.page.on("dialog", lambda dialog: asked.append(dialog.message))
    keep_a_measurement(here.page)
    type_nickname_and_note(here)
    here.page.goto(re.sub(r"/noise.*", "/progress", here.page.url))
    with here.page.expect_download(timeout=PATIENCE) as download:
        here.page.get_by_role("button", name="My report").click()
    download.value.save_as(saved := tmp_path / "report.html")
    server = here.page.url.split("/progress")[0]
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []

    report = opened(here, saved)
    assert report.page.locator("b.mine").inner_text() == RUNS[:40]
    assert report.page.locator("blockquote").inner_text() == RUNS + LOADS
    picture = report.page.locator("figure img")
    assert "int4" in (picture.get_attribute("alt") or "")
    assert (picture.get_attribute("src") or "").startswith("data:image/svg+xml")
    printed = report.page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") >= 2
    assert here.errors == []
    assert [error for error in report.errors if error != saved.as_uri()[:80]] == []
