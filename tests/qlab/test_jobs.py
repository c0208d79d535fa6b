"""The board of jobs, with real measurements in real worker processes."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from loky.process_executor import BrokenProcessPool

from qlab.experiments.finetuning import FinetuningSpec
from qlab.experiments.weights import WeightsSpec
from qlab.jobs import CanceledError, Job, Jobs, _measure

SHORT = FinetuningSpec("mlp-4", epochs=1, fraction=0.1)
LONG = FinetuningSpec("mlp-4", epochs=50)
PATIENCE = 120  # seconds; only a broken board waits that long


OTHERS: set[int] = set()  # workers that tests before these left to their own boards


@pytest.fixture(scope="module")
def board() -> Iterator[Jobs]:
    OTHERS.update(worker.pid for worker in workers())
    jobs = Jobs(workers=1, keep=3)
    yield jobs
    jobs.close()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def finished(job: Job) -> Job:
    until(lambda: job.done)
    return job


def workers() -> list[psutil.Process]:
    """Return the worker processes; loky's resource tracker, which lives as long as we do, is none."""
    children = psutil.Process().children(recursive=True)
    ours = (child for child in children if child.pid not in OTHERS)
    return [child for child in ours if any("LokyProcess" in word for word in child.cmdline())]


def test_a_hundred_who_ask_at_once_share_one_run(board: Jobs) -> None:
    root = finished(board.submit(WeightsSpec("mlp-4"), "a")).folder.parent
    before = len(list(root.iterdir()))
    with ThreadPoolExecutor(100) as threads:
        jobs = list(threads.map(lambda i: board.submit(SHORT, f"watcher {i}"), range(100)))
    assert len({id(job) for job in jobs}) == 1
    assert len(list(root.iterdir())) == before + 1  # every run has a folder
    assert not finished(jobs[0]).failed


def test_a_finished_spec_is_answered_from_memory(board: Jobs) -> None:
    first = finished(board.submit(SHORT, "a"))
    again = board.submit(FinetuningSpec("mlp-4", epochs=1, fraction=0.1), "b")
    assert again is first
    assert again.result().spec == SHORT
    assert board.remembered(SHORT) is first.result()


def test_what_is_not_remembered_is_not_started_by_asking(board: Jobs) -> None:
    other = FinetuningSpec("mlp-4", epochs=2, fraction=0.1)
    before = len(board._jobs)
    assert board.remembered(other) is None
    assert len(board._jobs) == before
    job = board.submit(other, "a")
    while not job.done:
        assert board.remembered(other) is None or job.done
    assert board.remembered(other) is job.result()


def test_progress_arrives_in_order_and_only_grows(board: Jobs) -> None:
    job = board.submit(FinetuningSpec("mlp-8", epochs=3), "a")
    looks = []
    while not job.done:
        looks.append([progress.done for progress in job.progress()])
        time.sleep(0.005)
    last = job.progress()
    done = [progress.done for progress in last]
    assert done == list(range(last[0].total + 1))
    assert all(look == done[: len(look)] for look in looks)
    known = [progress.known for progress in last if progress.known]
    assert known[0]["accuracy"] == job.result().result.before.accuracy
    assert known[-1]["accuracy"] == job.result().result.after.accuracy


def test_one_who_leaves_does_not_stop_it_for_the_others(board: Jobs) -> None:
    job = board.submit(FinetuningSpec("mlp-4", epochs=2), "a")
    board.submit(job.spec, "b")
    board.leave(job, "a")
    assert finished(job).result().spec == job.spec


def test_the_last_to_leave_cancels_it_and_its_folder_goes(board: Jobs) -> None:
    job = board.submit(LONG, "a")
    board.submit(LONG, "b")
    until(lambda: len(job.progress()) > 0)
    board.leave(job, "a")
    board.leave(job, "b")
    board.leave(job, "b")  # a second click on "cancel" finds nothing left to do
    with pytest.raises(CanceledError):
        finished(job).result()
    until(lambda: not job.folder.exists())
    assert job.progress() == []
    assert board.submit(LONG, "c") is not job
    board.leave(board.submit(LONG, "c"), "c")


def test_a_canceled_worker_does_not_take_another_step(tmp_path: Path) -> None:
    (tmp_path / "cancel").touch()
    with pytest.raises(CanceledError):
        _measure(SHORT, tmp_path)
    assert not (tmp_path / "progress").exists()


def test_a_job_that_waits_its_turn_can_be_canceled(board: Jobs) -> None:
    running = board.submit(LONG, "a")
    waiting = [board.submit(FinetuningSpec("mlp-4", epochs=50, order=i), "a") for i in range(1, 5)]
    for job in [*waiting, running]:
        board.leave(job, "a")
    for job in [*waiting, running]:
        assert finished(job).failed


def test_a_failing_spec_says_why_and_can_be_tried_again(board: Jobs) -> None:
    wrong = WeightsSpec("mlp-4", layer="hidden1", granularity="group:48")  # of 64 values, seen only when cut
    job = finished(board.submit(wrong, "a"))
    with pytest.raises(ValueError, match="group_size must divide the 64 values"):
        job.result()
    assert board.remembered(wrong) is None
    again = board.submit(wrong, "a")
    assert again is not job
    assert finished(again).failed


def test_a_killed_worker_fails_its_job_and_the_next_one_runs(board: Jobs) -> None:
    job = board.submit(LONG, "a")
    until(lambda: len(job.progress()) > 0)
    (worker,) = workers()
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(BrokenProcessPool):
        finished(job).result()
    assert not finished(board.submit(FinetuningSpec("mlp-4", epochs=1, fraction=0.2), "a")).failed


def test_a_worker_computes_on_one_thread(board: Jobs) -> None:
    finished(board.submit(SHORT, "a"))
    assert [worker.environ()["OMP_NUM_THREADS"] for worker in workers()] == ["1"]


def test_the_oldest_measurement_is_forgotten_with_its_folder(board: Jobs) -> None:
    jobs = [
        finished(board.submit(WeightsSpec("mlp-4", format=f"int{bits}"), "a")) for bits in (2, 3, 4, 5, 6)
    ]
    assert [job.folder.exists() for job in jobs] == [
        False,
        True,
        True,
        True,
        True,
    ]  # three kept, and the latest
    assert board.submit(jobs[0].spec, "a") is not jobs[0]
    assert board.submit(jobs[-1].spec, "a") is jobs[-1]


def test_close_leaves_no_process_and_no_folder() -> None:
    before = {worker.pid for worker in workers()}
    jobs = Jobs(workers=2)
    running = [jobs.submit(FinetuningSpec("mlp-4", epochs=50, order=order), "a") for order in range(2)]
    until(lambda: all(job.progress() for job in running))
    root = running[0].folder.parent
    assert len({worker.pid for worker in workers()} - before) == 2
    jobs.close()
    assert {worker.pid for worker in workers()} == before
    assert not root.exists()
    assert all(finished(job).failed for job in running)
