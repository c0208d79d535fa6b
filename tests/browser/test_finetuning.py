"""Fine-tuning in a real browser: the curve grows while the worker trains, it can be stopped, and a link reopens it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import PATIENCE
from tests.browser.conftest import Visit
from tests.browser.test_pages import problems


def titles(page: Page) -> list[str]:
    """Return the titles of the figures, as a reader sees them."""
    return [text.replace("\u00a0", " ") for text in page.locator(".gtitle").all_text_contents()]


def test_the_curve_grows_and_the_link_reopens_the_result(visit: Visit) -> None:
    visitor = visit("finetuning?finetuning_model=mlp-256&finetuning_epochs=30")
    page = visitor.page
    expect(page.locator(".gtitle").first).to_contain_text("right, float")
    page.get_by_text("Fine-tune it", exact=True).first.click()
    expect(page.locator(".gtitle").first).to_contain_text("of 30 epochs", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="What to notice")).to_be_visible(timeout=PATIENCE)
    assert re.search(r"after 30 epochs$", titles(page)[0])
    assert "finetuning_on=true" in page.url
    assert problems(visitor) == []
    assert visitor.errors == []

    other = visit(page.url.rpartition("/")[2]).page
    expect(other.get_by_role("heading", name="What to notice")).to_be_visible(timeout=PATIENCE)
    assert titles(other) == titles(page)


def test_stop_ends_it_at_once(visit: Visit) -> None:
    page = visit("finetuning?finetuning_model=cnn&finetuning_epochs=50&finetuning_on=true").page
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("You stopped this measurement.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="What to notice")).to_have_count(0)


def test_it_works_from_the_keyboard(visit: Visit) -> None:
    page = visit("finetuning").page
    page.get_by_role("slider", name="Bits").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".gtitle").first).to_contain_text("4", timeout=PATIENCE)
    page.get_by_role("switch", name="Fine-tune it").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="What to notice")).to_be_visible(timeout=PATIENCE)
