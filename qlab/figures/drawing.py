"""A figure with all that is needed to draw it from a result alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go


def _nothing(spec: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Drawing:
    """A way to draw an experiment's result; FIGURES has those of each.

    Attributes:
        draw: draw(result, *how, theme) -> figure.
        alt: alt(result, *how) -> the figure in words.
        usual: what else `draw` wants to know, where nobody chose: spec -> how.
    """

    draw: Callable[..., go.Figure]
    alt: Callable[..., str]
    usual: Callable[[Any], tuple[str, ...]] = _nothing

    @property
    def name(self) -> str:
        """What the function is called, by which a record names it."""
        return self.draw.__name__
