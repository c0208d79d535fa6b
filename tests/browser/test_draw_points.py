"""Drawing in a real browser: points by mouse and by keys reach the address, and a network learns them."""

from playwright.sync_api import expect

from tests.browser.app import PATIENCE, settle
from tests.browser.conftest import Visit
from tests.browser.test_pages import problems


def test_points_from_a_link_the_mouse_and_the_keyboard_are_learned(visit: Visit) -> None:
    visitor = visit("boundary?boundary_model=drawn&boundary_zeros=10801090")
    page, count = visitor.page, visitor.page.locator(".drawing .count")
    expect(page.get_by_text("ones must hold a point of class 1; got none")).to_be_visible()
    expect(count).to_have_text("2 of 200 points")
    square = page.get_by_role("application", name="Square to draw in")
    square.scroll_into_view_if_needed()
    box = square.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.2 * box["height"], steps=20)
    page.mouse.up()
    drawn = int((count.text_content() or "0").split()[0])
    assert 2 + 3 <= drawn <= 2 + 6

    page.keyboard.press("Shift+Tab")  # from the square back to the classes
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="class 1")).to_be_checked()
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowDown", "Space", "ArrowRight", "Enter", "Enter", "Backspace"):
        page.keyboard.press(key)
    expect(count).to_have_text(f"{drawn + 2} of 200 points")
    expect(page.locator(".drawing .spoken")).to_have_text(f"{drawn + 2} points.")
    assert "boundary_ones" not in page.url  # nothing is sent before Train

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".gtitle").first).to_contain_text("With 4", timeout=PATIENCE)
    settle(page)
    assert "boundary_ones=55456045" in page.url
    assert problems(visitor) == []
    assert visitor.errors == []
