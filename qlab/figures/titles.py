"""A figure's title, its finding: wrapped for the narrowest screen, since Plotly never breaks a line by itself."""

import re
import textwrap
from typing import Any

TITLE_WIDTH, NOTE_WIDTH = 46, 54  # characters that fit on a phone, at the sizes below
TITLE_SIZE, NOTE_SIZE = 18, 15
LINE = 1.35  # of the letters' size


def heading(finding: str, note: str = "") -> tuple[dict[str, Any], int]:
    """Return a title for Plotly, `note` in smaller letters below it, and the pixels that both need on top.

    >>> title, _ = heading("At 3 bits mlp-8 falls to 60 % and mlp-1024 to 27 %")
    >>> title["text"].count("<br>")
    1
    """
    large, small = _lines(finding, TITLE_WIDTH), _lines(note, NOTE_WIDTH)
    title = {
        "text": "<br>".join(large),
        "subtitle": {"text": "<br>".join(small), "font": {"size": NOTE_SIZE}},
        "font": {"size": TITLE_SIZE},
        "automargin": False,
        "x": 0,
        "xref": "container",
        "y": 1,
        "yanchor": "top",
        "yref": "container",
        "pad": {"t": 20},
    }
    return title, round(32 + 10 * bool(small) + LINE * (TITLE_SIZE * len(large) + NOTE_SIZE * len(small)))


def _lines(text: str, width: int) -> list[str]:
    together = re.sub(r"(?<=\d) (?=%|dB|bits?\b)", "\u00a0", text)  # a number stays with its unit
    return textwrap.wrap(together, width)
