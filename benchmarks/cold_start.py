"""From the start of the server's process to home in a visitor's browser, beside the smallest Streamlit app.

`python -m benchmarks.cold_start`, or `qlab bench cold_start`. Every round starts each server afresh: first for a
learner without a browser, then for a Chromium that already runs but has never seen the page. Home counts as
painted once its heading is there and the live digit says something.
"""

import asyncio
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.driver.report import Row, circumstances, main, median_ms, row
from benchmarks.driver.server import OURS, PEERS, served
from benchmarks.driver.visit import visit
from tests.browser.app import chromium

HEADING = "document.querySelector('h1')?.getClientRects().length"
LIVE_DIGIT = """[...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")].some(
    (component) => component.shadowRoot?.querySelector("#says")?.textContent)"""
WATCH = """
window.painted = new Promise((tell, giveUp) => {
  const look = () => {
    if (!(%s)) return requestAnimationFrame(look)
    requestAnimationFrame(() => tell(performance.timeOrigin + performance.now()))
  }
  requestAnimationFrame(look)
  setTimeout(() => giveUp(new Error("not painted in a minute")), 60000)
})
"""  # what is there in one frame's callback has been painted by the next


@dataclass(frozen=True)
class Contender:
    """An app, and what in its page says that it is there (JavaScript)."""

    name: str
    app: Path
    there: str


CONTENDERS = (
    Contender("home", OURS, f"({HEADING}) && ({LIVE_DIGIT})"),
    Contender("hello page", PEERS / "hello.py", HEADING),
)


async def first_run(address: str) -> None:
    async with visit(address) as learner:
        await learner.arrive()


def until_finished(contender: Contender, folder: Path) -> tuple[float, float]:
    """Return the seconds from the start of the process to its first answer, and to the end of the first script."""
    with served(contender.app, folder) as server:
        asyncio.run(first_run(server.address))
        return server.answered - server.started, time.time() - server.started


def until_painted(contender: Contender, folder: Path, browser: Browser) -> float:
    """Return the seconds from the start of the process to the page's paint in a browser that has never seen it."""
    with served(contender.app, folder) as server, ExitStack() as stack:
        context = browser.new_context()
        stack.callback(context.close)
        page = context.new_page()
        page.add_init_script(WATCH % contender.there)
        page.goto(server.address)
        return float(page.evaluate("window.painted")) / 1000 - server.started


def run(rounds: int = 5) -> list[Row]:
    """Return the seconds from nothing to the first answer, the first script's end and the first paint."""
    rows, seconds = circumstances(), defaultdict[tuple[str, str], list[float]](list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for contender in CONTENDERS * rounds:
            answered, finished = until_finished(contender, folder)
            seconds[contender.name, "server answers"].append(answered)
            seconds[contender.name, "script finished"].append(finished)
        with chromium() as browser:
            for contender in CONTENDERS * rounds:
                seconds[contender.name, "painted"].append(until_painted(contender, folder, browser))
    ours, peer = (contender.name for contender in CONTENDERS)
    for name, stage in seconds:
        rows.append(row(f"{name}: {stage}", median_ms(seconds[name, stage]) / 1000, "s"))
    for stage, claim in (("script finished", None), ("painted", 1.5)):
        ratio = median_ms(seconds[ours, stage]) / median_ms(seconds[peer, stage])
        rows.append(row(f"{ours} / {peer}: {stage}", ratio, "x", at_most=claim))
    return rows


if __name__ == "__main__":
    main(run)
