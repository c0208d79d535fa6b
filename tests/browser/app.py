"""The lab, served for a test and looked at in a real Chromium.

In a test: take the fixture `visit` (tests/browser/conftest.py), then `page = visit("weights?weights_bits=4")`.
For your own eyes: `python -m tests.browser.screenshots OUTDIR weights grids`.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NO_PAGES = {"home", "navigation"}  # home is the empty address
FILES = (
    path for depth in ("*", "*/*") for path in ROOT.glob(f"pages/{depth}.py") if path.parent.name != "shared"
)
PAGES = ["", *sorted(path.stem for path in FILES if path.stem not in NO_PAGES)]
SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
THEMES = ("light", "dark")
PATIENCE = 60_000  # milliseconds; the first page that needs torch waits for its import
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
QUIET += ("--disable-background-networking", "--disable-component-update", "--disable-sync")


def chromium_path() -> str | None:
    """Return where Chromium or Chrome is, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium, and close it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(log: Path, app: str = "app.py") -> Iterator[str]:
    """Serve the lab on a free loopback port, yield its address, and stop it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", app, *options]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_healthy(server, address, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_healthy(
    server: subprocess.Popen[bytes], address: str, log: Path, seconds: float = 60
) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the lab did not start within {seconds} s; its log says:\n{log.read_text()}")


IDLE = """() => {
    const app = document.querySelector("[data-testid='stApp']")
    const busy = app?.dataset.testScriptState !== "notRunning" || !document.querySelector("h1") ||
        document.querySelector("[data-testid='stSkeleton'], [data-testid='stAppSkeleton']")
    const now = performance.now()
    window.idleSince = busy ? undefined : window.idleSince ?? now
    return now - window.idleSince > 500
}"""


def settle(page: Page) -> None:
    """Wait until the page has its title and its script has rested for half a second, so that Plotly has drawn too."""
    page.evaluate("window.idleSince = undefined")
    page.wait_for_function(IDLE, polling=50, timeout=PATIENCE)
    page.evaluate("document.fonts.ready")
