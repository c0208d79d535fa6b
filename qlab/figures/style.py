"""One look for every figure. Colors mean things, everywhere the same, and never without a dash, marker or word.

The hues are Okabe and Ito's, which people with any color vision can tell apart, darkened or lightened until they
stand out 3:1 from the page (tests/test_theme.py computes it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from qlab.checks import one_of
from qlab.figures.titles import heading

HEIGHT = 440
"""Fixed, in pixels, so that nothing on a page jumps while a figure loads."""


@dataclass(frozen=True)
class Palette:
    """What each color means, for one theme."""

    page: str
    text: str
    lines: str
    float_network: str
    quantized: str
    finetuned: str
    clipping: str
    rounding: str
    theory: str
    chance: str
    other: str


PALETTES = {
    "light": Palette(
        page="#FDFCFA",
        text="#1D2530",
        lines="#D9D5CC",
        float_network="#0072B2",
        quantized="#C76B00",
        finetuned="#008F68",
        clipping="#D55E00",
        rounding="#2E93CC",
        theory="#000000",
        chance="#6B7079",
        other="#A8558A",
    ),
    "dark": Palette(
        page="#14181F",
        text="#E8EAED",
        lines="#39414E",
        float_network="#4BA3DD",
        quantized="#E69F00",
        finetuned="#1FB98C",
        clipping="#F0803C",
        rounding="#56B4E9",
        theory="#FFFFFF",
        chance="#9AA1AC",
        other="#CC79A7",
    ),
}


def palette(theme: str) -> Palette:
    """Return the colors of the "light" or the "dark" theme.

    >>> palette("light").theory
    '#000000'
    """
    return PALETTES[one_of("theme", theme, PALETTES)]


def faded(color: str, opacity: float) -> str:
    """Return a "#RRGGBB" or "rgb(r, g, b)" color as rgba with this opacity (0..1), for bands.

    >>> faded("#000000", 0.2)
    'rgba(0, 0, 0, 0.2)'
    """
    if color.startswith("rgb("):
        return f"rgba({color[4:-1]}, {opacity})"
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def axis(theme: str, text: str = "", **own: Any) -> dict[str, Any]:
    """Return an axis in the lab's look, titled `text` (quantity and unit), with `own` settings of Plotly's.

    >>> axis("light", "Test accuracy (%)", range=[0, 102])["title"]["text"]
    'Test accuracy (%)'
    """
    lines = palette(theme).lines
    return {
        "title": {"text": text, "font": {"size": 16}, "standoff": 15},
        "gridcolor": lines,
        "linecolor": lines,
        "zerolinecolor": lines,
        "zerolinewidth": 2,
        "tickfont": {"size": 14},
        "automargin": True,
        **own,
    }


def bits_axis(theme: str, bits: Sequence[int]) -> dict[str, Any]:
    """Return an axis of bits, fewer to the right, so that falling off a cliff looks like it."""
    ends = [max(bits) + 0.4, min(bits) - 0.4]
    return axis(theme, "Bits (fewer to the right)", range=ends, tickvals=sorted(bits, reverse=True))


def figure(
    theme: str,
    finding: str,
    data: Sequence[Mapping[str, Any]],
    *,
    note: str = "",
    top: int = 0,
    right: int = 0,
    **layout: Any,
) -> go.Figure:
    """Return a figure in the lab's style, HEIGHT pixels high unless `layout` says otherwise.

    Traces and layout come as plain values and become a figure at once, unchecked: growing one by `add_...` and
    `update_...` takes 40 ms, checking it 8 ms, which a class with sliders in hand would feel. A test has Plotly
    check every figure of the lab (tests/qlab/figures/test_style.py).

    Args:
        theme: "light" or "dark".
        finding: its title, which says what was found.
        data: the traces, as Plotly knows them.
        note: what a reader must know beside the finding; smaller, below it.
        top: pixels to leave above the first panel, beyond what title and note need.
        right: pixels to leave beside it.
        layout: axes and the like, as Plotly knows them.

    Raises:
        ValueError: for an unknown theme.

    >>> figure("light", "It fell", [{"type": "scatter", "y": [2, 1]}]).layout.height
    440
    """
    colors, (title, needed) = palette(theme), heading(finding, note)
    look = {
        "template": "none",
        "title": title,
        "height": HEIGHT,
        "margin": {"l": 10, "r": 10 + right, "t": needed + top, "b": 10},
        "paper_bgcolor": colors.page,
        "plot_bgcolor": colors.page,
        "font": {"family": "Source Sans, Source Sans Pro, sans-serif", "size": 15, "color": colors.text},
        "hoverlabel": {"font": {"size": 15}},
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0, "font": {"size": 15}},
        "bargap": 0.05,
        "dragmode": False,  # or a finger that starts on a figure cannot scroll the page
    }
    return go.Figure({"data": list(data), "layout": look | layout}, _validate=False)
