"""Fragments that rerun by themselves: the server names an interval, the browser asks for a run each time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


class Timers:
    """The timers of one page; `ask` asks the server for a run of a fragment. Empty ones are false."""

    def __init__(self, ask: Callable[[str], Awaitable[None]]) -> None:
        self._ask = ask
        self._running: dict[str, tuple[float, asyncio.Task[None]]] = {}

    def __len__(self) -> int:
        return len(self._running)

    def start(self, fragment: str, interval: float) -> None:
        """Ask for this fragment every `interval` seconds; a timer that does so already goes on undisturbed."""
        if fragment in self._running and self._running[fragment][0] == interval:
            return
        self.stop([fragment])
        self._running[fragment] = (interval, asyncio.create_task(self._tick(fragment, interval)))

    def stop(self, fragments: Iterable[str]) -> None:
        """Ask no more for these fragments."""
        for fragment in fragments:
            if fragment in self._running:
                self._running.pop(fragment)[1].cancel()

    def stop_all(self) -> None:
        """Ask no more for any fragment, as after a run of the whole page."""
        self.stop(list(self._running))

    async def _tick(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            await self._ask(fragment)
