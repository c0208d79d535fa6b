"""The first look, drawn: each answer stands where it was given, and the sentences count what is drawn."""

import pytest

from qlab.experiments.first_look import FirstLookSpec, measure_first_look
from qlab.figures.first_look import first_look_figure
from qlab.figures.first_look_findings import first_look_alt, first_look_finding
from qlab.figures.style import PALETTES


@pytest.fixture(scope="module")
def result():
    return measure_first_look(FirstLookSpec("mlp-16", bits=(1, 4, 2)))


@pytest.mark.parametrize("theme", PALETTES)
def test_every_answer_is_drawn_as_right_or_wrong(result, theme):
    right, wrong = first_look_figure(result, theme).data
    answers = {(row["bits"], row["digit"]): row["answer"] for row in result.rows()}
    drawn = {}
    for trace, is_right in ((right, True), (wrong, False)):
        for bits, digit, answer in zip(trace.x, trace.y, trace.text, strict=True):
            assert (int(answer) == digit) is is_right
            drawn[int(bits), digit] = int(answer)
    assert drawn == answers
    assert len(wrong.x) > 0


def test_the_sentences_count_the_right_answers_in_float_and_with_the_fewest_bits(result):
    def right(bits):
        return sum(row["answer"] == row["digit"] for row in result.rows() if row["bits"] == bits)

    finding = first_look_finding(result)
    assert finding == f"Of 10 pictures {right(32)} are named right in float, and {right(1)} with 1 bit"
    assert f"{right(4)} with 4 bits" in first_look_alt(result)
