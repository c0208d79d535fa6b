"""Entries of the published ledger on a page: a statement's verdicts, its rule, and how each was measured."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.frame import code, notice
from pages.shared.lesson import show_verdict
from qlab.claims import STATEMENTS
from qlab.claims.ledger import Entry, read_ledger


def published_entries() -> list[Entry]:
    """Return the published ledger's entries of statements that there are; where it cannot be read, say so."""
    try:
        return [line for line in read_ledger() if line.statement in STATEMENTS]
    except ValueError as error:
        notice(str(error))
        return []


def show_statement(name: str, entries: Sequence[Entry]) -> None:
    """Show a statement with the verdict on each of its cases; the lines that measure it again are one click away."""
    statement, lines = STATEMENTS[name], [line for line in entries if line.statement == name]
    st.markdown(f"**{statement.sentence}**")
    for line in lines:
        show_verdict(line.case, line.verdict)
    key = f"{name}_commands"
    how = st.expander("How was this judged?", icon=":material/receipt_long:", key=key, on_change="rerun")
    if how.open:
        with how:
            st.markdown(f"The rule: {statement.rule} To judge it again, in a terminal:")
            code(f"qlab claims {name}")
            for line in lines:
                st.markdown(f"{line.case}, measured in {line.receipt.duration_s:.3g} s:")
                code(line.receipt.command)
