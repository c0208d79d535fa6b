"""A class at work: learners on one server process, each moving a control every few seconds.

`python -m benchmarks.load --learners 200 --seconds 75`, or `qlab bench load`. Everyone moves by the clock, whether
or not the last answer has come, and a wait counts from the moment the move was due: a slow server cannot slow
its learners down and so look faster. The learners live in this process and the server in its own, but on the
same machine, so what the learners use is reported too.
"""

import asyncio
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.driver.learner import Learner, SessionError
from benchmarks.driver.report import Row, circumstances, in_ms, main, row
from benchmarks.driver.server import OURS, Server, served
from benchmarks.driver.visit import visit

SETTLED = 8.0  # seconds until the server has imported in the background what its pages need
RAMP = 20.0  # seconds in which the learners arrive
LIVE = "grids_live"
CONTROLS = {
    "weights": ("weights_format", "weights_granularity"),
    "grids": ("grids_source", LIVE, LIVE, LIVE),
    "cliffs": ("cliffs_quantize", "cliffs_measure"),
    "calibration": ("calibration_bits", "calibration_quantize"),
    "finetuning": ("finetuning_bits", "finetuning_quantize"),
}
"""What learners move on each page. The live grid asks the server only when a slider is let go."""


@dataclass
class Seen:
    """What all learners have seen: waits in seconds by page, arrivals, lateness of this process, ends of sessions.

    A move that was due but never made, because earlier answers took until the end, counts with its wait so far.
    """

    waits: dict[str, list[float]] = field(default_factory=lambda: {page: [] for page in CONTROLS})
    arrivals: list[float] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    never_made: int = 0
    ends: Counter[str] = field(default_factory=Counter)


def next_move(learner: Learner, page: str, chance: random.Random) -> tuple[str, Any]:
    """Choose one of the page's controls, and a value that it offers."""
    key = chance.choice(CONTROLS[page])
    if key == LIVE:
        return key, {"position": {"bits": 4, "clip": chance.randint(1, 100), "zero_point": None}}
    return key, chance.choice(learner.options(key))


async def learn(
    address: str, page: str, number: int, think: float, begin: float, end: float, seen: Seen
) -> None:
    """Be one learner until `end` (loop time), and write down what was seen from `begin` on."""
    chance, clock = random.Random(number), asyncio.get_running_loop().time
    try:
        async with visit(address, page) as learner:
            seen.arrivals.append((await learner.arrive()).seconds)
            due = clock() + think * chance.random()
            while due < end:
                await asyncio.sleep(due - clock())
                if in_time := clock() < end:
                    await learner.turn(*next_move(learner, page, chance))
                if due >= begin:
                    seen.waits[page].append(clock() - due)
                    seen.never_made += not in_time
                due += think
    except SessionError as error:
        seen.ends[str(error)] += 1
    else:
        seen.ends["completed"] += 1


async def watch_lateness(seen: Seen, every: float = 0.05) -> None:
    """Note by how much this process comes too late: that is part of every wait it measures."""
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + every
        await asyncio.sleep(every)
        seen.lateness.append(clock() - due)


async def classroom(address: str, learners: int, seconds: float, think: float) -> Seen:
    """Let learners arrive one after another, spread over the pages, and work for `seconds` once all are there."""
    seen, ramp = Seen(), min(RAMP, learners / 10)
    watching = asyncio.create_task(watch_lateness(seen))
    begin = asyncio.get_running_loop().time() + ramp
    async with asyncio.TaskGroup() as group:
        for number, page in enumerate(islice(cycle(CONTROLS), learners)):
            group.create_task(learn(address, page, number, think, begin, begin + seconds, seen))
            await asyncio.sleep(ramp / learners)
    watching.cancel()
    return seen


def rows_of(seen: Seen, learners: int, seconds: float, think: float) -> list[Row]:
    """Return the waits, by page and together, and how the sessions ended."""
    waits = [wait for page in seen.waits.values() for wait in page]
    return [
        row("learners", learners),
        row("moves a second", (len(waits) - seen.never_made) / seconds, f"of {learners / think:.3g}"),
        in_ms("arrival, 95th percentile", seen.arrivals, 0.95),
        in_ms("wait, median", waits, 0.5),
        in_ms("wait, 95th percentile", waits, 0.95, at_most=150),
        in_ms("wait, 99th percentile", waits, 0.99),
        in_ms("wait, longest", waits, 1.0),
        *(in_ms(f"wait on {page}, 95th percentile", there, 0.95) for page, there in seen.waits.items()),
        row("moves that were due but never made", seen.never_made),
        row("failed sessions", learners - seen.ends["completed"], at_most=0),
        *(row(f"sessions that ended: {end}", count) for end, count in sorted(seen.ends.items())),
        in_ms("lateness of the learners' own process, 95th percentile", seen.lateness, 0.95),
    ]


def measure(server: Server, learners: int, seconds: float, think: float) -> list[Row]:
    """Warm the server up with a few learners, then measure it with all of them."""
    asyncio.run(classroom(server.address, 2 * len(CONTROLS), 4 * think, think))
    memory, cpu = server.memory(), server.cpu_seconds()
    own_cpu, start = time.process_time(), time.perf_counter()
    seen = asyncio.run(classroom(server.address, learners, seconds, think))
    percent = 100 / (time.perf_counter() - start)
    return [
        *rows_of(seen, learners, seconds, think),
        row("memory a learner", (server.memory() - memory) / learners / 2**20, "MiB", at_most=1.0),
        row("memory of the server process at the end", server.memory() / 2**20, "MiB"),
        row("a processor's time that the server used", (server.cpu_seconds() - cpu) * percent, "%"),
        row("a processor's time that the learners used", (time.process_time() - own_cpu) * percent, "%"),
    ]


def run(learners: int = 200, seconds: float = 75.0, think: float = 3.0) -> list[Row]:
    """Return how long learners wait for a moved control, how many lost their session, and what each costs in memory."""
    rows = circumstances()
    with tempfile.TemporaryDirectory() as folder, served(OURS, Path(folder)) as server:
        time.sleep(SETTLED)
        return rows + measure(server, learners, seconds, think)


if __name__ == "__main__":
    main(run)
