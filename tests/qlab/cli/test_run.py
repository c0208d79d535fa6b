"""`qlab run` takes the line that a receipt names, for every experiment, and measures the same."""

import json
import shlex
from dataclasses import fields

import pytest

from qlab.experiments import EXPERIMENTS
from qlab.measurement import run
from qlab.plain import to_plain
from qlab.receipts import command
from tests.qlab.cli.terminal import answer, invoke, process, strict_json, table

SMALL = {
    "first_look": {"model": "mlp-16", "bits": (4, 1)},
    "weights": {"model": "mlp-16", "range_method": "percentile:99.5", "granularity": "group:16"},
    "cliff": {"models": ("mlp-16", "mlp-4"), "seeds": (0, 1), "bits": (4, 1), "quantize": "both"},
    "calibration": {"model": "mlp-16", "bits": 2},
    "finetuning": {"model": "mlp-16", "epochs": 1, "fraction": 0.1, "learning_rate": 1e-05},
    "drawn": {"zeros": (1234,), "ones": (5678,), "epochs": 5, "bits": (4,)},
    "near_boundary": {"seeds": (0, 1)},
    "rounding_noise": {"n": 256, "dither": "triangular"},
    "placement": {"n": 256, "bits": (2, 3)},
    "depth": {"depth": 4, "width": 16, "seeds": (0, 1)},
    "dilution": {"units": (1, 4), "samples": 100, "seeds": (0, 1)},
    "cliff_in_db": {
        "models": ("mlp-16",),
        "seeds": (0, 1),
        "units": (0, 4),
        "granularities": ("per_tensor",),
    },
    "units": {"model": "mlp-16", "seeds": (0, 1), "bits": (8, 3)},
    "ladder": {"model": "mlp-16", "seeds": (0, 1), "bits": (8, 2)},
    "rate": {"n": 256},
    "sizes": {"models": ("mlp-4", "mlp-16"), "seeds": (0, 1)},
    "training_length": {"model": "mlp-4", "seeds": (0, 1), "epochs": (2, 1)},
    "margins": {"models": ("mlp-cancer",), "seeds": (0, 1), "bits": (8, 3), "loosen": (1.0, 2.0)},
    "language": {"models": ("char-small",), "seeds": (0,), "bits": (4,)},
    "tolerance": {"models": ("mlp-32", "mlp-cancer"), "bits": (8, 3)},
    "collapse": {"model": "mlp-16", "seeds": (0, 1), "bits": (8, 2)},
    "temperature": {"model": "mlp-16", "seeds": (0, 1), "granularity": "per_tensor"},
    "who_is_hurt": {"model": "mlp-16", "seeds": (0, 1)},
    "variance": {"source": "jitter", "model": "mlp-8", "seeds": (0, 1), "bits": (8, 2), "draws": 2},
    "accumulator": {"terms": 64, "products": 100},
    "regularizer": {"n_train": 40, "hidden": 16, "epochs": 1, "bits": (2,), "seeds": (0, 1)},
    "strings": {"seeds": (0, 1), "bits": (4,), "length": 5, "rounds": 1},
    "drift": {"seeds": (0, 1), "bits": (4,), "doublings": 5},
    "stall": {"steps": 50, "draws": 1},
    "oscillation": {"steps": 200},
    "restless": {"model": "mlp-16", "seeds": (0, 1), "bits": (8, 2)},
    "rest": {"model": "mlp-16", "seeds": (0, 1), "epochs": 2},
    "expressiveness": {"widths": (4,), "bits": (1,), "n_train": 20, "epochs": 1, "seeds": (0, 1)},
    "recovery": {"model": "mlp-16", "seeds": (0, 1), "epochs": 1},
}
EACH = pytest.mark.parametrize("name", EXPERIMENTS)


def line(name):
    """Return the words after `qlab` of a small spec's command line."""
    return shlex.split(command(name, to_plain(EXPERIMENTS[name].spec(**SMALL.get(name, {})))))[1:]


@pytest.fixture(scope="module")
def said():
    return {name: answer(*line(name)) for name in EXPERIMENTS}


@EACH
def test_the_line_of_a_receipt_measures_the_same_again(name, said):
    again = answer(*shlex.split(said[name]["receipt"]["command"])[1:])
    assert again["spec"] == said[name]["spec"] == to_plain(EXPERIMENTS[name].spec(**SMALL.get(name, {})))
    assert again["receipt"]["measured"] == said[name]["receipt"]["measured"]


@EACH
def test_it_says_what_the_experiment_measures(name, said):
    measurement = run(EXPERIMENTS[name].spec(**SMALL.get(name, {})))
    assert said[name]["receipt"]["measured"] == measurement.receipt.measured
    assert set(said[name]) == {"spec", "result", "receipt"}


@EACH
def test_its_receipt_holds_until_a_figure_is_changed(name, said):
    assert answer("reproduce", "-", stdin=json.dumps(said[name]))[0]["holds"]
    measured = said[name]["receipt"]["measured"]
    figure = next(figure for figure, value in measured.items() if value is not None)
    damaged = said[name]["receipt"] | {"measured": measured | {figure: measured[figure] + 1}}
    verdict = answer("reproduce", "-", stdin=json.dumps(damaged), code=1)[0]
    assert verdict["differences"] == [f"{figure} was {measured[figure] + 1}, is now {measured[figure]}"]


@EACH
def test_csv_and_table_have_the_results_rows(name):
    rows = to_plain(run(EXPERIMENTS[name].spec(**SMALL.get(name, {}))).result.rows())
    assert [list(row) for row in table(*line(name))] == [list(row) for row in rows]
    text = invoke(*line(name)).stdout.splitlines()
    assert text[0].split() == list(rows[0])
    assert len(text) == 1 + len(rows) + 2
    assert shlex.join(["qlab", *line(name)]) in text[-1]


@EACH
def test_every_field_is_an_option_with_the_specs_default(name):
    text = "".join(invoke("run", name, "--help").stdout.split())  # a long default is wrapped
    for field in fields(EXPERIMENTS[name].spec):
        value = field.default
        default = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
        assert f"--{field.name.replace('_', '-')}TEXT[default:{default}]".replace(" ", "") in text


def test_a_process_says_the_same(said):
    result = process(*line("weights"), "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert strict_json(result.stdout)["result"] == said["weights"]["result"]


def test_the_receipt_of_a_csv_stands_on_stderr():
    result = invoke(*line("weights"), "--csv")
    assert "qlab run weights" not in result.stdout
    assert "qlab run weights" in result.stderr
