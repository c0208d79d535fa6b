"""Watching a long measurement: it runs in a worker process, the page looks at its progress and comes back.

    measurement = watched(spec)
    if measurement:
        ...                      # else it is under way, and its progress is on the page

Everyone who asks for the same spec watches the same job.
"""

import logging
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any
from uuid import uuid4
from weakref import WeakValueDictionary

import streamlit as st

from qlab.experiments.cliff import CliffSpec
from qlab.experiments.experiment import Progress
from qlab.figures.style import HEIGHT
from qlab.jobs import Job, Jobs
from qlab.measurement import Measurement

Partial = Callable[[Sequence[Progress]], None]

LOOKS_PER_SECOND = 25  # at one job, by all who watch it together: a look costs the server about 10 ms
SHORTEST_WAIT = 0.4

# (watcher, kind of spec or place) -> the job that they wait for; an entry goes when the board forgets its job.
_watched: WeakValueDictionary[tuple[str, str], Job] = WeakValueDictionary()


@cache
def board() -> Jobs:
    """Return the server's one board of jobs. Not st.cache_resource, which any visitor can clear."""
    return Jobs()


def warm() -> None:
    """Start the workers, which takes seconds, before anyone waits for them; the server calls it as it starts."""
    board().submit(CliffSpec(), watcher="server")


def close() -> None:
    """End the workers; the server calls it as it ends."""
    if board.cache_info().currsize:
        board().close()


def remembered(spec: Any) -> Measurement | None:
    """Return the measurement of `spec` if a job has made it and the board still remembers it."""
    return board().remembered(spec) if board.cache_info().currsize else None


def watched(spec: Any, partial: Partial | None = None, *, place: str = "") -> Measurement | None:
    """Return the measurement of `spec`, or None while there is none; then the page says how far it is, or why.

    Who asks for another spec of the same kind no longer waits for the one before; a page that waits for several at
    once gives each a `place`. `partial` draws what is known so far.
    """
    watcher = st.session_state.setdefault("running_watcher", uuid4().hex)
    kind = place or type(spec).__name__
    before = _watched.get((watcher, kind))
    if before is not None and before.spec != spec:
        board().leave(before, watcher)
    ended = f"running_{kind}_ended"
    known = st.session_state.get(ended, (None, ""))[0] == spec
    if not known and before is not None and before.spec == spec and before.failed:
        known, st.session_state[ended] = True, (spec, _why(before))
    if known:
        with st.container(height=HEIGHT, border=False):
            st.text(st.session_state[ended][1])
            st.button("Measure", key=f"{ended}_again", on_click=_forget, args=[ended, (watcher, kind)])
        return None
    job = _watched[watcher, kind] = board().submit(spec, watcher)
    if job.done and not job.failed:
        return job.result()
    every = max(SHORTEST_WAIT, len(job.watchers) / LOOKS_PER_SECOND)
    st.fragment(_look, run_every=every)(job, watcher, ended, partial)
    return None


def _forget(ended: str, watched: tuple[str, str]) -> None:
    """Let a measurement that ended without a result be asked for again."""
    st.session_state.pop(ended, None)
    _watched.pop(watched, None)


def _look(job: Job, watcher: str, ended: str, partial: Partial | None) -> None:
    """Draw how far a job is; when it has ended, run the page again."""
    with st.container(height="content" if partial else HEIGHT, border=False):
        progress = job.progress()
        latest = progress[-1] if progress else Progress(0, 1)
        words = f"Measuring: {latest.done} of {latest.total}" if progress else "Waiting for its turn"
        st.progress(latest.done / latest.total, text=words)
        stop = st.button("Stop", key=f"{ended}_stop", icon=":material/stop:")
        if partial:
            partial(progress)
    if stop:
        board().leave(job, watcher)
    reason = "You stopped this measurement." if stop else _why(job) if job.failed else None
    if reason:
        st.session_state[ended] = (job.spec, reason)
    if reason or job.done:
        st.rerun()


def _why(job: Job) -> str:
    """Return why a job that failed has no measurement."""
    error = None if job.future.cancelled() else job.future.exception(timeout=0)
    if isinstance(error, ValueError):
        return str(error)
    logging.getLogger(__name__).error("a measurement failed: %s", job.spec, exc_info=error)
    return "The measurement ended before its time. That was not your doing."
