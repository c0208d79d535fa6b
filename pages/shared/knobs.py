"""Knobs: a Streamlit widget whose value lives in the address and is checked. controls.py names the lab's own.

The server believes neither an address nor a browser: what is not among the options gets the default and a
notice.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")
Tell = Callable[[str], None]
Widget = Callable[..., Any]


def menu(label: str, options: Sequence[Any], default: Any, **how: Any) -> Any:
    """Draw a menu: for many options."""
    return st.selectbox(label, options, index=options.index(default), **how)


def buttons(label: str, options: Sequence[Any], default: Any, **how: Any) -> Any:
    """Draw a row of buttons: for a few short options, all of them in sight."""
    return st.segmented_control(label, options, default=default, required=True, wrap=True, **how)


def slider(label: str, options: Sequence[Any], default: Any, **how: Any) -> Any:
    """Draw a slider over options that have an order."""
    return st.select_slider(label, options, value=default, **how)


def pills(label: str, options: Sequence[Any], default: Any, **how: Any) -> Any:
    """Draw a pill for each option, to pick several."""
    return st.pills(label, options, default=default, selection_mode="multi", wrap=True, **how)


def one(
    widget: Widget, key: str, label: str, options: Sequence[T], default: T, tell: Tell, about: str = ""
) -> T:
    """Ask for one of `options`; `default`, or else the first option, where the answer is none of them.

    Streamlit drops an unknown value from the address, without a word, when it first draws the widget; so the
    address is read before. Later an option may go because another knob was turned, which is no mistake.
    """
    start = default if default in options else options[0]
    asked = [] if key in st.session_state else st.query_params.get_all(key)
    value: T = widget(label, options, start, key=key, bind="query-params", help=about or None)
    wrong = [] if len(asked) <= 1 and set(asked) <= set(map(str, options)) else asked
    _tell_until_turned(key, value, _refusal(key, options, wrong, start) if wrong else "", tell)
    if value in options:
        return value
    tell(_refusal(key, options, [str(value)], start))
    return start


def several(
    key: str, label: str, options: Sequence[T], default: Sequence[T], tell: Tell, about: str = ""
) -> tuple[T, ...]:
    """Ask for some of `options`; what comes back is in their order. Nothing picked is an answer too."""
    start = [option for option in options if option in default]
    asked = [] if key in st.session_state else st.query_params.get_all(key)
    value = pills(label, options, start, key=key, bind="query-params", help=about or None)
    chosen = tuple(option for option in options if option in value)
    wrong = [text for text in asked if text not in map(str, options)]
    shown = ", ".join(map(str, chosen))
    _tell_until_turned(key, chosen, _refusal(key, options, wrong, shown) if wrong else "", tell)
    return chosen


def _tell_until_turned(key: str, value: Any, refusal: str, tell: Tell) -> None:
    """Tell a refusal now, and in every run until the visitor turns the knob away from `value`."""
    kept = f"{key}_refusal"
    if refusal:
        st.session_state[kept] = (refusal, value)
    refused, then = st.session_state.get(kept, ("", None))
    if refused and value == then:
        tell(refused)
    elif refused:
        del st.session_state[kept]


def _refusal(key: str, options: Sequence[Any], got: Sequence[str], instead: Any) -> str:
    """Say what was wrong with an address, in one sentence; what came from outside is cut short and quoted."""
    quoted = ", ".join(repr(text[:40]) for text in got[:3])
    return f"{key} must be one of {', '.join(map(str, options))}; got {quoted}. This shows {instead} instead."
