"""One server for all browser tests of a process, one Chromium for those of a file; a fresh visitor for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser import app

Visit = Callable[..., "Visitor"]

# On the address of a page Streamlit first looks for its own server below that page, and is told 404.
STREAMLIT_PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass
class Visitor:
    """A page in a browser, and what went wrong in it."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep a console error, but for Streamlit's probes."""
        if message.type == "error" and not message.location["url"].endswith(STREAMLIT_PROBES):
            self.errors.append(f"{message.text} ({message.location['url']})")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the lab for the whole session."""
    if app.chromium_path() is None:
        pytest.skip("no Chromium on PATH (chromium, chromium-browser, google-chrome): browser tests need one")
    with app.served(tmp_path_factory.mktemp("server") / "log") as served_at:
        yield served_at


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Start Chromium for a file's tests. While it runs, Playwright's event loop does; nothing else may start one."""
    with app.chromium() as chromium:
        yield chromium


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page of the lab as a new visitor: `visit("weights", theme="dark", size="phone")`."""
    contexts = []

    def open_page(name: str = "", *, theme: str = "light", size: str = "laptop", **options: Any) -> Visitor:
        context = browser.new_context(color_scheme=theme, viewport=app.SIZES[size], **options)
        contexts.append(context)
        visitor = Visitor(context.new_page())
        visitor.page.on("console", visitor.hear)
        visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        visitor.page.goto(f"{address}/{name}")
        app.settle(visitor.page)
        return visitor

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return a folder for pictures that a failed test leaves behind."""
    return tmp_path
