"""The cliffs page: its presets, links and knobs, and the numbers it shows."""

import re

import pytest

from pages.shared import running
from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.figures.cliff_curves import MEASURES
from qlab.figures.cliff_findings import cliff_finding
from qlab.recipe import QUANTIZE
from qlab.zoo import MODELS
from tests.pages.visiting import clicked, figures, finished, notices, opened, titles, turned, unfolded

SMALL = {"models": "mlp-16", "seeds": "0"}


@pytest.fixture(scope="module", autouse=True)
def workers():
    yield
    running.close()
    running.board.cache_clear()


def lines(app):
    return [trace["name"] for trace in figures(app)[0]["data"] if trace["mode"] == "lines+markers"]


def test_it_opens_on_a_figure_with_a_finding_that_qlab_measured():
    app = finished(opened("cliffs"))
    assert titles(app) == [cliff_finding(measure_cliff(CliffSpec()))]
    assert lines(app) == ["mlp-8", "mlp-64", "mlp-1024"]


@pytest.mark.parametrize(
    ("preset", "promise"),
    [
        ("Larger holds longer", r"\*\*Here larger networks hold longer\*\*"),
        ("Larger falls first", r"\*\*Here larger networks fall first\*\*"),
        ("Activations, too", r"\*\*Accuracy is the last to tell\.\*\*"),
    ],
)
def test_a_preset_shows_what_it_promises(preset, promise):
    app = finished(clicked(opened("cliffs"), preset))
    assert any(re.search(promise, text.value) for text in app.markdown)


def test_the_preset_of_the_ece_shows_it():
    app = finished(clicked(opened("cliffs"), "Sure, and wrong"))
    assert re.fullmatch(
        r"At \d bits?, the ECE of \S+ is \d+\.\d %; in float32 it is \d\.\d %", titles(app)[0]
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_drawn_from_one_measurement(measure):
    app = finished(opened("cliffs", **SMALL, measure=measure))
    assert figures(app)[0]["layout"]["yaxis"]["title"]["text"] == MEASURES[measure].axis


@pytest.mark.parametrize("quantize", QUANTIZE)
@pytest.mark.parametrize("granularity", ["per_tensor", "group:16"])
def test_every_way_to_quantize_opens(quantize, granularity):
    app = finished(opened("cliffs", **SMALL, quantize=quantize, granularity=granularity))
    assert notices(app) == []


def test_all_networks_of_a_task_at_once():
    names = [card.name for card in MODELS.values() if card.task == MODELS[CliffSpec().models[0]].task]
    app = finished(opened("cliffs", models=names, seeds="0"))
    assert sorted(lines(app)) == sorted(names)


def test_no_network_is_told_and_the_default_shown():
    app = finished(turned(opened("cliffs", **SMALL), "cliffs_models", []))
    assert any("models" in said and "got 0" in said for said in notices(app))
    assert lines(app) == ["mlp-8", "mlp-64", "mlp-1024"]


def test_the_code_repeats_the_numbers():
    app = finished(opened("cliffs", **SMALL))
    code = unfolded(app, "code_measure_cliff").code[0].value
    seen = []
    exec(code, {"print": lambda *words: seen.append(words)})
    (trace,) = (trace for trace in figures(app)[0]["data"] if trace["mode"] == "lines+markers")
    drawn = [re.search(r": (\d+\.\d) %<br>", text)[1] for text in trace["text"]]
    assert [accuracy for *_, accuracy in seen] == [f"{number}%" for number in drawn]


def test_a_hostile_link_shows_the_default_and_says_why():
    address = {
        "models": "evil",
        "measure": "<b>",
        "quantize": "none",
        "seeds": "-1",
        "range_method": "percentile:0",
    }
    app = finished(opened("cliffs", **address))
    assert {said.split(" must")[0] for said in notices(app)} == {f"cliffs_{name}" for name in address}
    assert lines(app) == ["mlp-8", "mlp-64", "mlp-1024"]
