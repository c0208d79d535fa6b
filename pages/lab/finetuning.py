"""Fine-tuning: break a network with few bits, train it on, and see what comes back."""

from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import measured_or_default
from pages.shared.catalog import entry
from pages.shared.controls import Controls
from pages.shared.frame import bench, header, receipt, show_code
from pages.shared.glossary import explain_words
from pages.shared.presets import presets
from pages.shared.recovery import draw_growing, show_result, starting_point
from pages.shared.running import watched
from qlab.experiments.calibration import CalibrationSpec
from qlab.experiments.finetuning import FinetuningSpec
from qlab.figures.finetuning_findings import breaking
from qlab.finetune import finetuning_steps
from qlab.measurement import Measurement

PRESETS: dict[str, dict[str, object]] = {
    "It recovers": {"on": True},
    "It stays down": {"bits": 1, "on": True},
    "Steps too small": {"learning_rate": 1e-5, "on": True},
    "Patience helps": {"model": "mlp-256", "bits": 2, "epochs": 20, "on": True},
}
SNIPPET = """import torch
from qlab.experiments.finetuning import FinetuningSpec, measure_finetuning

torch.set_num_threads(1)  # with more, sums round differently
result = measure_finetuning({spec!r})
print(f"before {{result.before.accuracy:.3f}}, after {{result.after.accuracy:.3f}}")"""


def ask_for_spec() -> tuple[Measurement, FinetuningSpec, bool]:
    """Return the broken network's measurement, what to train, and whether to."""
    ask = Controls("finetuning", FinetuningSpec())
    with st.container(border=True):
        st.markdown("**Break it**")
        broken = {"bits": ask.bits(), "quantize": ask.quantize(), "model": (model := ask.model())}
    with st.container(border=True):
        on = st.toggle("**Fine-tune it**", key="finetuning_on", bind="query-params")
        training: dict[str, Any] = {"epochs": ask.epochs(), "learning_rate": ask.learning_rate()}
        training |= {"fraction": ask.fraction()}
    with st.popover("Advanced", icon=":material/tune:"):
        broken |= {"granularity": ask.granularity(), "range_method": ask.range_method()}
        broken |= {"seed": ask.seed(model)}
        training |= {"order": ask.one("order", "Order of the samples", range(5), knobs.buttons)}
    default = CalibrationSpec(**{name: getattr(FinetuningSpec(), name) for name in broken})
    measurement = measured_or_default(CalibrationSpec, default, **broken)
    return measurement, FinetuningSpec(**asdict(measurement.spec), **training), on


def show(asked: tuple[Measurement, FinetuningSpec, bool]) -> None:
    broken, spec, on = asked
    start = starting_point(broken.result)
    grow = partial(draw_growing, spec, start)
    measurement = watched(spec, grow) if on else broken
    if not on:
        grow([])
        st.markdown(f"{breaking(spec, start)} Switch on **Fine-tune it** and watch what comes back.")
    elif measurement:
        show_result(measurement.result)
    if measurement:
        receipt(measurement.receipt)
        show_code(finetuning_steps, SNIPPET.format(spec=spec))


page = entry("lab/finetuning.py")
header(page.title, page.question)
explain_words("Fine-tuning", "Latent weights", "Straight-through", "Float control")
presets("finetuning", FinetuningSpec(), PRESETS)
bench(ask_for_spec, show)
