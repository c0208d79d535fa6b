"""Functions that words of the glossary speak of, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qlab.checks import one_of
from qlab.sketches.chances import CHANCES
from qlab.sketches.line import Lines
from qlab.sketches.motions import MOTIONS

FUNCTIONS: Mapping[str, Callable[[], Lines]] = {**CHANCES, **MOTIONS}


@dataclass(frozen=True)
class FunctionSpec:
    """Which function.

    Raises:
        ValueError: for one that is not in FUNCTIONS.

    >>> float(FunctionSpec("relu").drawn.lines[0].y[-1])
    3.0
    """

    of: str = "relu"

    def __post_init__(self) -> None:
        """Refuse a function that there is not."""
        one_of("of", self.of, FUNCTIONS)

    @property
    def drawn(self) -> Lines:
        """Return its lines."""
        return FUNCTIONS[self.of]()
