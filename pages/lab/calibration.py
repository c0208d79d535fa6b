"""Calibration: is the network right as often as it is sure, and still so with fewer bits?"""

import streamlit as st

from pages.shared.cached import measured_or_default
from pages.shared.catalog import INSTRUMENTS
from pages.shared.controls import Controls
from pages.shared.frame import explain, figure, header, receipt, show_code
from pages.shared.theme import theme
from qlab.experiments.calibration import CalibrationSpec, measure_calibration
from qlab.figures.calibration import calibration_figure
from qlab.figures.calibration_findings import calibration_alt, calibration_measures, calibration_notes

WORDS = {
    "Confidence": "The largest of the ten probabilities that the network gives for a picture: how sure it is of its "
    "answer. At 100 % it sees no other possibility.",
    "Calibration": "A network is calibrated if it is right as often as it is sure: of all pictures where it says "
    "80 %, it gets 80 % right. Then every bar ends on the line. (Choosing the range of a quantizer is called "
    "calibration, too; that is another matter.)",
    "ECE": "Expected calibration error. Sort the pictures into bins by confidence, take the gap between confidence and "
    "accuracy in each bin, and average the gaps, a bin counting as much as it has pictures. 0 is perfect.",
    "Noise floor": "A fair coin rarely shows exactly 5 heads in 10 throws. Just so, a bin with few pictures has a gap "
    "even if the network knows perfectly how sure to be, and the ECE is above 0. We measure how far above by letting "
    "each answer be right just as often as the network is sure of it, 200 times.",
    "NLL and Brier": "Negative log-likelihood: how much the right answers surprise the network. Brier score: how far "
    "its probabilities lie from the truth, squared. Both punish wrong answers as well as wrong confidence.",
}
SNIPPET = """from qlab.experiments.calibration import CalibrationSpec, measure_calibration

result = measure_calibration({spec!r})
print(f"ECE {{result.quantized.outcome.ece:.3f}}, accuracy {{result.quantized.outcome.accuracy:.3f}}")"""


def ask_for_values() -> dict[str, object]:
    ask = Controls("calibration", CalibrationSpec())
    with st.grid("auto", min_column_width=160):
        ask.preset("Right, but unsure")
        ask.preset("As good as float", model="mlp-1024", bits=8)
        ask.preset("Sure, but wrong", model="deep-5x32", bits=3, granularity="per_tensor")
        ask.preset("Lower ECE, yet worse", model="mlp-4", seed=1, bits=4, granularity="per_tensor")
    with st.grid("auto", min_column_width=240):
        values: dict[str, object] = {"bits": ask.bits(), "model": (model := ask.model())}
    with st.popover("Advanced", icon=":material/tune:"):
        values |= {"quantize": ask.quantize(), "granularity": ask.granularity()}
        values |= {"range_method": ask.range_method(), "seed": ask.seed(model)}
    return values


@st.fragment
def instrument() -> None:
    measurement = measured_or_default(CalibrationSpec, **ask_for_values())
    result = measurement.result
    alt = calibration_alt(result)
    figure(calibration_figure(result, theme()), key="calibration_diagrams", alt=alt, table=result.rows)
    with st.container(horizontal=True):
        for word, text in WORDS.items():
            explain(word, text)
    st.subheader("What to notice", anchor=False)
    for note in calibration_notes(result):
        st.markdown(f"- {note}")
    st.table(calibration_measures(result), hide_index=True, alt="All measures, with 95 % intervals")
    receipt(measurement.receipt)
    show_code(measure_calibration, SNIPPET.format(spec=measurement.spec))


page = INSTRUMENTS[3]
header(page.title, page.question)
instrument()
