"""From a click to "it is saved": one learner alone, and a class that answers within ten seconds, on SQLite.

`python -m benchmarks.answers`, or `qlab bench answers`. Learners do what a page does for them (`qlab.records.Visit`),
each in a thread, all on one database, as in a server; pages, sockets and browsers are not in it. Alone, every answer
takes turns with a floor: the same bytes through the sqlite3 module itself, into a table without keys, with the same
promise that they survive a power cut. What a disk takes for that promise is also there, as a bare fsync. In the
class everyone is new, so an answer also writes its learner down, and a wait counts from when the answer was due.
"""

import json
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import URL

from benchmarks.driver.report import Row, circumstances, in_ms, main, median_ms, row
from qlab.records import Records, Visit

PATIENCE_S = 2  # as pages have it
ANSWER = {"answer": [0, 2], "seed": 1_234_567_890}
WATCH_EVERY_S = 0.05
WARM_UP = 3  # answers that do not count: the first makes the tables


def seconds_of(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


@contextmanager
def floor(folder: Path) -> Iterator[Callable[[], object]]:
    """Yield what writes one answer with nothing but the sqlite3 module, as durably as the records do."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE answers (item TEXT, attempt INTEGER, value TEXT)")
    line = "INSERT INTO answers VALUES ('noise/levels', 1, ?)"
    yield lambda: connection.execute(line, (json.dumps(ANSWER),))
    connection.close()


@contextmanager
def watched_disk(folder: Path) -> Iterator[list[float]]:
    """Yield a list that fills with the seconds of bare fsyncs: how busy the disk is meanwhile, whoever makes it so."""
    seconds: list[float] = []
    over = Event()

    def watch() -> None:
        with bare_fsync(folder) as sync:
            while not over.wait(WATCH_EVERY_S):
                seconds.append(seconds_of(sync))

    thread = Thread(target=watch)
    thread.start()
    try:
        yield seconds
    finally:
        over.set()
        thread.join()


@contextmanager
def bare_fsync(folder: Path) -> Iterator[Callable[[], object]]:
    """Yield what appends one answer to a file and has the disk confirm it."""
    with (folder / "bare").open("ab", buffering=0) as file:
        yield lambda: (file.write(json.dumps(ANSWER).encode()), os.fsync(file.fileno()))


def alone(folder: Path, answers: int) -> dict[str, list[float]]:
    """Return the seconds of each answer of one learner, of the floor, and of a bare fsync; they take turns."""
    with database(folder) as records, floor(folder) as write, bare_fsync(folder) as sync:
        visit = Visit(records)
        contenders = {
            "saved": lambda: visit.keep("answer", "noise/levels", ANSWER),
            "sqlite3 alone": write,
            "fsync alone": sync,
        }
        rounds = [{name: seconds_of(do) for name, do in contenders.items()} for _ in range(WARM_UP + answers)]
    return {name: [times[name] for times in rounds[WARM_UP:]] for name in contenders}


def database(folder: Path) -> Records:
    return Records(URL.create("sqlite", database=str(folder / "records.db")), patience_s=PATIENCE_S)


def answer_when_due(records: Records, due: float) -> tuple[float, str | None]:
    """Be one new learner who answers at `due`; return the wait, and the code if the screen said that it is saved."""
    time.sleep(max(0.0, due - time.perf_counter()))
    visit = Visit(records)
    saved = visit.keep("answer", "noise/levels", ANSWER, attempt=1)
    return time.perf_counter() - due, visit.code if saved else None


def classroom(folder: Path, learners: int, seconds: float) -> tuple[list[float], int, int]:
    """Let a class of new learners answer, each once, at random moments within `seconds`.

    Returns:
        Their waits in seconds, how many were told "not saved", and how many answers were told to be saved but are not
        found once the database has been closed and opened again.
    """
    chance = random.Random(0)
    with database(folder) as records, ThreadPoolExecutor(learners) as threads:
        Visit(records).keep("answer", "noise/levels", ANSWER)  # the tables are there
        begin = time.perf_counter() + 0.5
        due = [begin + seconds * chance.random() for _ in range(learners)]
        waits, codes = zip(*threads.map(answer_when_due, [records] * learners, due), strict=True)
    told = [code for code in codes if code]
    with database(folder) as records:
        lost = sum(Visit(records, code).all("answer", "noise/levels") != [ANSWER] for code in told)
    return list(waits), learners - len(told), lost


def run(learners: int = 200, seconds: float = 10.0, answers: int = 300) -> list[Row]:
    """Return how long it takes until an answer is saved, alone and in a class, and whether all are found again."""
    rows = circumstances()
    with tempfile.TemporaryDirectory() as folder:
        took = alone(Path(folder), answers)
    with tempfile.TemporaryDirectory() as folder, watched_disk(Path(folder)) as disk:
        waits, refused, lost = classroom(Path(folder), learners, seconds)
    floor_ms = median_ms(took["sqlite3 alone"])
    return [
        *rows,
        in_ms("alone: saved, median", took["saved"], 0.5, at_most=50),
        in_ms("alone: saved, 95th percentile", took["saved"], 0.95),
        row("alone: sqlite3 alone, median", floor_ms, "ms"),
        row("alone: fsync alone, median", median_ms(took["fsync alone"]), "ms"),
        row("alone: saved / sqlite3 alone", median_ms(took["saved"]) / floor_ms, "x", at_most=4),
        row("class: learners", learners, f"within {seconds:g} s"),
        in_ms("class: wait, median", waits, 0.5, at_most=50),
        in_ms("class: wait, 95th percentile", waits, 0.95, at_most=150),
        in_ms("class: wait, longest", waits, 1.0),
        in_ms("class: fsync alone meanwhile, 95th percentile", disk, 0.95),
        in_ms("class: fsync alone meanwhile, longest", disk, 1.0),
        row("class: told that it is not saved", refused, at_most=0),
        row("class: told that it is saved, and not found", lost, at_most=0),
    ]


if __name__ == "__main__":
    main(run)
