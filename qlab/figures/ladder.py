"""The ladder, drawn: what is lost for each way to choose the range, one line for each number of bits."""

import plotly.graph_objects as go

from qlab.experiments.ladder import LadderResult
from qlab.experiments.ways import WAYS
from qlab.figures.ladder_findings import ladder_finding
from qlab.figures.losses import losses_figure


def ladder_figure(result: LadderResult, theme: str) -> go.Figure:
    """Draw the share of accuracy above chance that is lost in each way, in the order of the spec."""
    return losses_figure(
        theme,
        ladder_finding(result),
        along={way: WAYS[way].about.replace(", ", "<br>") for way in result.spec.ways},
        title="How the scale is chosen",
        bits=result.spec.bits,
        losses=result.losses,
    )
