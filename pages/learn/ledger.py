"""The ledger: every claim of the course, what was measured here, and what others found."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.entries import published_entries, show_statement
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from qlab.claims import CLAIMS, Claim
from qlab.claims.ledger import Entry

page = entry("learn/ledger.py")
header(page.title, page.question)
st.markdown(
    "Each claim is cut into statements that a measurement can judge by a rule written down before. A verdict holds for "
    "the networks and data of this lab, and may be another elsewhere. Nothing here is proved. `qlab claims` in a "
    "terminal measures all of it again."
)
explain_words("Verdict", "Receipt")


def show_claim(claim: Claim, entries: list[Entry]) -> None:
    st.subheader(f"{claim.name} {claim.title}", anchor=False)
    st.markdown(f"*{claim.sentence}*")
    here = [line for line in entries if line.claim == claim.name]
    for name in dict.fromkeys(line.statement for line in here):
        show_statement(name, here)
    if not here:
        st.markdown("Not measured in this lab yet.")
    with st.expander("What others found", icon=":material/library_books:"):
        for source in claim.sources:
            st.markdown(f"- *{source.speaks.capitalize()}.* {source.says} {source.where} ({source.read}).")


ledger = published_entries()
for claim in CLAIMS.values():
    show_claim(claim, ledger)
