"""Figures as text for a page: the same figure, on white, and never HTML."""

import json

import plotly.graph_objects as go
import pytest

from qlab.figures import on_paper
from qlab.figures.on_paper import as_text, plotly_js

FIGURE = go.Figure({"data": [{"type": "bar", "y": [1, 2]}], "layout": {"title": {"text": "a</script><b>"}}})


def test_the_text_is_the_figure_and_holds_no_tag():
    text = as_text(FIGURE)
    assert "<" not in text
    plain = json.loads(text)
    assert plain["data"] == [{"type": "bar", "y": [1, 2]}]
    assert plain["layout"]["title"] == {"text": "a</script><b>"}
    assert plain["layout"]["paper_bgcolor"] == plain["layout"]["plot_bgcolor"] == "#FFFFFF"
    assert FIGURE.layout.paper_bgcolor is None


@pytest.mark.parametrize("mark", ["</script>", "<!--", "\r"])
def test_a_plotly_that_would_end_its_own_element_is_refused(mark, monkeypatch):
    monkeypatch.setattr(on_paper, "get_plotlyjs", lambda: f"a{mark}b")
    with pytest.raises(ValueError, match=r"plotly\.js must stay as it is"):
        plotly_js.__wrapped__()


def test_plotly_itself_is_not():
    assert "newPlot" in plotly_js()
