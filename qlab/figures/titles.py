"""A figure's title, its finding: wrapped for the narrowest screen, since Plotly never breaks a line by itself."""

import re
import textwrap

import plotly.graph_objects as go

TITLE_WIDTH, NOTE_WIDTH = 46, 54  # characters that fit on a phone, at the sizes below
TITLE_SIZE, NOTE_SIZE = 18, 15
LINE = 1.35  # of the letters' size


def entitle(fig: go.Figure, finding: str, note: str = "") -> None:
    """Put `finding` on top of `fig`, `note` in smaller letters below it, and make room for both.

    >>> fig = go.Figure()
    >>> entitle(fig, "At 3 bits mlp-8 falls to 60 % and mlp-1024 to 27 %")
    >>> fig.layout.title.text.count("<br>")
    1
    """
    title, small = _lines(finding, TITLE_WIDTH), _lines(note, NOTE_WIDTH)
    fig.update_layout(
        title={
            "text": "<br>".join(title),
            "subtitle": {"text": "<br>".join(small), "font_size": NOTE_SIZE},
            "font_size": TITLE_SIZE,
            "automargin": False,
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "pad": {"t": 20},
        },
        margin_t=32 + 10 * bool(small) + LINE * (TITLE_SIZE * len(title) + NOTE_SIZE * len(small)),
    )


def _lines(text: str, width: int) -> list[str]:
    together = re.sub(r"(?<=\d) (?=%|dB|bits?\b)", "\u00a0", text)  # a number stays with its unit
    return textwrap.wrap(together, width)
