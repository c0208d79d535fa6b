"""Opening a session with a server, and closing it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from websockets import Origin, Subprotocol
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from benchmarks.driver.learner import Learner, SessionError
from benchmarks.driver.page_state import PageState

JOINING = 20.0  # seconds for the handshake


@asynccontextmanager
async def visit(address: str, page: str = "", query: str = "", cookie: str = "") -> AsyncIterator[Learner]:
    """Open a session with the server at `address` (http://...) for one page, and close it.

    `cookie` is what the browser brings along, as name=value.

    Raises:
        SessionError: if the server does not take the session.
    """
    try:
        socket = await asyncio.wait_for(
            connect(
                address.replace("http", "ws", 1) + "/_stcore/stream",
                origin=Origin(address),
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": cookie} if cookie else None,
                max_size=None,
                ping_interval=None,  # a browser answers pings and sends none
            ),
            JOINING,
        )
    except (OSError, TimeoutError, WebSocketException) as error:
        raise SessionError("refused") from error
    learner = Learner(socket, PageState(page, query))
    listening = asyncio.create_task(learner.listen())
    try:
        yield learner
    finally:
        await socket.close()
        await listening
