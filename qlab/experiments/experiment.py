"""The one shape of every experiment: a frozen spec of plain values goes in, a frozen result comes out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Row = Mapping[str, Any]


class Result(Protocol):
    """What every result offers beside its own fields."""

    @property
    def numbers(self) -> dict[str, float]:
        """Return the named figures that a receipt keeps and `reproduce` compares."""

    @property
    def n_test(self) -> int:
        """Return how many test samples each figure rests on; 0 where none does."""

    def rows(self) -> list[dict[str, Any]]:
        """Return the result as a table: what stands behind the figure, in the CSV and in `--json`."""


@dataclass(frozen=True)
class Progress:
    """How far a measurement is: `done` of `total` steps, and what is known so far (plain values)."""

    done: int
    total: int
    known: Mapping[str, Any] = field(default_factory=dict)


Tell = Callable[[Progress], None]


def keep_quiet(progress: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Experiment:
    """An entry of EXPERIMENTS.

    Attributes:
        name: the key, as addresses, receipts and the command line use it.
        title: what a menu shows.
        spec: the frozen dataclass of flat plain values, with defaults, that checks itself.
        measure: (spec, tell) -> result. It calls `tell` as it goes, and stops if that raises.
        checkpoints: spec -> the (model, seed) pairs that it measures.
    """

    name: str
    title: str
    spec: type[Any]
    measure: Callable[[Any, Tell], Any]
    checkpoints: Callable[[Any], Iterable[tuple[str, int]]]
