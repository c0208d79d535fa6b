"""Figures for a file that is read without the lab: as text, and the Plotly that draws them there."""

from functools import cache

import plotly.graph_objects as go
from plotly.io import to_json
from plotly.offline import get_plotlyjs

WHITE = {"paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF"}


@cache
def plotly_js() -> str:
    """Return Plotly's own JavaScript, 4.8 million characters, as it may stand in a script element."""
    text: str = get_plotlyjs()
    if any(mark in text for mark in ("</script", "<!--", "\r")):
        raise ValueError("plotly.js must stay as it is in a script element; it does not; use another plotly.")
    return text


def as_text(figure: go.Figure) -> str:
    r"""Return a figure on white as JSON that no page can mistake for HTML: Plotly writes each "<" as \u003c.

    >>> as_text(go.Figure({"layout": {"title": {"text": "a<br>b"}}})).count("<")
    0
    """
    plain = figure.to_plotly_json()
    white = go.Figure({"data": plain["data"], "layout": plain["layout"] | WHITE}, _validate=False)
    text: str = to_json(white, validate=False)
    return text
