"""What belongs to the learner: the code to come back with, a nickname, a copy of everything, and the end of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import segno
import streamlit as st

from pages.shared.keeping import keep, resume, stay, visit
from qlab.plain import to_plain
from qlab.records import NotSaved

RESUME = "resume"
"""The name of the resume code in a link."""
LONGEST = 40  # characters of a nickname


def link(code: str) -> str:
    """Return the link that goes on as the learner with this code."""
    return f"{(st.context.url or '').split('?')[0]}?{RESUME}={code.replace(' ', '-')}"


def resume_from_link() -> None:
    """Go on as the learner whose code is in the address, and take it out of there, where others might see it."""
    if RESUME in st.query_params:
        if refused := _resume(st.query_params[RESUME]):
            st.warning(refused, icon=":material/error:")
        del st.query_params[RESUME]


def come_back() -> None:
    """Show the code as words, as a link and as a picture for a phone's camera."""
    code = visit().code
    if code is None:
        return
    st.markdown(
        "This device remembers you. On another one type these twelve words, open the link, or scan the picture. "
        "Keep them to yourself: who has them sees and changes what is yours."
    )
    words, picture = st.columns([3, 1], vertical_alignment="center")
    words.code(code, language=None, wrap_lines=True)
    words.code(link(code), language=None, wrap_lines=True)
    scan = segno.make(link(code), error="l").svg_inline(scale=4, border=4, light="white", dark="black")
    picture.image(scan, width=180, alt="The link as a QR code, for a phone's camera")


def ask_for_code() -> None:
    """Let somebody who has been here before go on."""
    with st.form("mine_code", border=False):
        st.text_input("Have you been here before? Type your twelve words.", max_chars=200, key="mine_typed")
        st.form_submit_button("Go on where I was", on_click=_resume_typed)
    if refused := st.session_state.pop("mine_refused", ""):
        st.warning(refused, icon=":material/error:")


def nickname() -> None:
    """Let the learner choose what to be called; nobody has to."""
    st.text_input(
        "A nickname, if you like (it stays with your answers; no real name, please)",
        value=visit().last("nickname", "") or "",
        max_chars=LONGEST,
        key="mine_nickname",
        on_change=lambda: keep("nickname", "", (st.session_state["mine_nickname"] or "")[:LONGEST]),
    )


def take_along() -> None:
    """Offer everything that is kept of the learner: to read, and as it is kept."""
    st.download_button(
        "My report, to read or to print (HTML)",
        data=my_report(),
        file_name="my-quantization-lab.html",
        mime="text/html",
        icon=":material/print:",
        on_click="ignore",
    )
    st.download_button(
        "Take everything of mine along (JSON)",
        data=json.dumps(everything(), indent=1),
        file_name="my-quantization-lab.json",
        mime="application/json",
        icon=":material/download:",
    )


def my_report() -> Callable[[], str]:
    """Return what makes the report once somebody asks for it, which is then outside of this session."""
    kept = visit().kept

    def make() -> str:
        from pages.shared.at_hand import AtHand  # a link with a code shall not wait for these
        from pages.shared.course import course
        from qlab.course.report import report

        return report(kept, course(), datetime.now(UTC), AtHand())

    return make


def everything() -> list[dict[str, Any]]:
    """Return all that is kept of the learner, as plain values, in the order in which it was written."""
    return [to_plain(vars(record) | {"at": record.at.isoformat()}) for record in visit().kept]


def delete_all() -> None:
    """Offer to delete everything of the learner."""
    if st.button("Delete everything of mine", icon=":material/delete_forever:"):
        _sure()


@st.dialog("Delete everything of yours?")
def _sure() -> None:
    st.markdown(
        f"{len(visit().kept)} predictions, answers and notes will be gone for good. The code will lead nowhere."
    )
    if st.button("Yes, delete all of it"):
        try:
            visit().forget()
        except NotSaved as trouble:
            st.error(f"{trouble} Nothing was deleted; try again in a moment.")
        else:
            st.rerun()


def _resume_typed() -> None:
    refused = _resume(st.session_state["mine_typed"] or "")
    if refused:
        st.session_state["mine_refused"] = refused  # told beside the words, which stay to be corrected
    else:
        st.session_state["mine_typed"] = ""


def _resume(typed: str) -> str:
    """Go on as the learner with this code; return why not, and then stay who one is."""
    before = visit()
    if not before.saved and not before.save_waiting():
        return "What you did here is not saved yet. Go on as somebody else once it is."
    try:
        resume(typed)
    except ValueError as error:
        return str(error)
    if visit().code is None:
        stay(before)
        return "Nobody has this code: look at the words again."
    if not visit().trouble:
        count = len(visit().kept)
        st.success(f"Welcome back! What you did is here: {count} in all.", icon=":material/waving_hand:")
    if before.code not in {None, visit().code}:
        st.info("What was done on this device before has its own twelve words. Note them to go back:")
        st.code(before.code, language=None, wrap_lines=True)
    return ""
