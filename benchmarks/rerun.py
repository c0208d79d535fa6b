"""From a released control to the end of the script, for one learner, beside the least page that Streamlit can serve.

`python -m benchmarks.rerun`, or `qlab bench rerun`. In every round each contender makes one move, so that what
else the machine does falls on all alike.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.driver.learner import Learner
from benchmarks.driver.report import Row, circumstances, in_ms, main, median_ms, row
from benchmarks.driver.server import OURS, PEERS, Server, served
from benchmarks.driver.visit import visit

Moves = Iterator[tuple[str, Any]]

SETTLED = 8.0  # seconds until the lab's server has imported in the background what its pages need
WARM_UP = 2  # moves of every contender that do not count
PAUSE = 0.05  # seconds between two moves


def between(key: str, *values: Any) -> Callable[[Learner], Moves]:
    """Return moves of one widget to and fro, between values that are soon known."""
    return lambda _: ((key, value) for value in cycle(values))


def always_new(inner: str, outer: str, *values: Any) -> Callable[[Learner], Moves]:
    """Return moves of two widgets, one at a time, that never meet the same pair of values twice."""

    def moves(learner: Learner) -> Moves:
        options = learner.options(inner)
        yield inner, options[0]
        for value in values:
            yield outer, value
            yield from ((inner, option) for option in options[1:])
            options.reverse()

    return moves


@dataclass
class Contender:
    """A page and the moves made on it; what they took, in seconds."""

    name: str
    app: Path
    page: str
    moves: Callable[[Learner], Moves]
    seconds: list[float] = field(default_factory=list)
    until_settled: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)

    async def move(self, learner: Learner, server: Server, moves: Moves) -> None:
        """Make the next move, if there is one left, and write down what it took."""
        await asyncio.sleep(PAUSE)
        if (move := next(moves, None)) is None:
            return
        cpu, start = server.cpu_seconds(), time.perf_counter()
        self.seconds.append((await learner.turn(*move)).seconds)
        self.cpu_seconds.append(server.cpu_seconds() - cpu)
        await learner.settle()
        self.until_settled.append(time.perf_counter() - start)


BARE, DEFAULTS = PEERS / "minimal.py", PEERS / "minimal_with_imports.py"
OTHERS = ("per_tensor", "group:32", "group:16")


def contenders() -> list[Contender]:
    """Return ours and the two minimal pages; the second has Streamlit's default settings and our imports."""
    bins = between("bins", *range(5, 101))
    return [
        Contender("minimal page, our settings", BARE, "", bins),
        Contender("minimal page, default settings, our imports", DEFAULTS, "", bins),
        Contender("weights, seen before", OURS, "weights", between("weights_format", "int3", "int4")),
        Contender(
            "weights, new", OURS, "weights", always_new("weights_format", "weights_granularity", *OTHERS)
        ),
        Contender("cliffs, seen before", OURS, "cliffs", between("cliffs_quantize", "both", "weights")),
        Contender(
            "cliffs, new", OURS, "cliffs", always_new("cliffs_quantize", "cliffs_granularity", *OTHERS)
        ),
    ]


async def compete(entered: list[Contender], servers: dict[Path, Server], rounds: int) -> None:
    """Let every contender make one move in each round."""
    async with AsyncExitStack() as stack:
        under_way = []
        for one in entered:
            learner = await stack.enter_async_context(visit(servers[one.app].address, one.page))
            await learner.arrive()
            await learner.settle()
            under_way.append((one, learner, one.moves(learner)))
        for count in range(WARM_UP + rounds):
            for one, learner, moves in under_way:
                await one.move(learner, servers[one.app], moves)
            if count + 1 == WARM_UP:
                for one in entered:
                    one.seconds, one.until_settled, one.cpu_seconds = [], [], []


def rows_of(entered: list[Contender]) -> list[Row]:
    """Return the figures, and ours as multiples of the minimal page's."""
    rows = []
    for one in entered:
        rows.append(row(f"{one.name}: median of {len(one.seconds)}", median_ms(one.seconds), "ms"))
        rows.append(in_ms(f"{one.name}: 95th percentile", one.seconds, 0.95))
        cpu = 1000 * sum(one.cpu_seconds) / len(one.cpu_seconds)
        rows.append(row(f"{one.name}: processor time of the server, mean", cpu, "ms"))
        if median_ms(one.until_settled) > 2 * median_ms(one.seconds):
            rows.append(
                row(f"{one.name}: until its result is there, median", median_ms(one.until_settled), "ms")
            )
    bare, defaults, *ours = entered
    for one in ours:
        for peer, claim in ((bare, 1.5), (defaults, 0.2)):
            ratio = median_ms(one.seconds) / median_ms(peer.seconds)
            rows.append(row(f"{one.name} / {peer.name}", ratio, "x", at_most=claim))
    return rows


def run(rounds: int = 20) -> list[Row]:
    """Return the milliseconds of a rerun, ours and the minimal pages', and their ratios."""
    entered, rows = contenders(), circumstances()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        servers = {app: stack.enter_context(served(app, folder)) for app in (OURS, BARE)}
        servers[DEFAULTS] = stack.enter_context(served(DEFAULTS, folder, settings=folder))
        time.sleep(SETTLED)
        asyncio.run(compete(entered, servers, rounds))
    return rows + rows_of(entered)


if __name__ == "__main__":
    main(run)
