"""What all tests share."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine, and no stopwatch: a busy machine is no failure.
settings.register_profile("lab", deadline=None, derandomize=True, database=None)
settings.load_profile("lab")
# Nobody's records but the tests' own; the servers that tests start inherit it.
_records = tempfile.TemporaryDirectory(prefix="qlab-records-")
os.environ["QLAB_DATABASE"] = f"sqlite:///{_records.name}/records.db"

DRIVES_CHROMIUM = {Path(__file__).parent / name for name in ("benchmarks", "browser")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what shares costly fixtures: a file's tests, and all that drive Chromium or an event loop.

    Playwright keeps an event loop running in its process, so nothing else there may start one after it.
    """
    for item in items:
        together = "browser" if item.path.parent in DRIVES_CHROMIUM else str(item.path)
        item.add_marker(pytest.mark.xdist_group(together))
