"""A square to draw points of two classes in, by mouse, finger or keyboard; the address keeps what was sent off."""

from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.frame import notice
from qlab.experiments.drawn import COORDINATES, MOST_POINTS, DrawnSpec

HERE = Path(__file__).parent
NAMES = ("zeros", "ones")
DIGITS = 4  # of a point in the address: two for x, two for y

_component = st.components.v2.component(
    "qlab_draw_points",
    html=(HERE / "draw_points.html").read_text(encoding="utf-8"),
    css=(HERE / "draw_points.css").read_text(encoding="utf-8"),
    js=(HERE / "draw_points.js").read_text(encoding="utf-8"),
)


def to_text(points: Any) -> str:
    """Return points as the address holds them, four digits each; what is no list of points becomes a "?".

    >>> to_text([1234, 7])
    '12340007'
    """
    whole = isinstance(points, list) and all(isinstance(point, int) for point in points)
    good = whole and all(0 <= point < COORDINATES**2 for point in points)
    return "".join(f"{point:0{DIGITS}}" for point in points[: MOST_POINTS + 1]) if good else "?"


def from_text(text: str) -> tuple[int, ...]:
    """Return the points that a text from an address holds.

    Raises:
        ValueError: for anything else.

    >>> from_text("12340007")
    (1234, 7)
    """
    if text and not (text.isascii() and text.isdigit() and len(text) % DIGITS == 0):
        raise ValueError(f"points must be {DIGITS} digits each, two for x and two for y; got {text[:40]!r}.")
    return tuple(int(text[i : i + DIGITS]) for i in range(0, len(text), DIGITS))


def draw_points(page: str) -> dict[str, tuple[int, ...]]:
    """Show the square, and return the points of both classes that were last sent off to be learned.

    The address keeps them as `{page}_zeros` and `{page}_ones`; what it holds that is no points is told and left out.
    """
    points: dict[str, tuple[int, ...]] = {}
    for name in NAMES:
        try:
            points[name] = from_text(st.query_params.get(f"{page}_{name}", ""))
        except ValueError as error:
            notice(f"{page}_{name}: {error} This shows none.")
            points[name] = ()
    key = f"{page}_drawing"
    _component(
        key=key,
        data={"points": points, "most": MOST_POINTS, "coordinates": COORDINATES},
        on_train_change=lambda: _write(page, st.session_state[key].get("train")),
    )
    return points


def spec_or_none(points: dict[str, tuple[int, ...]], how: dict[str, Any]) -> DrawnSpec | None:
    """Return what to learn, or None: while there are no points, and, with a notice, if they cannot be learned."""
    if not any(points.values()):
        return None
    try:
        return DrawnSpec(points["zeros"], points["ones"], **how)
    except ValueError as error:
        notice(str(error))
        return None


def _write(page: str, sent: Any) -> None:
    """Put points that came from a browser into the address, from where they are read, and so checked."""
    for name in NAMES:
        text = to_text(sent.get(name)) if isinstance(sent, dict) else "?"
        if text:
            st.query_params[f"{page}_{name}"] = text
        else:
            st.query_params.pop(f"{page}_{name}", None)
