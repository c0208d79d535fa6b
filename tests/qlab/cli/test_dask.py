"""The same sweep on a real Dask cluster of two workers on this machine: the same numbers."""

import json
import subprocess
import sys
import time

import pytest

from tests.qlab.cli.terminal import process, strict_json

pytest.importorskip("distributed")

ASKED = ("sweep", "mlp-16", "cnn", "--bits", "4,1", "--quantize", "both", "--seeds", "0,1,2", "--json")


def on_cluster(code, address):
    """Return what `code` prints, in a process of its own that knows `Client` and `count`."""
    known = "import sys; from distributed import Client\ncount = lambda dask_worker: dask_worker.state.executed_count\n"
    words = [sys.executable, "-c", known + code, address]
    return subprocess.run(words, check=True, timeout=120, capture_output=True, text=True).stdout


@pytest.fixture
def scheduler(tmp_path):
    """Start a scheduler and two workers of one thread each; give the scheduler's address."""
    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    with (tmp_path / "log").open("w") as log:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "dask", *words, *common], stdout=log, stderr=log, cwd=tmp_path
            )
            for words in (
                ["scheduler", "--port", "0"],
                ["worker", "--nthreads", "1"],
                ["worker", "--nthreads", "1"],
            )
        ]
        try:
            while not file.exists() or "address" not in file.read_text():
                assert started[0].poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.1)
            yield json.loads(file.read_text())["address"]
        finally:
            for one in reversed(started):
                one.terminate()
                one.wait(60)


def test_a_cluster_measures_what_one_process_does(scheduler):
    on_cluster("Client(sys.argv[1]).wait_for_workers(2)", scheduler)
    here, there = process(*ASKED), process(*ASKED, "--dask", scheduler)
    assert (there.returncode, there.stderr) == (0, "")
    rows = [strict_json(result.stdout) for result in (here, there)]
    for row in rows[0] + rows[1]:
        del row["receipt"]["duration_s"]
    assert rows[0] == rows[1]
    executed = on_cluster("print(sorted(Client(sys.argv[1]).run(count).values()))", scheduler)
    counts = json.loads(executed)
    assert len(counts) == 2
    assert sum(counts) > 0


def test_nobody_at_the_address_is_refused(monkeypatch):
    result = process("sweep", "mlp-16", "--dask", "tcp://127.0.0.1:9")
    assert (result.returncode, result.stdout) == (2, "")
    assert "--dask must be the address of a running scheduler; got 'tcp://127.0.0.1:9'" in result.stderr
