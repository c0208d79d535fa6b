"""The boundary page: presets, links, points from an address, and what it says about points that cannot be learned."""

from dataclasses import fields

import pytest

from pages.shared import running
from pages.shared.cached import measured
from pages.shared.draw_points import NAMES, from_text, to_text
from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.drawn import DrawnSpec, measure_drawn
from qlab.figures.boundary_findings import boundary_finding
from tests.pages.visiting import clicked, notices, opened, titles, turned, unfolded

DRAWN = {"model": "drawn", "zeros": "15152030", "ones": "70808585"}


def test_it_opens_on_a_figure_with_a_finding_that_qlab_measured():
    app = opened("boundary")
    assert titles(app) == [boundary_finding(measure_boundary(BoundarySpec()).decisions)]
    turned(app, "boundary_bits", 2)
    assert titles(app) == [boundary_finding(measure_boundary(BoundarySpec(bits=2)).decisions)]


def test_presets_show_what_they_promise():
    app = clicked(opened("boundary"), "No line is left")
    assert any("**No line is left.**" in text.value for text in app.markdown)
    right = [measure_boundary(BoundarySpec(bits=bits)).numbers["accuracy"] for bits in (1, 2)]
    assert right[0] > right[1]
    assert titles(clicked(app, "1 bit beats 2 bits"))[0].startswith("With 1 bit ")
    app = clicked(app, "Draw your own")
    assert not titles(app)
    assert any("then press **Train**" in text.value for text in app.markdown)
    assert notices(app) == []


def test_the_code_repeats_the_numbers():
    seen = []
    exec(
        unfolded(opened("boundary", bits="3"), "code_measure_boundary").code[0].value, {"print": seen.append}
    )
    assert seen == [measure_boundary(BoundarySpec(bits=3)).numbers]


def test_points_in_a_link_are_learned_and_the_slider_shows_their_other_bits(monkeypatch):
    monkeypatch.setattr(running, "watched", measured)  # here, not in a worker, which takes seconds to start
    app = opened("boundary", **DRAWN)
    result = measure_drawn(DrawnSpec((1515, 2030), (7080, 8585)))
    assert titles(app) == [boundary_finding(result.at(4))]
    assert titles(turned(app, "boundary_bits", 1)) == [boundary_finding(result.at(1))]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"ones": ""}, "ones must hold a point of class 1; got none; draw points of both."),
        ({"zeros": "1234" * 200}, "the number of points must be a whole number from 2 to 200; got 202."),
        (
            {"zeros": "12x4"},
            "boundary_zeros: points must be 4 digits each, two for x and two for y; got '12x4'.",
        ),
        ({"bits": "99"}, "boundary_bits must be one of"),
    ],
)
def test_what_cannot_be_learned_is_told(asked, said):
    app = opened("boundary", **DRAWN | asked)
    assert any(text.value.startswith(said) for text in app.text)


def test_what_a_browser_sends_comes_back_or_becomes_what_is_refused():
    assert from_text(to_text([0, 7, 9999])) == (0, 7, 9999)
    assert to_text([]) == ""
    for nonsense in (None, "1234", [1.5], [-1], [10_000], ["1"], {"a": 1}):
        with pytest.raises(ValueError, match="points must be 4 digits each"):
            from_text(to_text(nonsense))
    assert len(from_text(to_text([1] * 5000))) == 201  # enough to be refused, too few to fill an address
    assert {*NAMES} < {field.name for field in fields(DrawnSpec)}
