"""The server: `streamlit run app.py` inside the environment, or `make run`."""

import gc
import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from pages.shared.server import SecurityHeaders, SocketGuard
from qlab.threads import ONE_THREAD

SLOW_IMPORTS = ("plotly.io", "qlab.figures.style", "pages.shared.cached", "pages.shared.controls")
os.environ |= ONE_THREAD  # torch is imported later, by the pages that compute
HEAD_START = 2.0  # seconds; home paints first, then the imports may have the interpreter


def warm_up(at_the_end: ExitStack) -> None:
    """Import what every page but home needs, keep the garbage collector away from it, start workers and database.

    Frozen objects are never walked again; without that each collection walks all of torch.
    """
    try:
        for name in SLOW_IMPORTS:
            import_module(name)
        running = import_module("pages.shared.running")
        gc.collect()
        gc.freeze()
        at_the_end.callback(running.close)
        running.warm()
        import_module("pages.shared.keeping").records().prepare()
    except Exception:  # or nobody hears of it: a page that needs what failed will say so itself
        logging.getLogger(__name__).exception("warming up failed")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Serve at once and warm up in the background; end the workers with the server."""
    with ExitStack() as at_the_end:
        timer = threading.Timer(HEAD_START, warm_up, args=[at_the_end])
        timer.daemon = True
        timer.start()
        yield
        timer.cancel()


app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    middleware=[Middleware(SecurityHeaders), Middleware(SocketGuard)],
)
