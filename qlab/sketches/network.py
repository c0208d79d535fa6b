"""Network: layers of units, to mark in them what a word means."""

from dataclasses import dataclass

from qlab.checks import one_of, within

MARKS = ("nothing", "weights", "activations", "channel", "bias", "logits", "units")


@dataclass(frozen=True)
class NetworkSpec:
    """How many units each layer has, from inputs to outputs, and what is marked.

    Raises:
        ValueError: for an unknown mark, or other than 2 to 6 layers of 1 to 8 units.
    """

    units: tuple[int, ...] = (3, 4, 4, 2)
    mark: str = "nothing"

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        within("number of layers", len(self.units), 2, 6)
        for count in self.units:
            within("units", count, 1, 8)
        one_of("mark", self.mark, MARKS)

    @property
    def places(self) -> list[list[tuple[float, float]]]:
        """Return where each unit stands, layer by layer: the layer's number, and its height about 0.

        >>> NetworkSpec((1, 2)).places
        [[(0, 0.0)], [(1, 0.5), (1, -0.5)]]
        """
        return [
            [(layer, (count - 1) / 2 - unit) for unit in range(count)]
            for layer, count in enumerate(self.units)
        ]
