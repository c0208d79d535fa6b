"""Calibration: is the network right as often as it is sure, and still so with fewer bits?"""

import streamlit as st

from pages.shared.cached import drawn, measured_or_default
from pages.shared.catalog import entry
from pages.shared.controls import Controls
from pages.shared.frame import bench, figure, header, receipt, show_code, table, what_to_notice
from pages.shared.glossary import explain_words
from pages.shared.presets import presets
from qlab.experiments.calibration import CalibrationSpec, measure_calibration
from qlab.figures.calibration import calibration_figure
from qlab.figures.calibration_findings import calibration_alt, calibration_measures, calibration_notes
from qlab.measurement import Measurement

PRESETS: dict[str, dict[str, object]] = {
    "Right, but unsure": {},
    "As good as float": {"model": "mlp-1024", "bits": 8},
    "Sure, but wrong": {"model": "deep-5x32", "bits": 3, "granularity": "per_tensor"},
    "Lower ECE, yet worse": {"model": "mlp-4", "seed": 1, "bits": 4, "granularity": "per_tensor"},
}
SNIPPET = """from qlab.experiments.calibration import CalibrationSpec, measure_calibration

result = measure_calibration({spec!r})
print(f"ECE {{result.quantized.outcome.ece:.3f}}, accuracy {{result.quantized.outcome.accuracy:.3f}}")"""


def ask_for_measurement() -> Measurement:
    ask = Controls("calibration", CalibrationSpec())
    values: dict[str, object] = {"bits": ask.bits(), "model": (model := ask.model())}
    values |= {"quantize": ask.quantize(), "granularity": ask.granularity()}
    with st.popover("Advanced", icon=":material/tune:"):
        values |= {"range_method": ask.range_method(), "seed": ask.seed(model)}
    return measured_or_default(CalibrationSpec, **values)


def show(measurement: Measurement) -> None:
    result = measurement.result
    alt = calibration_alt(result)
    figure(drawn(calibration_figure, measurement), key="calibration_diagrams", alt=alt, table=result.rows)
    what_to_notice(calibration_notes(result))
    table(calibration_measures(result))
    receipt(measurement.receipt, draw=calibration_figure)
    show_code(measure_calibration, SNIPPET.format(spec=measurement.spec))


page = entry("lab/calibration.py")
header(page.title, page.question)
explain_words("Confidence", "Calibration", "ECE", "Noise floor", "NLL and Brier")
presets("calibration", CalibrationSpec(), PRESETS)
bench(ask_for_measurement, show)
