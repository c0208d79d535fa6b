"""The weights page: its presets, links and knobs, and the numbers it shows."""

import re

import pytest

from pages.shared import running
from qlab.experiments.subject import CLASSIFIERS
from qlab.experiments.weights import WeightsSpec, measure_weights
from qlab.figures.weights_findings import weights_finding
from tests.pages.visiting import clicked, finished, notices, opened, titles, unfolded


@pytest.fixture(scope="module", autouse=True)
def workers():
    yield
    running.close()
    running.board.cache_clear()


def shown(app):
    return [metric.value for metric in app.metric]


def test_it_opens_on_a_figure_with_a_finding_that_qlab_measured():
    app, result = opened("weights"), measure_weights(WeightsSpec())
    assert titles(app)[0] == weights_finding(result)
    assert shown(app)[:3] == [
        f"{len(result.levels)} of 15",
        f"{result.sqnr_db:.1f} dB",
        f"{result.crest:.1f}",
    ]
    assert notices(app) == []


@pytest.mark.parametrize(
    ("preset", "finding"),
    [
        ("8 bits: hardly a trace", r"4,096 weights move to \d+ levels \(SQNR \d\d\.\d dB\)"),
        ("2 bits: almost all is 0", r"int2 turns \d\d % of the 4,096 weights into 0 .*"),
        ("1 bit beats 2 bits", r"4,096 weights move to 2 levels .*"),
        ("One outlier ruins it", r"int4 turns \d\d % of the 1,048,576 weights into 0 .*"),
    ],
)
def test_a_preset_shows_what_it_promises(preset, finding):
    assert re.fullmatch(finding, titles(clicked(opened("weights"), preset))[0])


def test_one_bit_does_beat_two():
    app = clicked(opened("weights"), "1 bit beats 2 bits")
    note = next(text.value for text in app.markdown if "With int2" in text.value)
    assert re.search(r"\d dB worse", note)


@pytest.mark.parametrize("model", CLASSIFIERS)
def test_every_network_opens(model):
    app = opened("weights", model=model)
    assert len(app.get("plotly_chart")) == 2
    assert notices(app) == []


@pytest.mark.parametrize(
    "number_format", ["int16", "int2", "uint1", "int1_full", "e5m2", "fp32", "bf16", "kmeans1", "ternary"]
)
@pytest.mark.parametrize("granularity", ["per_tensor", "per_channel", "group:16"])
def test_every_kind_of_format_opens_at_every_granularity(number_format, granularity):
    app = opened("weights", model="cnn", layer="conv2", format=number_format, granularity=granularity)
    assert notices(app) == []
    assert number_format in app.get("plotly_chart")[0].proto.spec


@pytest.mark.parametrize("method", ["minmax", "percentile", "mse", "entropy"])
def test_every_range_method_opens(method):
    app = opened("weights", range_method=method, seed="4")
    assert (
        f"seed=4, layer='hidden2', format='int4', granularity='per_tensor', range_method='{method}'"
        in snippet(app)
    )


def snippet(app):
    """Open "See the code" and return the lines for a notebook."""
    return unfolded(app, "code_measure_weights").code[0].value


def test_the_code_repeats_the_number():
    app = opened("weights", format="ternary", granularity="per_channel")
    sqnr = shown(app)[1]
    seen = []
    exec(snippet(app), {"print": seen.append})
    assert seen[0].endswith(sqnr)


def test_what_is_not_quantized_has_no_error_and_no_notes():
    app = opened("weights", format="fp32")
    assert shown(app)[1] == "∞ dB"
    assert titles(app)[0] == "fp32 leaves all 4,096 weights as they are"


def test_a_slow_one_goes_to_a_worker():
    app = opened("weights", model="mlp-1024", layer="output", format="kmeans1")
    assert [button.label for button in app.button][-1] == "Stop"
    assert titles(finished(app))[0].startswith("10,240 weights move to 2 levels")


def test_a_hostile_link_shows_the_default_and_says_why():
    address = {
        "model": "'; DROP",
        "layer": "__class__",
        "format": "int0",
        "granularity": "group:-1",
        "seed": "1e99",
    }
    app = opened("weights", **address)
    assert {said.split(" must")[0] for said in notices(app)} == {f"weights_{name}" for name in address}
    assert titles(app) == titles(opened("weights"))
