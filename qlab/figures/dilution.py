"""Dilution, drawn: the SQNR of a mean against how many units it is taken over."""

import plotly.graph_objects as go

from qlab.experiments.dilution import DilutionResult
from qlab.figures.bands import foretold, mean_in_band
from qlab.figures.dilution_findings import dilution_finding
from qlab.figures.style import axis, figure, palette

READS = "%{y:.1f} dB with %{x} units"


def dilution_figure(result: DilutionResult, theme: str) -> go.Figure:
    """Draw the measured SQNR with its seeds' band, and what theory foretells.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, spec = palette(theme), result.spec
    units = sorted(spec.units)
    measured = [[point.sqnr_db for point in result.at(each)] for each in units]
    theory = [result.at(each)[0].theory_db for each in units]
    seeds = len(spec.seeds)
    line = f"Line: mean of {seeds} draws, band: lowest to highest." if seeds > 1 else "One draw."
    lowest, highest = min(map(min, measured)), max(map(max, measured))
    return figure(
        theme,
        dilution_finding(result),
        [
            *mean_in_band(units, measured, colors.quantized, "measured", READS),
            foretold(units, theory, colors.theory, READS),
        ],
        note=f"{line} {spec.samples:,} samples each.",
        hovermode="closest",
        xaxis=axis(theme, "Units in the mean", type="log", tickvals=units),
        yaxis=axis(theme, "SQNR of the mean (dB)", range=[min(10, lowest - 2), max(50, highest + 2)]),
    )
