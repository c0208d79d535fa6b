"""Cliffs: what happens to whole networks as the bits go down."""

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import spec_or_default
from pages.shared.catalog import INSTRUMENTS
from pages.shared.controls import Controls
from pages.shared.frame import figure, header, receipt, show_code
from pages.shared.glossary import explain_words
from pages.shared.running import watched
from pages.shared.theme import theme
from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.figures.cliff import cliff_figure
from qlab.figures.cliff_curves import MEASURES, curve_rows
from qlab.figures.cliff_findings import cliff_alt, cliff_notes

SNIPPET = """from qlab.experiments.cliff import CliffSpec, measure_cliff

result = measure_cliff({spec!r})
for point in result.points:
    print(point.model, point.seed, point.bits, f"{{point.outcome.accuracy:.1%}}")"""


def ask_for_spec() -> tuple[CliffSpec, str]:
    ask = Controls("cliffs", CliffSpec())
    with st.grid("auto", min_column_width=160):
        ask.preset(
            "Larger holds longer",
            models=("mlp-8", "mlp-64", "mlp-256"),
            range_method="mse",
            measure="accuracy",
        )
        ask.preset("Larger falls first", models=("mlp-64", "mlp-256", "mlp-1024"), measure="accuracy")
        ask.preset(
            "Activations, too", models=("mlp-8", "mlp-64", "mlp-256"), quantize="both", measure="accuracy"
        )
        ask.preset("Sure, and wrong", measure="ECE")
    models = ask.models()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = ask.one("measure", "Measure", list(MEASURES), knobs.buttons, "accuracy")
        with st.popover("Advanced", icon=":material/tune:"):
            range_method, seeds = ask.range_method(), ask.seeds(models)
    with st.container(horizontal=True):
        quantize = ask.quantize()
        granularity = ask.granularity()
    spec = spec_or_default(
        CliffSpec,
        models=models,
        seeds=seeds,
        quantize=quantize,
        granularity=granularity,
        range_method=range_method,
    )
    return spec, measure


@st.fragment
def instrument() -> None:
    spec, measure = ask_for_spec()
    measurement = watched(spec)
    if not measurement:
        return
    result = measurement.result
    figure(
        cliff_figure(result, measure, theme()),
        key="cliffs_curves",
        alt=cliff_alt(result, measure),
        table=lambda: curve_rows(result, measure),
    )
    explain_words("Accuracy", "NLL", "ECE", "Flips", "SQNR")
    st.subheader("What to notice", anchor=False)
    for note in cliff_notes(result):
        st.markdown(f"- {note}")
    receipt(measurement.receipt)
    show_code(measure_cliff, SNIPPET.format(spec=spec))


page = INSTRUMENTS[2]
header(page.title, page.question)
instrument()
