"""Weights: one trained layer before and after quantization."""

from typing import Any

import streamlit as st

from pages.shared.cached import drawn, measured, measured_or_default, spec_or_default
from pages.shared.catalog import entry
from pages.shared.controls import Controls
from pages.shared.frame import bench, figure, header, metrics, receipt, show_code, what_to_notice
from pages.shared.glossary import explain_words
from pages.shared.presets import presets
from pages.shared.running import watched
from qlab.experiments.weights import WeightsSpec, measure_weights
from qlab.figures.weights import channels_figure, weights_figure
from qlab.figures.weights_findings import channel_rows, channels_alt, contrast, weights_alt, weights_notes
from qlab.figures.weights_measures import weights_measures
from qlab.formats import FORMATS
from qlab.zoo import MODELS

LARGE = 100_000  # parameters; from here on the thorough methods take seconds

PRESETS: dict[str, dict[str, object]] = {
    "8 bits: hardly a trace": {"format": "int8"},
    "2 bits: almost all is 0": {"format": "int2"},
    "1 bit beats 2 bits": {"format": "binary"},
    "One outlier ruins it": {"model": "mlp-1024"},
}
SNIPPET = """from qlab.experiments.weights import WeightsSpec, measure_weights

result = measure_weights({spec!r})
print(f"{{len(result.levels):,}} levels, {{result.sqnr_db:.1f}} dB")"""


def ask_for_spec() -> WeightsSpec:
    ask = Controls("weights", WeightsSpec())
    knobs: dict[str, Any] = {"model": (model := ask.model()), "layer": ask.layer(model)}
    knobs |= {"format": ask.format(), "granularity": ask.granularity()}
    with st.popover("Advanced", icon=":material/tune:"):
        knobs |= {"range_method": ask.range_method(), "seed": ask.seed(model)}
    spec: WeightsSpec = spec_or_default(WeightsSpec, **knobs)
    return spec


def show(spec: WeightsSpec) -> None:
    thorough = spec.range_method == "entropy" or FORMATS[spec.format].scale_rule == "fitted"
    slow = thorough and MODELS[spec.model].parameters > LARGE
    measurement = watched(spec) if slow else measured_or_default(WeightsSpec, **vars(spec))
    if not measurement:
        return
    result = measurement.result
    figure(
        drawn(weights_figure, measurement), key="weights_levels", alt=weights_alt(result), table=result.rows
    )
    metrics(weights_measures(result))
    what_to_notice(weights_notes(result, None if slow else measured(contrast(result.spec)).result))
    figure(
        drawn(channels_figure, measurement),
        key="weights_channels",
        alt=channels_alt(result),
        table=lambda: channel_rows(result),
    )
    receipt(measurement.receipt, draw=weights_figure)
    show_code(measure_weights, SNIPPET.format(spec=result.spec))


page = entry("lab/weights.py")
header(page.title, page.question)
explain_words("Layer", "Level", "Scale", "SQNR", "Crest factor")
presets("weights", WeightsSpec(), PRESETS)
bench(ask_for_spec, show)
