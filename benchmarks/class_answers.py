"""A class that answers within ten seconds, through the running app: from a click until the page says that it is kept.

`python -m benchmarks.class_answers`, or `qlab bench class_answers`. Everyone opens a lesson, predicts, sees what was
measured, opens the questions, and then answers one, each once, at a random moment. A wait counts from when
the answer was due until the words "You said" have arrived. Before that, as many visits open pages and do nothing: the
records must not grow by them. Learners live in this process and the server in its own, on the same machine.
"""

import asyncio
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from benchmarks.driver.answering import Answering
from benchmarks.driver.report import Row, circumstances, in_ms, main, row
from benchmarks.driver.server import OURS, served
from benchmarks.driver.visit import visit
from benchmarks.driver.waiting import SessionError
from qlab.course.bank import bank
from qlab.course.question import CHOICE

SETTLED = 8.0  # seconds until the server has imported in the background what its pages need
LESSON = "regularizer"
ITEMS = [f"{LESSON}/{question.key}" for question in bank()[LESSON] if question.kind == CHOICE]
LOOKED_AT = ("", LESSON, "weights", "progress", "reference")
AT_ONCE = 4  # learners who arrive at the same time
VOTES = 2  # of each learner, before what was measured is shown
PAUSE = 1.0  # seconds between the last arrival and the first answer that may be due


@dataclass
class Seen:
    """What the class has seen: waits in seconds, and how sessions failed."""

    waits: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)


async def look(address: str, page: str) -> None:
    """Open a page and do nothing."""
    async with visit(address, page) as learner:
        await learner.arrive()


async def look_around(address: str, views: int) -> None:
    """Open the pages in turn, `views` visits in all."""
    for page in islice(cycle(LOOKED_AT), views):
        await look(address, page)


async def be_asked(
    address: str, item: str, door: asyncio.Semaphore, ready: asyncio.Barrier, wait: float, seen: Seen
) -> None:
    """Be one learner, who answers `wait` seconds after everyone was ready."""
    clock = asyncio.get_running_loop().time
    async with AsyncExitStack() as session:
        answering = None
        with failures_seen(seen):
            async with door:
                answering = Answering(await session.enter_async_context(visit(address, LESSON)), item)
                await answering.begin()
        await ready.wait()
        if answering:
            with failures_seen(seen):
                due = clock() + PAUSE + wait
                await asyncio.sleep(due - clock())
                late = clock() - due
                seen.waits.append(late + await answering.answer())
                await answering.finish()


@contextmanager
def failures_seen(seen: Seen) -> Iterator[None]:
    """Write down how a session failed."""
    try:
        yield
    except SessionError as error:
        seen.failed[str(error)] += 1


async def classroom(address: str, learners: int, seconds: float) -> Seen:
    """Let a class open the questions, a few at a time, and then answer, each once, within `seconds`."""
    seen, chance = Seen(), random.Random(0)
    door, ready = asyncio.Semaphore(AT_ONCE), asyncio.Barrier(learners)
    async with asyncio.TaskGroup() as group:
        for item in islice(cycle(ITEMS), learners):
            group.create_task(be_asked(address, item, door, ready, seconds * chance.random(), seen))
    return seen


def kept(database: Path) -> Counter[str]:
    """Return how many records of each kind there are."""
    if not database.exists():
        return Counter()
    with closing(sqlite3.connect(database)) as connection:
        return Counter(dict(connection.execute("SELECT kind, count(*) FROM records GROUP BY kind")))


def run(learners: int = 200, seconds: float = 10.0) -> list[Row]:
    """Return how long a class waits until the page says that an answer is kept, and what the records hold then."""
    rows = circumstances()
    with tempfile.TemporaryDirectory() as name:
        folder, database = Path(name), Path(name) / "records.db"
        with served(OURS, folder, database=f"sqlite:///{database}") as server:
            time.sleep(SETTLED)
            asyncio.run(look_around(server.address, learners))
            viewed = kept(database).total()
            cpu = server.cpu_seconds()
            seen = asyncio.run(classroom(server.address, learners, seconds))
            cpu = server.cpu_seconds() - cpu
        found = kept(database)
    return [
        *rows,
        row("page views without an answer", learners),
        row("records after them", viewed, at_most=0),
        row("class: learners", learners, f"within {seconds:g} s"),
        in_ms("class: wait, median", seen.waits, 0.5),
        in_ms("class: wait, 95th percentile", seen.waits, 0.95, at_most=150),
        in_ms("class: wait, longest", seen.waits, 1.0),
        row("class: sessions that failed", seen.failed.total(), at_most=0),
        *(row(f"sessions that failed: {how}", count) for how, count in sorted(seen.failed.items())),
        row("answers that the page has said to be kept", len(seen.waits)),
        row("records of answers, too many or too few", abs(found["answer"] - len(seen.waits)), at_most=0),
        row(
            "records of predictions, too many or too few",
            abs(found["prediction"] - VOTES * learners),
            at_most=0,
        ),
        row("records of anything else", found.total() - found["answer"] - found["prediction"], at_most=0),
        row("a processor's time that the server used, with opening", cpu, "s"),
    ]


if __name__ == "__main__":
    main(run)
