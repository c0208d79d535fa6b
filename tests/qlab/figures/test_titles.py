"""Titles: wrapped for a phone, nothing lost, with room for every line."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.figures.titles import NOTE_WIDTH, TITLE_WIDTH, heading

WORDS = st.lists(st.text("abcdefgh0123456789%.", min_size=1, max_size=12), max_size=40).map(" ".join)


def entitled(finding, note=""):
    title, top = heading(finding, note)
    return go.Figure(layout={"title": title, "margin": {"t": top}}).layout


@given(WORDS, WORDS)
def test_no_line_is_too_long_and_no_word_is_lost(finding, note):
    title = entitled(finding, note).title
    for text, said, width in ((title.text, finding, TITLE_WIDTH), (title.subtitle.text, note, NOTE_WIDTH)):
        lines = text.split("<br>")
        assert max(map(len, lines)) <= width
        assert " ".join(lines).replace("\u00a0", " ") == said


@pytest.mark.parametrize("unit", ["%", "dB", "bit", "bits"])
def test_a_number_stays_on_the_line_of_its_unit(unit):
    for padding in range(TITLE_WIDTH):
        lines = entitled(f"{'x' * padding} 12.5 {unit} and more").title.text.split("<br>")
        assert any(f"12.5\u00a0{unit}" in line for line in lines)


def test_every_line_gets_its_room():
    long = "long enough for a second line " * 2
    one, two, noted, both = (entitled(*texts).margin.t for texts in (["a"], [long], ["a", "b"], [long, "b"]))
    assert one < two < both
    assert one < noted < both
