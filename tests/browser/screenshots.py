"""Take every page's picture: `python -m tests.browser.screenshots OUTDIR [PAGE ...]`.

A page is named as in its address, with or without a query: `weights`, `cliffs?cliffs_bits=3`; `home` is the
first page. Every page is taken light and dark, on a laptop and on a phone, over its full height.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.app import PAGES, SIZES, THEMES, chromium, served, settle


def shoot(browser: Browser, address: str, page_name: str, folder: Path) -> list[Path]:
    """Write the four pictures of one page into `folder` and return where they are."""
    pictures = []
    for theme in THEMES:
        for size, viewport in SIZES.items():
            context = browser.new_context(color_scheme=theme, viewport=viewport)
            page = context.new_page()
            page.goto(f"{address}/{page_name}")
            settle(page)
            height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            page.set_viewport_size({**viewport, "height": max(viewport["height"], min(height, 6000))})
            page.wait_for_timeout(300)
            name = "".join(c if c.isalnum() else "_" for c in page_name) or "home"
            pictures.append(folder / f"{name}-{theme}-{size}.png")
            page.screenshot(path=pictures[-1])
            context.close()
    return pictures


def main(folder: str, *pages: str) -> None:
    """Serve the lab, take the pictures and print their paths."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    names = ["" if name == "home" else name for name in pages] or PAGES
    with served(target / "server.log") as address, chromium() as browser:
        for name in names:
            print(*shoot(browser, address, name, target), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.browser.screenshots OUTDIR [PAGE ...]")
    main(*sys.argv[1:])
