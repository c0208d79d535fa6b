"""What is lost against the length of the training, one line for each number of bits."""

import plotly.graph_objects as go

from qlab.experiments.training_length import TrainingLengthResult
from qlab.figures.losses import losses_figure
from qlab.figures.training_length_findings import training_length_finding


def training_length_figure(result: TrainingLengthResult, theme: str) -> go.Figure:
    """Draw the share of accuracy above chance that is lost, the shortest training on the left."""
    return losses_figure(
        theme,
        training_length_finding(result),
        along={epochs: f"{epochs}" for epochs in sorted(result.spec.epochs)},
        title="Epochs of training",
        bits=result.spec.bits,
        losses=result.losses,
    )
