"""Long measurements in worker processes: one run per spec however many ask, progress for all, cancel at once.

The script that draws a page never trains; it submits a spec, looks at the job's progress and comes back. Worker
and page share a folder per job: the worker appends a line a step, and stops when it finds a file named "cancel".
"""

import json
import shutil
import tempfile
import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from loky import ProcessPoolExecutor
from loky.process_executor import BrokenProcessPool

from qlab.experiments.experiment import Progress
from qlab.measurement import Measurement, experiment_of, run
from qlab.plain import to_plain
from qlab.threads import ONE_THREAD


class CanceledError(Exception):
    """Raised inside a worker when everyone who asked has gone."""


def _measure(spec: Any, folder: Path) -> Measurement:
    def tell(progress: Progress) -> None:
        if (folder / "cancel").exists():
            raise CanceledError
        with (folder / "progress").open("a") as lines:
            lines.write(json.dumps(asdict(progress)) + "\n")

    return run(spec, tell)


def _key(spec: Any) -> str:
    return experiment_of(spec).name + json.dumps(to_plain(spec), sort_keys=True)


@dataclass(eq=False)
class Job:
    """One measurement under way, shared by everyone who asked for the same spec."""

    key: str
    spec: Any
    folder: Path
    future: "Future[Measurement]"
    watchers: set[str] = field(default_factory=set)

    @property
    def done(self) -> bool:
        """Return whether there is a measurement, or a reason why not."""
        return self.future.done()

    @property
    def failed(self) -> bool:
        """Return whether it ended without a measurement."""
        return self.done and (self.future.cancelled() or self.future.exception() is not None)

    def result(self) -> Measurement:
        """Return the measurement, once done; raises what the measurement raised."""
        return self.future.result(timeout=0)

    def progress(self) -> list[Progress]:
        """Return everything the worker has told so far, oldest first; nothing once the job is forgotten."""
        try:
            lines = (self.folder / "progress").read_text().splitlines(keepends=True)
        except FileNotFoundError:
            return []
        return [Progress(**json.loads(line)) for line in lines if line.endswith("\n")]


class Jobs:
    """The board of jobs of one server process; safe to use from many threads.

    Args:
        workers: how many measurements may run at a time, each on one thread of its own process.
        keep: how many finished measurements to remember.
    """

    def __init__(self, workers: int = 1, keep: int = 64) -> None:
        self._workers, self._keep = workers, keep
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._root = Path(tempfile.mkdtemp(prefix="qlab-jobs-"))
        self._pool = self._new_pool()

    def remembered(self, spec: Any) -> Measurement | None:
        """Return the measurement of `spec` if it was finished and is remembered; nothing is started."""
        with self._lock:
            job = self._jobs.get(_key(spec))
        return job.result() if job and job.done and not job.failed else None

    def submit(self, spec: Any, watcher: str) -> Job:
        """Return the job for `spec`, started now unless it runs already or is remembered; `watcher` waits for it.

        What failed is tried again.
        """
        key = _key(spec)
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.failed:
                job = self._start(key, spec)
            self._jobs.move_to_end(key)
            if not job.done:
                job.watchers.add(watcher)
            for finished in [job for job in self._jobs.values() if job.done][: -self._keep or None]:
                self._forget(finished)
            return job

    def leave(self, job: Job, watcher: str) -> None:
        """Stop waiting. When nobody is left an unfinished job is canceled, at its next step."""
        with self._lock:
            job.watchers.discard(watcher)
            if not job.watchers and not job.done and self._jobs.get(job.key) is job:
                (job.folder / "cancel").touch()
                job.future.cancel()
                self._forget(job)

    def close(self) -> None:
        """End the workers, at once, and remove what they wrote."""
        with self._lock:
            self._pool.shutdown(wait=True, kill_workers=True)
            shutil.rmtree(self._root, ignore_errors=True)

    def _new_pool(self) -> Any:
        return ProcessPoolExecutor(max_workers=self._workers, timeout=None, env=ONE_THREAD)

    def _start(self, key: str, spec: Any) -> Job:
        if key in self._jobs:
            self._forget(self._jobs[key])
        folder = Path(tempfile.mkdtemp(dir=self._root))
        try:
            future = self._pool.submit(_measure, spec, folder)
        except BrokenProcessPool:  # something killed a worker, and with it the pool
            self._pool = self._new_pool()
            future = self._pool.submit(_measure, spec, folder)
        job = self._jobs[key] = Job(key, spec, folder, future)
        return job

    def _forget(self, job: Job) -> None:
        del self._jobs[job.key]
        job.future.add_done_callback(lambda _: shutil.rmtree(job.folder, ignore_errors=True))
