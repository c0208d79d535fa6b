"""One look for every figure. Colors mean things, everywhere the same, and never without a dash, marker or word.

The hues are Okabe and Ito's, which people with any color vision can tell apart, darkened or lightened until they
stand out 3:1 from the page (tests/test_theme.py computes it).
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from qlab.checks import one_of

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
    """Return a "#RRGGBB" color as rgba with this opacity (0..1), for bands.

    >>> faded("#000000", 0.2)
    'rgba(0, 0, 0, 0.2)'
    """
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def figure(title: str, x: str, y: str, theme: str, **layout: Any) -> go.Figure:
    """Return an empty figure in the lab's style. The title is the finding; axes carry quantity and unit.

    >>> figure("It fell", "Bits", "Accuracy", "light").layout.height
    440
    """
    colors = palette(theme)
    axis = {
        "gridcolor": colors.lines,
        "linecolor": colors.lines,
        "zerolinecolor": colors.lines,
        "title_font_size": 16,
        "tickfont_size": 14,
        "automargin": True,
    }
    empty = go.Figure()
    empty.update_layout(
        title={
            "text": title,
            "x": 0,
            "xref": "container",
            "font_size": 18,
            "automargin": True,
            "yref": "container",
        },
        height=HEIGHT,
        margin={"l": 10, "r": 10, "t": 60, "b": 10},
        paper_bgcolor=colors.page,
        plot_bgcolor=colors.page,
        font={"family": "Source Sans, Source Sans Pro, sans-serif", "size": 15, "color": colors.text},
        hoverlabel={"font_size": 15},
        legend={"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0, "font_size": 15},
        modebar={"remove": ["select2d", "lasso2d", "autoScale2d"]},
        bargap=0.05,
        dragmode=False,  # or a finger that starts on a figure cannot scroll the page
    )
    empty.update_xaxes(title_text=x, **axis)
    empty.update_yaxes(title_text=y, **axis)
    empty.update_layout(**layout)
    return empty


def bits_axis(fig: go.Figure, bits: tuple[int, ...]) -> None:
    """Lay out the x axis of `fig` as bits, fewer to the right, so that falling off a cliff looks like it."""
    fig.update_xaxes(
        title_text="Bits (fewer to the right)",
        range=[max(bits) + 0.4, min(bits) - 0.4],
        tickvals=sorted(bits, reverse=True),
    )
