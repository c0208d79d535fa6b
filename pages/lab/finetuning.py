"""Fine-tuning: break a network with few bits, train it on, and see what comes back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import measured_or_default
from pages.shared.catalog import INSTRUMENTS
from pages.shared.controls import Controls
from pages.shared.frame import explain, figure, header, receipt, show_code
from pages.shared.running import watched
from pages.shared.theme import theme
from qlab.experiments.calibration import CalibrationSpec
from qlab.experiments.experiment import Progress
from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.figures.finetuning import curve_figure, recovery_figure
from qlab.figures.finetuning_findings import arm_rows, breaking, curve_alt, recovery_alt, recovery_notes
from qlab.finetune import finetuning_steps
from qlab.measurement import Measurement
from qlab.tasks import TASKS
from qlab.zoo import MODELS

WORDS = {
    "Fine-tuning": "A little more training of a network that is trained already. Here it trains *through* the "
    "quantizer, so that the weights learn to live with few levels: quantization-aware training, QAT.",
    "Latent weights": "Each weight keeps a float value behind its level. Small training steps add up there, out of "
    "sight, until the value crosses to the next level. If the steps are too small to cross, nothing changes.",
    "Straight-through": "Rounding has no slope to train along: a nudge changes either nothing or a whole step. So "
    "the straight-through estimator (STE) pretends on the way back that rounding was not there.",
    "Float control": "The same network in float32, trained on with the same samples in the same order. What it gains, "
    "more training gives to anyone; only what the quantized network gains beyond that is recovery.",
}
SNIPPET = """import torch
from qlab.experiments.finetuning import FinetuningSpec, measure_finetuning

torch.set_num_threads(1)  # with more, sums round differently
result = measure_finetuning({spec!r})
print(f"before {{result.before.accuracy:.3f}}, after {{result.after.accuracy:.3f}}")"""


def ask_for_spec() -> tuple[Measurement, FinetuningSpec, bool]:
    """Return the broken network's measurement, what to train, and whether to."""
    ask = Controls("finetuning", FinetuningSpec())
    with st.grid("auto", min_column_width=160):
        ask.preset("It recovers", on=True)
        ask.preset("It stays down", bits=1, on=True)
        ask.preset("Steps too small", learning_rate=1e-5, on=True)
        ask.preset("Patience helps", model="mlp-256", bits=2, epochs=20, on=True)
    with st.grid("auto", min_column_width=280):
        with st.container(border=True, height="stretch"):
            st.markdown("**1. Break it**")
            broken = {"bits": ask.bits(), "quantize": ask.quantize(), "model": (model := ask.model())}
        with st.container(border=True, height="stretch"):
            st.markdown("**2. Train it on**")
            training: dict[str, Any] = {"epochs": ask.epochs(), "learning_rate": ask.learning_rate()}
            training |= {"fraction": ask.fraction()}
    with st.container(horizontal=True, vertical_alignment="center"):
        on = st.toggle("**Fine-tune it**", key="finetuning_on", bind="query-params")
        with st.popover("Advanced", icon=":material/tune:"):
            broken |= {"granularity": ask.granularity(), "range_method": ask.range_method()}
            broken |= {"seed": ask.seed(model)}
            training |= {"order": ask.one("order", "Order of the samples", range(5), knobs.buttons)}
    measurement = measured_or_default(CalibrationSpec, **broken)
    return measurement, FinetuningSpec(**asdict(measurement.spec), **training), on


def show_result(result: FinetuningResult) -> None:
    spec, curve = result.spec, result.curve
    drawn = curve_figure(spec, curve, result.chance, theme())
    figure(drawn, key="finetuning_curve", alt=curve_alt(spec, curve), table=result.rows)
    drawn, alt = recovery_figure(result, theme()), recovery_alt(result)
    figure(drawn, key="finetuning_recovery", alt=alt, table=lambda: arm_rows(result))
    st.subheader("What to notice", anchor=False)
    for note in recovery_notes(result):
        st.markdown(f"- {note}")


@st.fragment
def instrument() -> None:
    broken, spec, on = ask_for_spec()
    chance = TASKS[MODELS[spec.model].task].chance
    float_network, quantized = broken.result.float_network.outcome, broken.result.quantized.outcome
    start = [CurvePoint(0, 0.0, quantized.accuracy, float_network.accuracy)]

    def draw(progress: Sequence[Progress]) -> None:
        curve = [CurvePoint(**step.known) for step in progress if step.known] or start
        drawn, alt = curve_figure(spec, curve, chance, theme()), curve_alt(spec, curve)
        st.plotly_chart(drawn, theme=None, key="finetuning_growing", alt=alt)

    measurement = watched(spec, draw) if on else broken
    if not on:
        draw([])
        st.markdown(f"{breaking(spec, start[0])} Switch on **Fine-tune it** and watch what comes back.")
    elif measurement:
        show_result(measurement.result)
    with st.container(horizontal=True):
        for word, text in WORDS.items():
            explain(word, text)
    if measurement:
        receipt(measurement.receipt)
        show_code(finetuning_steps, SNIPPET.format(spec=spec))


page = INSTRUMENTS[4]
header(page.title, page.question)
instrument()
