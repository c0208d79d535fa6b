"""The charts into which curves are drawn before they are measured."""

from collections.abc import Sequence
from statistics import fmean

from pages.shared.cached import measured
from pages.shared.draw_curve import Axes
from pages.shared.predicting.drawing import Chart
from qlab.claims.claim import Case, Statement
from qlab.claims.published import published
from qlab.claims.recovery import SMALLER_IS_BETTER
from qlab.claims.recovery_data import PART_IS_ENOUGH
from qlab.claims.small_and_large import LARGER_LOSES_LESS
from qlab.course.drawn_curve import MeasuredCurve
from qlab.experiments.cliff import CliffSpec
from qlab.figures.cliff_curves import curves
from qlab.measurement import Measurement
from qlab.receipts import Receipt

ALL_NETWORKS = "the band holds all networks"
Drawn = tuple[MeasuredCurve, tuple[Receipt, ...]]


def cliff_chart(spec: CliffSpec) -> Chart:
    """Return the chart of the accuracy of the spec's one network by bits."""

    def measure() -> Drawn:
        measurement = measured(spec)
        (curve,) = curves(measurement.result)
        places = tuple(map(str, curve.bits))
        return MeasuredCurve(places, curve.mean, curve.low, curve.high), (measurement.receipt,)

    return Chart(Axes(tuple(map(str, spec.bits)), "bits a weight", "accuracy", ALL_NETWORKS), "bits", measure)


def sizes_chart(bits: int) -> Chart:
    """Return the chart of the accuracy above chance that networks of all sizes keep at so many bits."""
    case = _case(LARGER_LOSES_LESS, "Nothing clipped, all sizes")
    models = case.spec.models
    places = tuple(model.split("-")[-1] for model in models)

    def measure() -> Drawn:
        measurement = _published(case)
        kept = [
            [
                100 - point.lost
                for point in measurement.result.points
                if (point.model, point.bits) == (model, bits)
            ]
            for model in models
        ]
        return _curve(places, kept), (measurement.receipt,)

    return Chart(Axes(places, "units a layer", "accuracy kept", ALL_NETWORKS), "units", measure)


def rates_chart(bits: int) -> Chart:
    """Return the chart of the accuracy after fine-tuning with so many bits, by learning rate."""
    cases = (_case(SMALLER_IS_BETTER, "Large steps"), _case(PART_IS_ENOUGH, "A tenth, activations too"))
    rates = sorted({rate for case in cases for rate in case.spec.learning_rates})
    places = tuple(f"{rate:f}".rstrip("0") for rate in rates)

    def measure() -> Drawn:
        measurements = [_published(case) for case in cases]
        after = {
            setting.learning_rate: [100 * trial.after for trial in setting.trials]
            for measurement in measurements
            for setting in measurement.result.settings
            if (setting.bits, setting.fraction) == (bits, 1.0)
        }
        receipts = tuple(measurement.receipt for measurement in measurements)
        return _curve(places, [after[rate] for rate in rates]), receipts

    return Chart(Axes(places, "learning rate", "accuracy", ALL_NETWORKS), "", measure)


def _case(statement: Statement, name: str) -> Case:
    return next(case for case in statement.cases if case.name == name)


def _published(case: Case) -> Measurement:
    measurement = published(case.spec)
    if measurement is None:
        raise ValueError(f"case must be published; {case.name!r} is not: run `qlab claims --publish`.")
    return measurement


def _curve(places: tuple[str, ...], values: Sequence[Sequence[float]]) -> MeasuredCurve:
    """Return the mean at each place, in the band that all values there span."""
    mean, low, high = (tuple(pick(each) for each in values) for pick in (fmean, min, max))
    return MeasuredCurve(places, mean, low, high)
