"""The server: `streamlit run app.py` inside the environment, or `make run`."""

import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from pages.shared.server import SecurityHeaders, SocketGuard

SLOW_IMPORTS = ("plotly.graph_objects", "plotly.io", "qlab.experiments", "qlab.figures.style")
HEAD_START = 2.0  # seconds; home paints first, then the imports may have the interpreter


def warm_up() -> None:
    """Import what home does not need but every other page does, then keep the collector away from it.

    Frozen objects are never walked again; without that each collection walks all of torch.
    """
    try:
        for name in SLOW_IMPORTS:
            import_module(name)
    except Exception:  # a thread's exception reaches nobody; the page that needs the module will show its own
        logging.getLogger(__name__).exception("warming up failed")
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Serve at once; warm up in the background."""
    timer = threading.Timer(HEAD_START, warm_up)
    timer.daemon = True
    timer.start()
    yield
    timer.cancel()


app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    middleware=[Middleware(SecurityHeaders), Middleware(SocketGuard)],
)
