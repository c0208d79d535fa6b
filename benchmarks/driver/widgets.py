"""What a browser says about a widget: its resting value, the value after a move, and how both read in an address."""

import json
from collections.abc import Mapping
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState


def widget_of(element: Element | Block) -> Any:
    """Return the widget in an element, or None: text and pictures have no id. A folded part of a page is one, too."""
    inner = getattr(element, element.WhichOneof("type") or "", None)
    return inner if getattr(inner, "id", "") else None


def key_of(widget: Any) -> str:
    """Return the key that the page gave a widget; its id reads $$ID-HASH-KEY."""
    return str(widget.id).split("-", 2)[-1]


def options_of(widget: Any) -> list[str]:
    """Return what can be chosen, as text."""
    return [getattr(option, "content", option) for option in widget.options]


def _defaults(kind: str | None, widget: Any) -> list[Any]:
    if kind == "slider" and not widget.options:
        return list(widget.default)
    if kind in ("selectbox", "radio"):
        return [options_of(widget)[widget.default]] if widget.HasField("default") else []
    return [options_of(widget)[int(index)] for index in widget.default]


def resting(element: Element | Block) -> WidgetState | None:
    """Return what a browser reports for a widget that nobody has touched; None for one it is silent about."""
    kind, widget = element.WhichOneof("type"), widget_of(element)
    if kind == "checkbox":
        return turned(element, widget.value if widget.set_value else widget.default)
    if kind not in ("selectbox", "slider", "button_group", "radio"):
        return None
    values = _defaults(kind, widget)
    if widget.set_value:  # the server has put it somewhere else
        values = [widget.raw_value] if kind in ("selectbox", "radio") else list(_raw(kind, widget))
    return turned(element, values if kind == "button_group" else values[0] if values else None)


def _raw(kind: str | None, widget: Any) -> Any:
    if kind == "button_group":
        return widget.raw_values
    return widget.raw_value if widget.options else widget.value


def turned(element: Element | Block, value: Any) -> WidgetState:
    """Return what a browser reports once a widget was moved to `value`.

    A menu, radio buttons or a slider over options take the option's text or None, buttons a list of texts, a slider
    over numbers a number, a checkbox or a folded part a truth value, a button anything, a live component a mapping.
    """
    kind, state = element.WhichOneof("type"), WidgetState(id=widget_of(element).id)
    if kind in ("selectbox", "radio"):
        if value is not None:
            state.string_value = value
    elif kind == "button_group" or (kind == "slider" and element.slider.options):
        state.string_array_value.data.extend([value] if isinstance(value, str) else value)
    elif kind == "slider":
        state.double_array_value.data.append(value)
    elif kind in ("checkbox", "expandable"):
        state.bool_value = value
    elif kind == "button":
        state.trigger_value = True
    elif kind == "bidi_component" and isinstance(value, Mapping):
        state.json_value = json.dumps(value, separators=(",", ":"))
    else:
        raise ValueError(
            f"element must be a widget that the lab has and the value must fit it; got {kind}, {value!r}."
        )
    return state


def in_address(element: Element | Block, state: WidgetState) -> list[str]:
    """Return a value as the address repeats it: not at all where it is the default."""
    kind: str | None = element.WhichOneof("type")
    if kind == "checkbox":
        return [] if state.bool_value == element.checkbox.default else [str(state.bool_value).lower()]
    said = [state.string_value] if kind == "selectbox" else list(state.string_array_value.data)
    said = said or [f"{value:g}" for value in state.double_array_value.data]
    return [] if said == [str(value) for value in _defaults(kind, widget_of(element))] else said
