"""The reference in a real browser: from a word in a lesson to its entry, and a sheet that prints on its own."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.app import PATIENCE
from tests.browser.conftest import Visit


def test_a_word_leads_to_the_reference_and_a_sheet_prints_without_the_lab(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit("noise_through")
    page = visitor.page
    page.get_by_role("button", name="SQNR").click()
    expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stPlotlyChart")).to_be_visible(
        timeout=PATIENCE
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Meter").click()
    page.get_by_role("link", name="In the reference").first.click()
    expect(page.get_by_role("heading", name="Meter").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Which tasks are sensitive?").click()
    expect(page.get_by_text("Ask how far yours may move")).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        page.get_by_role("button", name="The sheet, to print").click()
    assert visitor.errors == []

    sheet = tmp_path / download.value.suggested_filename
    download.value.save_as(sheet)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sheet.as_uri())
    assert asked == [sheet.as_uri()]
    assert page.get_by_role("heading", name="What was measured here").is_visible()
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
