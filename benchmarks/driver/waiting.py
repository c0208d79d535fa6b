"""What a learner waits to see, for how long, and what becomes of one who waits in vain."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from streamlit.proto.Element_pb2 import Element

PATIENCE = 60.0  # seconds for one run of a script


class SessionError(Exception):
    """A session that ended before its time; the message names how."""


@dataclass(frozen=True)
class Run:
    """One run of a page's script, from the message that asks for it to the one that says it has finished."""

    seconds: float
    received: int  # bytes


@dataclass(frozen=True)
class Finished:
    """The end of a run: when, of which fragments (none: of the page), and how."""

    when: float
    fragments: tuple[str, ...]
    status: int


class Lookout:
    """Waits for the first element that `shown` accepts. Make it before the click, or it may look too late."""

    def __init__(self, shown: Callable[[Element], bool]) -> None:
        self._shown = shown
        self._arrival: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def notice(self, element: Element, when: float) -> None:
        """Take in an element that came at `when`."""
        if not self._arrival.done() and self._shown(element):
            self._arrival.set_result(when)

    def give_up(self, reason: str) -> None:
        """Take in that nothing more will come."""
        if not self._arrival.done():
            self._arrival.set_exception(SessionError(reason))

    async def arrival(self) -> float:
        """Return when it came.

        Raises:
            SessionError: if it does not come.
        """
        try:
            return await asyncio.wait_for(self._arrival, PATIENCE)
        except TimeoutError as error:
            raise SessionError("no answer") from error
