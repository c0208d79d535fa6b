"""Measurements in a report: drawn if the result is at hand and still says what was kept, else told in numbers."""

import json
import re
import shlex
from base64 import b64encode
from hashlib import sha256
from math import inf

import pytest

from qlab.course.report_measured import NUMBERS, kept_measurement
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.limit_cycle import LimitCycleSpec
from qlab.experiments.weights import WeightsSpec
from qlab.figures.cliff import cliff_figure
from qlab.figures.registry import drawing_of
from qlab.figures.weights import channels_figure, weights_figure
from qlab.measurement import run, spec_of
from tests.qlab.course.test_report import Page, kept, made

NO_PICTURE = "There is no picture"


@pytest.fixture(scope="module")
def cliff():
    return run(CliffSpec(models=("mlp-8",), seeds=(0, 1), bits=(4, 2)))


@pytest.fixture(scope="module")
def weights():
    return run(WeightsSpec("mlp-16", format="int3"))


def page_of(value, measurement=None):
    return made(kept("measurement", "some/0", value), find=lambda spec, seconds: measurement)


def figures(page):
    """Return the figures that a page draws, as plain values."""
    return [
        json.loads(text) for text in re.findall(r'<script type="application/json">(.*?)</script>', page, re.S)
    ]


def traces(figure):
    return json.loads(figure.to_json())["data"]


@pytest.mark.parametrize("name", ["weights_figure", "channels_figure"])
def test_the_figure_that_was_seen_is_drawn_with_its_words_and_numbers(weights, name):
    page = page_of(kept_measurement(weights.receipt, name), weights)
    draw = {"weights_figure": weights_figure, "channels_figure": channels_figure}[name]
    (figure,) = figures(page)
    assert figure["data"] == traces(draw(weights.result, "light"))
    assert figure["layout"]["paper_bgcolor"] == "#FFFFFF"
    (image,) = (dict(attributes) for tag, *attributes in Page(page).tags if tag == "img")
    assert image == {"alt": drawing_of("weights", name).alt(weights.result)}
    assert weights.receipt.command in Page(page).text
    assert all(number in Page(page).text for number in weights.receipt.measured)
    assert NO_PICTURE not in page


def test_what_else_a_figure_was_told_is_kept(cliff):
    (figure,) = figures(page_of(kept_measurement(cliff.receipt, "cliff_figure", ("NLL",)), cliff))
    assert figure["data"] == traces(cliff_figure(cliff.result, "NLL", "light"))


@pytest.mark.parametrize("name", ["", "gone_figure", "os.system"])
def test_a_name_that_no_figure_has_gets_the_usual_one(cliff, name):
    (figure,) = figures(page_of(kept_measurement(cliff.receipt, name, ("NLL",)), cliff))
    assert figure["data"] == traces(cliff_figure(cliff.result, "accuracy", "light"))


def test_a_record_from_before_figures_is_drawn_as_usual(weights):
    value = kept_measurement(weights.receipt)
    for name in ("seconds", "figure", "how"):
        del value[name]
    (figure,) = figures(page_of(value, weights))
    assert figure["data"] == traces(weights_figure(weights.result, "light"))


def test_how_long_it_took_is_asked_with_it(weights):
    asked = []
    for value in (kept_measurement(weights.receipt), {"command": "weights", "numbers": {}, "left_out": 0}):
        made(kept("measurement", "some/0", value), find=lambda *both: asked.append(both))
    assert asked == [(weights.spec, weights.receipt.duration_s), (WeightsSpec(), inf)]


def test_without_the_result_the_numbers_stand_there_and_the_line_that_makes_a_notebook(weights):
    text = Page(page_of(kept_measurement(weights.receipt))).text
    assert NO_PICTURE in text
    (line,) = re.findall(r"qlab notebook .*", text)
    assert spec_of(shlex.split(line)[2]) == weights.spec
    assert "sqnr_db" in text


def test_a_result_that_came_out_otherwise_is_not_drawn(weights):
    value = kept_measurement(weights.receipt)
    value["numbers"] = value["numbers"] | {"sqnr_db": value["numbers"]["sqnr_db"] + 1}
    page = page_of(value, weights)
    assert figures(page) == []
    assert NO_PICTURE in page


@pytest.mark.parametrize("how", [["no measure"], ["NLL", "more"], [3], None, 5])
def test_a_figure_that_cannot_be_drawn_is_left_out(cliff, how):
    page = page_of(kept_measurement(cliff.receipt, "cliff_figure") | {"how": how}, cliff)
    assert figures(page) == []
    assert cliff.receipt.command in Page(page).text


def test_a_long_measurement_says_how_many_numbers_it_leaves_out(cliff):
    text = Page(page_of(kept_measurement(cliff.receipt))).text
    names = list(cliff.receipt.measured)
    assert names[NUMBERS - 1] in text
    assert f"{len(names) - NUMBERS} more numbers come with the line" in text


def test_the_policy_allows_the_scripts_of_the_page_and_no_other():
    measured = run(LimitCycleSpec(-0.96))
    for find, count in ((measured, 2), (None, 0)):
        page = page_of(kept_measurement(measured.receipt), find)
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
        digests = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
        allowed = "".join(f" 'sha256-{digest}'" for digest in digests)
        only = f"; script-src{allowed}" if digests else ""
        assert policy == f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{only}"
        assert len(scripts) == count


def test_plotly_comes_along_once_however_many_figures(weights):
    value = kept_measurement(weights.receipt)
    both = [kept("measurement", f"weights/{i}", value) for i in range(2)]
    page = made(*both, find=lambda spec, seconds: weights)
    assert len(figures(page)) == 2
    assert page.count("<script>") == 2
