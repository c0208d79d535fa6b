"""Streamlit servers in processes of their own: loopback only, stopped by the process that was started."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "benchmarks" / "peers"
OURS = ROOT / "app.py"
STARTING, STOPPING = 90, 15  # seconds


@dataclass(frozen=True)
class Server:
    """A server under way.

    Attributes:
        address: where it listens.
        process: what was started.
        started: when that was, as time.time() tells it.
        answered: when it first answered.
    """

    address: str
    process: psutil.Popen
    started: float
    answered: float

    def memory(self) -> int:
        """Return the resident memory of the server process, in bytes; its workers are not in it."""
        return int(self.process.memory_info().rss)

    def cpu_seconds(self) -> float:
        """Return the processor time that the server process has used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(app: Path, folder: Path, *, settings: Path = ROOT, database: str = "") -> Iterator[Server]:
    """Serve `app` on a free loopback port as soon as it answers, and stop it.

    It takes its settings from `settings`/.streamlit/config.toml if there is one, and Streamlit's defaults
    if not. Its log goes to `folder`. `database` is where it keeps what learners do, if not where the environment says.
    """
    port = free_port()
    address, log = f"http://127.0.0.1:{port}", folder / f"{app.stem}-{port}.log"
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    with log.open("w") as output:
        started = time.time()
        process = psutil.Popen(
            [sys.executable, "-m", "streamlit", "run", str(app), *options],
            cwd=settings,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | ({"QLAB_DATABASE": database} if database else {}),
        )
    try:
        yield Server(address, process, started, _first_answer(address, process, log))
    finally:
        _stop(process)


def _first_answer(address: str, process: psutil.Popen, log: Path) -> float:
    deadline = time.time() + STARTING
    while process.poll() is None and time.time() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return time.time()
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    raise RuntimeError(
        f"the server did not start within {STARTING} s; its log ends:\n{log.read_text()[-2000:]}"
    )


def _stop(process: psutil.Popen) -> None:
    """End the server, and whichever of its workers it leaves behind."""
    family = [process, *process.children(recursive=True)] if process.poll() is None else []
    if family:
        process.terminate()
    _, left = psutil.wait_procs(family, timeout=STOPPING)
    for one in left:
        one.kill()
    psutil.wait_procs(left)
