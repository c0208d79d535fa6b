"""Home: it must paint at once, so it imports nothing that computes."""

import streamlit as st

from pages.shared.catalog import INSTRUMENTS
from pages.shared.frame import header
from pages.shared.live_digit import live_digit

header(
    "The quantization lab",
    "What happens to a neural network when each of its numbers may use only a few bits? "
    "Here you turn the bits down on real, trained networks and watch what breaks, where, and why.",
)

live_digit()

st.header("Explore the lab", anchor=False)
st.markdown("Five instruments, in any order. Every number you see was measured, and each page shows you how.")

with st.grid("auto", min_column_width=240, gap="medium"):
    for instrument in INSTRUMENTS:
        with st.container(border=True, height="stretch", gap="small"):
            st.page_link(
                instrument.path, label=f"**{instrument.title}**", icon=instrument.icon, width="stretch"
            )
            st.markdown(instrument.question)
