"""Lines across a figure, such as chance, and the words on them, as values for Plotly's layout."""

from typing import Any, Literal


def line_across(
    at: Literal["x", "y"], value: float, color: str, dash: str, width: float = 2
) -> dict[str, Any]:
    """Return a straight line through the first panel where `at` (an axis) has this value.

    >>> line_across("y", 10, "#6B7079", "dash")["y0"]
    10
    """
    along = "y" if at == "x" else "x"
    return {
        "type": "line",
        f"{at}ref": at,
        f"{at}0": value,
        f"{at}1": value,
        f"{along}ref": f"{along} domain",
        f"{along}0": 0,
        f"{along}1": 1,
        "line": {"color": color, "dash": dash, "width": width},
    }


def label(text: str, color: str, *, x: float, y: float, **own: Any) -> dict[str, Any]:
    """Return words at (x, y) without an arrow; `own` are settings of Plotly's, such as "xref" and "xanchor".

    >>> label("chance 10 %", "#6B7079", x=0, y=10, xref="x domain", xanchor="left")["text"]
    'chance 10 %'
    """
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": {"color": color}, **own}
