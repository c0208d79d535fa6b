"""Home: it must paint at once, so it imports nothing that computes."""

import logging

import streamlit as st

from pages.shared.catalog import INSTRUMENTS, LESSONS, Entry
from pages.shared.frame import header
from pages.shared.live_digit import live_digit, published, rows
from qlab.receipts import Receipt

header(
    "The quantization lab",
    "What happens to a neural network when each of its numbers may use only a few bits? "
    "Here you turn the bits down on real, trained networks and watch what breaks, where, and why.",
)

try:  # before anything of the picture is on the page
    rows()
    Receipt(**published()["receipt"])
except (OSError, ValueError, LookupError, TypeError, AttributeError):
    logging.getLogger("pages.home").exception("assets/published/first_look.json could not be read")
    st.caption("The first measurement could not be read, so its picture is missing. The pages below work.")
else:
    live_digit()


def doors(entries: tuple[Entry, ...]) -> None:
    """Show a link and a question for each page."""
    for page in entries:
        with st.container(border=True):
            door, question = st.columns([1, 3], vertical_alignment="center", gap="small")
            door.page_link(page.path, label=f"**{page.title}**", icon=page.icon)
            question.markdown(page.question)


st.header("Learn step by step", anchor=False)
st.markdown(
    "Each lesson asks what you expect, then measures: once where a claim holds, once where it breaks."
)
doors(LESSONS)
st.header("Explore the lab", anchor=False)
st.markdown("Instruments to use in any order. Every number was measured, and each page shows how.")
doors(INSTRUMENTS)
