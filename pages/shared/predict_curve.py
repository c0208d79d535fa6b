"""Draw a cliff before it is measured: the learner's curve is kept, then the measured one is laid over it."""

import streamlit as st

from pages.shared.cached import measured
from pages.shared.draw_curve import draw_curve
from pages.shared.frame import receipt
from pages.shared.keeping import keep, visit
from qlab.course.drawn_curve import MeasuredCurve, check_drawn, compare, remarks
from qlab.experiments.cliff import CliffSpec
from qlab.figures.cliff_curves import curves

TOLERANCE = 2.0  # points: about what a hand can draw
ALONG = "bits"


def predict_curve(key: str, question: str, spec: CliffSpec) -> None:
    """Ask for the accuracy of the spec's network at each number of bits; once it is drawn, show what was measured.

    It may be skipped: what else is on the page does not wait for it.
    """
    places = tuple(map(str, spec.bits))
    with st.container(border=True):
        st.markdown(question)
        drawn = _kept(key, len(places))
        draw_curve(
            key,
            places=places,
            across="bits a weight",
            up="accuracy",
            band="the band holds all networks",
            drawn=drawn,
            reveal=lambda: _measured(spec),
            on_commit=lambda heights: keep("prediction", key, list(heights), attempt=1),
        )
        if drawn:
            curve = _measured(spec)
            seen = compare(drawn, curve, TOLERANCE)
            st.markdown("\n".join(f"- {sentence}" for sentence in remarks(seen, curve, ALONG)))
            receipt(measured(spec).receipt, key=f"{key}_receipt")


def _kept(key: str, places: int) -> tuple[float, ...] | None:
    """Return the curve that was drawn, if there is one that fits the chart."""
    try:
        return check_drawn(visit().last("prediction", key), places, 100.0)
    except ValueError:
        return None


def _measured(spec: CliffSpec) -> MeasuredCurve:
    (curve,) = curves(measured(spec).result)
    return MeasuredCurve(tuple(map(str, curve.bits)), curve.mean, curve.low, curve.high)
