"""The ledger: every claim of the course, what was measured here, and what others found."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header, notice
from pages.shared.lesson import show_verdict
from qlab.claims import CLAIMS, STATEMENTS, Claim
from qlab.claims.ledger import Entry, read_ledger

page = entry("learn/ledger.py")
header(page.title, page.question)
st.markdown(
    "Each claim is cut into statements that a measurement can judge by a rule written down before. A verdict holds for "
    "the networks and data of this lab, and may be another elsewhere. Nothing here is proved. `qlab claims` in a "
    "terminal measures all of it again."
)


def show_statement(name: str, entries: list[Entry]) -> None:
    statement = STATEMENTS[name]
    st.markdown(f"**{statement.sentence}**")
    for line in entries:
        show_verdict(line.case, line.verdict)
    st.markdown(f":small[The rule: {statement.rule}]")


def show_claim(claim: Claim, entries: list[Entry]) -> None:
    st.subheader(f"{claim.name} {claim.title}", anchor=False)
    st.markdown(f"*{claim.sentence}*")
    here = [line for line in entries if line.claim == claim.name and line.statement in STATEMENTS]
    for name in dict.fromkeys(line.statement for line in here):
        show_statement(name, [line for line in here if line.statement == name])
    if not here:
        st.markdown("Not measured in this lab yet.")
    with st.expander("What others found", icon=":material/library_books:"):
        for source in claim.sources:
            st.markdown(f"- *{source.speaks.capitalize()}.* {source.says} {source.where} ({source.read}).")


try:
    ledger = read_ledger()
except ValueError as error:
    ledger = []
    notice(str(error))
for claim in CLAIMS.values():
    show_claim(claim, ledger)
