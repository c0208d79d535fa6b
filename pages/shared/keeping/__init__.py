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
_VISIT = "keeping_visit"
_TRIED = "keeping_tried"
_COOKIE_IS_SET = "keeping_cookie_is_set"

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


def keep(kind: str, item: str, value: Any, *, attempt: int | None = None) -> None:
    """Keep something that the visitor did. If it cannot be saved now, `saving` says so, and saves it later."""
    st.session_state[_TRIED] = time.monotonic()
    visit().keep(kind, item, value, attempt=attempt)


def saving() -> None:
    """Say plainly if something is not saved, and try again every few seconds; have the browser remember the code.

    The router draws it on every page. Who has done nothing yet, here or on an earlier visit, costs nothing.
    """
    remembered = st.session_state.get(_COOKIE_IS_SET) or COOKIE in st.context.cookies
    if _VISIT not in st.session_state and not remembered:
        return
    known = visit()
    if not known.saved:
        _not_saved()
    elif known.code or remembered:
        st.session_state[_COOKIE_IS_SET] = True
        _remember(
            key="keeping_remember", data={"cookie": COOKIE, "code": (known.code or "").replace(" ", "-")}
        )


@st.fragment(run_every=RETRY_S)
def _not_saved() -> None:
    known = visit()
    if time.monotonic() - st.session_state.get(_TRIED, 0.0) > RETRY_S:
        st.session_state[_TRIED] = time.monotonic()
        if known.save_waiting():
            st.rerun()
    st.error(
        f"**{known.trouble}** What you did is still on this page. Keep it open: it is tried again every "
        f"{RETRY_S} seconds.",
        icon=":material/cloud_off:",
    )


def _code_in_cookie() -> str | None:
    """Return the code that the browser brings along; what is no code is not one of ours, and left alone."""
    from qlab.records import read_code

    brought = st.context.cookies.get(COOKIE)
    with suppress(ValueError):
        return read_code(brought) if isinstance(brought, str) else None
    return None
