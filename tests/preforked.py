"""Servers of the app that are there at once, and can be killed and started again.

A process imports what they need, once, and forks one each time it is asked. What it forks does what `streamlit run
app.py` does; only the workers that measure are not started, and the tables are made when they are first used.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib import import_module
from urllib.error import URLError
from urllib.request import urlopen

import psutil

import app
from tests.browser.app import ROOT

NEEDED = (
    *app.SLOW_IMPORTS,
    "pages.shared.quiz",
    "qlab.records.migrate",
    "psycopg",
    "streamlit.web.cli",
    "uvicorn",
)
PATIENCE_S = 60
Serve = Callable[[int, str], AbstractContextManager[psutil.Process]]


@contextmanager
def prefork() -> Iterator[Serve]:
    """Yield what serves the app on a port with a database, yields the server's process, and kills it."""
    command = [sys.executable, "-m", "tests.preforked"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        @contextmanager
        def serve(port: int, database: str) -> Iterator[psutil.Process]:
            print(port, database, file=asked, flush=True)
            server = psutil.Process(int(told.readline()))
            try:
                _wait_until_healthy(port)
                yield server
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(server.pid, signal.SIGKILL)
                server.wait()

        yield serve
        asked.close()
        process.wait()


def _wait_until_healthy(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
            return
        time.sleep(0.01)
    raise RuntimeError(f"the lab did not start within {PATIENCE_S} s")


def _be_server(port: str, database: str) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os.setsid()  # whoever kills the server can kill what it has started along with it
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ["QLAB_DATABASE"] = database
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    import_module("streamlit.web.cli").main(["run", str(ROOT / "app.py"), *options])


def _fork_when_asked() -> None:
    for name in NEEDED:
        import_module(name)
    app.HEAD_START = 3600.0
    assert threading.active_count() == 1  # a fork takes no other thread along
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who was killed is gone at once
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            sys.exit(_be_server(*line.strip().split(maxsplit=1)))
        print(pid, flush=True)


if __name__ == "__main__":
    _fork_when_asked()
