"""Cliffs: what happens to whole networks as the bits go down."""

from typing import Any

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import drawn, spec_or_default
from pages.shared.catalog import entry
from pages.shared.controls import Controls
from pages.shared.frame import bench, figure, header, receipt, show_code, what_to_notice
from pages.shared.glossary import explain_words
from pages.shared.presets import presets
from pages.shared.running import watched
from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.figures.cliff import cliff_figure
from qlab.figures.cliff_curves import MEASURES, curve_rows
from qlab.figures.cliff_findings import cliff_alt, cliff_notes

UP_TO_256 = ("mlp-8", "mlp-64", "mlp-256")
PRESETS: dict[str, dict[str, object]] = {
    "Larger holds longer": {"models": UP_TO_256, "range_method": "mse", "measure": "accuracy"},
    "Larger falls first": {"models": ("mlp-64", "mlp-256", "mlp-1024"), "measure": "accuracy"},
    "Activations, too": {"models": UP_TO_256, "quantize": "both", "measure": "accuracy"},
    "Sure, and wrong": {"measure": "ECE"},
}
SNIPPET = """from qlab.experiments.cliff import CliffSpec, measure_cliff

result = measure_cliff({spec!r})
for point in result.points:
    print(point.model, point.seed, point.bits, f"{{point.outcome.accuracy:.1%}}")"""


def ask_for_spec() -> tuple[CliffSpec, str]:
    ask = Controls("cliffs", CliffSpec())
    measure = ask.one("measure", "Measure", list(MEASURES), knobs.buttons, "accuracy")
    values: dict[str, Any] = {"models": (models := ask.models()), "quantize": ask.quantize()}
    values |= {"granularity": ask.granularity()}
    with st.popover("Advanced", icon=":material/tune:"):
        values |= {"range_method": ask.range_method(), "seeds": ask.seeds(models)}
    return spec_or_default(CliffSpec, **values), measure


def show(asked: tuple[CliffSpec, str]) -> None:
    spec, measure = asked
    measurement = watched(spec)
    if not measurement:
        return
    result = measurement.result
    figure(
        drawn(cliff_figure, measurement, measure),
        key="cliffs_curves",
        alt=cliff_alt(result, measure),
        table=lambda: curve_rows(result, measure),
    )
    what_to_notice(cliff_notes(result))
    receipt(measurement.receipt, draw=cliff_figure, how=(measure,))
    show_code(measure_cliff, SNIPPET.format(spec=spec))


page = entry("lab/cliffs.py")
header(page.title, page.question)
explain_words("Accuracy", "NLL", "ECE", "Flips", "SQNR")
presets("cliffs", CliffSpec(), PRESETS)
bench(ask_for_spec, show)
