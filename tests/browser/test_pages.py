"""Every page, in a real browser: it opens without an error and anyone can use it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.app import PAGES, PATIENCE, ROOT, settle
from tests.browser.conftest import Visit, Visitor

# Streamlit 1.67 puts a div between the menu's list and its items when the menu has sections; not ours to mend.
STREAMLIT_MENU_RULES = {"list", "listitem"}
# Its toast is an alertdialog, named by a title that it does not have. The text is in it, but no name.
STREAMLIT_TOAST = ("aria-dialog-name", 'data-testid="stToast"')
ASKS = re.compile(r"if predict\(|choose\(")  # a lesson asks itself, or leaves that to its parts
LESSONS = [path.stem for path in sorted(ROOT.glob("pages/learn/*.py")) if ASKS.search(path.read_text())]


def problems(visitor: Visitor) -> list[str]:
    """Return what axe-core finds serious or critical on the page, a sentence for each."""
    found = Axe().run(visitor.page).response["violations"]
    left = {
        rule["id"]: [node["html"][:120] for node in rule["nodes"] if not _is_toast(rule["id"], node["html"])]
        for rule in found
        if rule["impact"] in {"serious", "critical"} and rule["id"] not in STREAMLIT_MENU_RULES
    }
    return [f"{rule['id']}: {rule['help']}: {left[rule['id']][:3]}" for rule in found if left.get(rule["id"])]


def _is_toast(rule: str, html: str) -> bool:
    named, marked = STREAMLIT_TOAST
    return rule == named and html.startswith("<div") and marked in html.partition(">")[0]


@pytest.mark.parametrize(
    ("name", "theme", "size"),
    [(name, "light", "laptop") for name in PAGES]
    + [(name, "dark", "phone") for name in PAGES if name not in LESSONS[1:]],
)
def test_page_opens_and_anyone_can_use_it(visit: Visit, name: str, theme: str, size: str) -> None:
    """Light on a laptop with all measured; dark on a phone as it opens. Of the lessons only one is seen twice."""
    measured = name in LESSONS and size == "laptop"
    visitor = visit(f"{name}?{name}_prediction_skipped=true" if measured else name, theme=theme, size=size)
    page = visitor.page
    if measured:
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=PATIENCE)
        settle(page)
    assert page.locator("[data-testid='stException'], [data-testid='stAlertContentError']").count() == 0
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert problems(visitor) == []
    assert visitor.errors == []


def test_the_menu_leads_to_every_page(visit: Visit) -> None:
    links = visit().page.get_by_test_id("stSidebarNavLink")
    hrefs = [link.get_attribute("href") or "" for link in links.all()]
    assert sorted(href.rstrip("/").rpartition("/")[2] for href in hrefs[1:]) == sorted(PAGES[1:])


def test_problems_sees_an_unreadable_text_a_nameless_button_and_a_nameless_dialog(visit: Visit) -> None:
    visitor = visit()
    visitor.page.evaluate(
        "const title = document.querySelector('h1'); title.style.color = '#eee';"
        "title.after(document.createElement('button'));"
        "title.insertAdjacentHTML('afterend', '<div role=alertdialog>Kept.</div>')"
    )
    assert {sentence.split(":")[0] for sentence in problems(visitor)} == {
        "aria-dialog-name",
        "button-name",
        "color-contrast",
    }


def test_a_visitor_hears_console_errors_and_exceptions(visit: Visit) -> None:
    visitor = visit()
    visitor.page.evaluate("console.error('one'); setTimeout(() => { throw new Error('two') })")
    visitor.page.wait_for_timeout(200)
    assert [error[:3] for error in visitor.errors] == ["one", "two"]
