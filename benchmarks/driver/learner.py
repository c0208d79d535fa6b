"""A learner without a browser: Streamlit's own messages over its own socket.

It does what Streamlit's page does between a click and a picture: it keeps the widgets' values and the address,
remembers large messages so that the server need not send them twice, and obeys the timers of fragments that
rerun by themselves. It draws nothing and fetches no files. These messages are Streamlit's private matter, so
tests/benchmarks holds this learner against a real Chromium.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, WebSocketException

from benchmarks.driver.message_cache import ForgottenError
from benchmarks.driver.page_state import PageState, Placed
from benchmarks.driver.timers import Timers
from benchmarks.driver.waiting import PATIENCE, Finished, Lookout, Run, SessionError
from benchmarks.driver.widgets import options_of, widget_of


class Learner:
    """One session on one page, as `visit` opens it."""

    def __init__(self, socket: ClientConnection, page: PageState) -> None:
        self.page = page
        self.received = 0
        self._socket = socket
        self._timers = Timers(lambda fragment: self._ask(fragment, by_timer=True))
        self._finished: asyncio.Queue[Finished | None] = asyncio.Queue()
        self._failure = ""
        self._lookout: Lookout | None = None

    async def arrive(self) -> Run:
        """Open the page."""
        return await self._rerun("")

    async def turn(self, key: str, value: Any) -> Run:
        """Move the widget with this key and wait until the script has finished; see `widgets.turned` for `value`."""
        fragment = self._widget(key).fragment
        self.page.touch(key, value)
        return await self._rerun(fragment)

    async def see(self, key: str, value: Any, shown: Callable[[Element], bool]) -> float:
        """Move the widget with this key and wait until an element that `shown` accepts arrives; return the seconds."""
        await self.finish()
        fragment, start = self._widget(key).fragment, time.perf_counter()
        self.page.touch(key, value)
        self._lookout = Lookout(shown)
        await self._ask(fragment)
        return await self._lookout.arrival() - start

    async def finish(self) -> None:
        """Wait until the run that brought what was seen last has come to its end."""
        while self._lookout and (await self._next_end()).status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            pass
        self._lookout = None

    def options(self, key: str) -> list[str]:
        """Return what the widget with this key offers, as text."""
        return options_of(widget_of(self._widget(key).element))

    def _widget(self, key: str) -> Placed:
        try:
            return self.page.widget(key)
        except KeyError as error:
            raise SessionError(f"no widget {key}") from error

    async def settle(self) -> None:
        """Wait until no fragment reruns by itself any more: a measurement under way has come to its end."""
        while self._timers:
            await self._next_end()

    async def _rerun(self, fragment: str) -> Run:
        while not self._finished.empty():
            self._finished.get_nowait()
        start, received = time.perf_counter(), self.received
        await self._ask(fragment)
        while True:
            finished = await self._next_end()
            ours = fragment in finished.fragments if fragment else not finished.fragments
            if ours and finished.status != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return Run(finished.when - start, self.received - received)

    async def _next_end(self) -> Finished:
        """Return the next end of a run, of whichever; refuse what no learner should see."""
        try:
            finished = await asyncio.wait_for(self._finished.get(), PATIENCE)
        except TimeoutError as error:
            raise SessionError("no answer") from error
        if finished is None or self._failure:
            raise SessionError(self._failure or "connection lost")
        broken = [element.exception.type for element in self.page.elements if element.HasField("exception")]
        if broken or finished.status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise SessionError(f"script error {' '.join(broken)}".strip())
        return finished

    async def _ask(self, fragment: str, *, by_timer: bool = False) -> None:
        try:
            await self._socket.send(self.page.request(fragment, by_timer=by_timer).SerializeToString())
        except WebSocketException as error:
            raise SessionError("connection lost") from error

    async def listen(self) -> None:
        """Take in what the server sends until one side hangs up."""
        try:
            while True:
                payload = await self._socket.recv(decode=False)
                when = time.perf_counter()
                self.received += len(payload)
                self._take_in(ForwardMsg.FromString(payload), when)
        except ConnectionClosed:
            pass
        except ForgottenError:
            self._failure = "reference to a forgotten message"
        finally:
            self._timers.stop_all()
            self._finished.put_nowait(None)
            if self._lookout:
                self._lookout.give_up(self._failure or "connection lost")

    def _take_in(self, message: ForwardMsg, when: float) -> None:
        element = self.page.take_in(message)
        if element and self._lookout:
            self._lookout.notice(element, when)
        run, kind = message.metadata.run, message.WhichOneof("type")
        if kind == "new_session" and not run.fragment_ids:
            self._timers.stop_all()
        elif kind == "auto_rerun":
            self._timers.start(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            self._timers.stop(message.stop_auto_rerun.fragment_ids)
        elif kind == "page_not_found":
            self._failure = "page not found"
        elif kind == "script_finished":
            self._finished.put_nowait(Finished(when, tuple(run.fragment_ids), message.script_finished))
