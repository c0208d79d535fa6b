"""Streamlit servers in processes of their own: loopback only, stopped by the process that was started."""

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
    """A server under way: where it listens, its process, and when that was started (time.time())."""

    address: str
    process: psutil.Process
    started: float

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


def wait_until_healthy(server: Server, log: Path, every: float = 0.01) -> float:
    """Return the seconds from the start of the process to its first answer."""
    deadline = server.started + STARTING
    while server.process.is_running() and time.time() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5):
                return time.time() - server.started
        except (urllib.error.URLError, OSError):
            time.sleep(every)
    raise RuntimeError(
        f"the server did not start within {STARTING} s; its log ends:\n{log.read_text()[-2000:]}"
    )


@contextmanager
def served(app: Path, folder: Path, *, settings: Path = ROOT, wait: bool = True) -> Iterator[Server]:
    """Serve `app` on a free loopback port, and stop it.

    It takes its settings from `settings`/.streamlit/config.toml if there is one, and Streamlit's defaults
    if not. Its log goes to `folder`.
    """
    port = free_port()
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    log = folder / f"{app.stem}-{port}.log"
    with log.open("w") as output:
        started = time.time()
        process = psutil.Popen(
            [sys.executable, "-m", "streamlit", "run", str(app), *options],
            cwd=settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", process, started)
    try:
        if wait:
            wait_until_healthy(server, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOPPING)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()
