"""Whether this visitor reads light on dark or dark on light, and a rerun when they change it.

Figures are drawn on the server in the visitor's theme. Streamlit repaints its own elements in the browser when
the theme changes but tells the server only with the next rerun, so without the watcher a figure would keep its
old colors until the next click.
"""

from typing import Literal

import streamlit as st

_WATCHER = st.components.v2.component(
    "theme_watcher",
    html="<i aria-hidden='true'></i>",
    css="""
    i { display: block; color: var(--st-background-color); transition: color 1ms; }
    """,
    js="""
    export default function ({ parentElement, setTriggerValue }) {
      const probe = parentElement.querySelector("i")
      probe.ontransitionend = () => setTriggerValue("changed", true)
    }
    """,
)


def theme() -> Literal["light", "dark"]:
    """Return the visitor's theme; "light" where there is no browser to ask, as in a test."""
    return "dark" if st.context.theme.type == "dark" else "light"


def watch_theme() -> None:
    """Rerun the page when the visitor changes the theme. Once a page, from the router."""
    _WATCHER(key="theme_watcher", on_changed_change=lambda: None)
