"""How well the live grid follows the finger: real drags in Chromium, timed from frame to frame.

`qlab bench live_grid`, or `python benchmarks/live_grid.py --json`. At 60 Hz no frame takes less than 16.7 ms. "lag" is
the time from the slider's event to the end of the redraw that shows it; "work" is what the page's thread spends on
scripts, styles and layout in a frame.
"""

import itertools
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Locator, Page

from tests.browser.app import SIZES, chromium, served, settle

PAGE = "grids?grids_family=integer-affine&grids_bits=8"  # 256 levels, and all three sliders
CONTROLS = ("bits", "clip", "zero")
DEVICES = {"laptop": 1, "phone": 4}  # how many times slower than this machine Chromium pretends to be
SWEEPS = 4
MOVES = 90  # of the mouse in each sweep, from one end of the slider to the other
WORK = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")

# The listener comes after the component's own, so its frame callback runs after the redraw.
RECORD = """(slider) => {
  const [frames, lags] = [[], []]
  let on = true
  const tick = (time) => {
    frames.push(time)
    if (on) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  slider.addEventListener("input", (event) => {
    requestAnimationFrame(() => lags.push(performance.now() - event.timeStamp))
  })
  window.stopRecording = () => { on = false; return { frames, lags } }
}"""


def drag(page: Page, slider: Locator) -> None:
    """Take the slider's thumb and move it to and fro, as a hand does."""
    box = slider.bounding_box()
    if box is None:
        raise ValueError(f"slider must be on the page; got {slider}.")
    left, width, y = box["x"] + 14, box["width"] - 28, box["y"] + box["height"] / 2
    share = slider.evaluate("slider => (slider.value - slider.min) / (slider.max - slider.min)")
    page.mouse.move(left + share * width, y)
    page.mouse.down()
    for sweep in range(SWEEPS):
        for move in range(MOVES + 1):
            part = move / MOVES
            page.mouse.move(left + width * (part if sweep % 2 else 1 - part), y)
    page.mouse.up()


def work_ms(session: CDPSession) -> float:
    """Return the milliseconds that the page's thread has worked since it began."""
    metrics = {
        metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]
    }
    return 1000 * sum(metrics[name] for name in WORK)


def measure(browser: Browser, address: str, device: str, control: str) -> dict[str, Any]:
    """Drag one control on one device and return its frames' times, in milliseconds."""
    context = browser.new_context(viewport=SIZES[device])
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    settle(page)
    slider = page.locator(f"#{control}")
    slider.scroll_into_view_if_needed()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": DEVICES[device]})
    slider.evaluate(RECORD)
    before = work_ms(session)
    drag(page, slider)
    worked = work_ms(session) - before
    recorded = page.evaluate("stopRecording()")
    context.close()
    frames = sorted(after - now for now, after in itertools.pairwise(recorded["frames"]))
    return {
        "device": device,
        "control": control,
        "frames": len(frames),
        "median_ms": statistics.median(frames),
        "p95_ms": frames[int(0.95 * len(frames))],
        "worst_ms": frames[-1],
        "median_lag_ms": statistics.median(recorded["lags"]),
        "work_ms": worked / len(frames),
    }


def run() -> list[dict[str, Any]]:
    """Return one row for each device and control."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log") as address,
        chromium() as browser,
    ):
        return [measure(browser, address, device, control) for device in DEVICES for control in CONTROLS]


if __name__ == "__main__":
    rows = run()
    if "--json" in sys.argv[1:]:
        print(json.dumps(rows, indent=1))
    else:
        for row in rows:
            print(
                *(f"{name} {value:.1f}" if isinstance(value, float) else value for name, value in row.items())
            )
