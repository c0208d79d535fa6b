"""What is lost against the size of a network, one line for each number of bits."""

import plotly.graph_objects as go

from qlab.experiments.sizes import SizesResult
from qlab.figures.losses import losses_figure
from qlab.figures.sizes_findings import by_size, sizes_finding


def sizes_figure(result: SizesResult, theme: str) -> go.Figure:
    """Draw the share of accuracy above chance that each network loses, the smallest on the left."""
    return losses_figure(
        theme,
        sizes_finding(result),
        along={model: model.removeprefix("mlp-") for model in by_size(result)},
        title="Network (larger to the right)",
        bits=result.spec.bits,
        losses=result.losses,
    )
