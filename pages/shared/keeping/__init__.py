"""What this visitor has done, for pages: one Visit a session, and a cookie that finds it again after a reload.

if visit().last("prediction", "noise") is None:
    st.pills(..., on_change=lambda: keep("prediction", "noise", st.session_state["noise_prediction"]))
"""

import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:  # at run time home must not pay for the database
    from qlab.records import Records, Visit

HERE = Path(__file__).parent
COOKIE = "qlab_resume"
PATIENCE_S = 2  # a page waits for the database no longer than this
RETRY_S = 5
FIRST_KEPT = (
    "That is kept. **Your progress** has twelve words with which you go on later, or on another device."
)
_VISIT = "keeping_visit"
_TRIED = "keeping_tried"
_TOLD = "keeping_told"  # the code that the browser was given
_REMEMBER = "keeping_remember"

_remember = st.components.v2.component("qlab_remember", js=(HERE / "remember.js").read_text(encoding="utf-8"))


@cache
def records() -> "Records":
    """Return the server's one door to its database. Not st.cache_resource, which any visitor can clear."""
    from qlab.records import Records

    return Records(patience_s=PATIENCE_S)


def visit() -> "Visit":
    """Return this session's visit; the first time it reads what the cookie's learner did before."""
    if _VISIT not in st.session_state:
        resume(_code_in_cookie())
    known: Visit = st.session_state[_VISIT]
    return known


def resume(code: str | None) -> None:
    """Go on as the learner with this code; with None, as somebody new.

    Raises:
        ValueError: if it is no resume code.
    """
    from qlab.records import Visit, read_code

    st.session_state[_VISIT] = Visit(records(), code and read_code(code))


def stay(known: "Visit") -> None:
    """Be the learner of this visit again, after `resume` led to nobody."""
    st.session_state[_VISIT] = known


def keep(kind: str, item: str, value: Any, *, attempt: int | None = None) -> None:
    """Keep something that the visitor did. If it cannot be saved now, `saving` says so, and saves it later.

    The first thing that is kept of somebody comes with a code; they hear where it is. So does the first one after
    another window deleted everything.
    """
    known = visit()
    before = known.code
    st.session_state[_TRIED] = time.monotonic()
    if known.keep(kind, item, value, attempt=attempt) and known.code != before:
        st.toast(FIRST_KEPT, icon=":material/cloud_done:")


def is_told() -> bool:
    """Return whether `saving` has told all there is to tell: nothing waits, and the browser has the code."""
    return visit().saved and st.session_state.get(_TOLD) == _for_cookie(visit())


def saving() -> None:
    """Say plainly if something is not saved, and try again every few seconds; have the browser remember the code.

    The router draws it on every page, before the page. For who has done nothing so far the database is not asked.
    """
    remembered = _TOLD in st.session_state or COOKIE in st.context.cookies
    known = visit() if remembered or _VISIT in st.session_state else None
    if known and known.trouble:
        with st.bottom:
            _not_saved()
        return
    if known and (known.code or remembered):
        st.session_state[_TOLD] = _for_cookie(known)
    data = {"cookie": COOKIE, "code": st.session_state.get(_TOLD)}
    _remember(key=_REMEMBER, data=data, on_found_change=_go_on_as_in_other_tab)


def _for_cookie(known: "Visit") -> str:
    return (known.code or "").replace(" ", "-")


def _go_on_as_in_other_tab() -> None:
    if not visit().code and visit().saved:
        with suppress(ValueError):
            resume(st.session_state[_REMEMBER].found)


@st.fragment(run_every=RETRY_S)
def _not_saved() -> None:
    known = visit()
    if time.monotonic() - st.session_state.get(_TRIED, 0.0) > RETRY_S:
        st.session_state[_TRIED] = time.monotonic()
        if known.save_waiting():
            st.rerun()
    meanwhile = "What you did before cannot be read" if known.saved else "What you did is still on this page"
    st.error(
        f"**{known.trouble}** {meanwhile}. Keep the page open: it is tried again every {RETRY_S} seconds.",
        icon=":material/cloud_off:",
    )


def _code_in_cookie() -> str | None:
    """Return the code that the browser brings along; what is no code is not one of ours, and left alone."""
    from qlab.records import read_code

    brought = st.context.cookies.get(COOKIE)
    with suppress(ValueError):
        return read_code(brought) if isinstance(brought, str) else None
    return None
