"""Home: it must paint at once, so it imports nothing that computes."""

import logging

import streamlit as st

from pages.shared.catalog import INSTRUMENTS
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
    st.caption(
        "The first measurement could not be read, so its picture is missing. The instruments below work."
    )
else:
    live_digit()

st.header("Explore the lab", anchor=False)
st.markdown("Five instruments, in any order. Every number was measured, and each page shows how.")

for instrument in INSTRUMENTS:
    with st.container(border=True):
        door, question = st.columns([1, 3], vertical_alignment="center", gap="small")
        door.page_link(instrument.path, label=f"**{instrument.title}**", icon=instrument.icon)
        question.markdown(instrument.question)
