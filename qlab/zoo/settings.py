"""How a model is trained, in four numbers."""

from dataclasses import dataclass

from qlab.checks import within


@dataclass(frozen=True)
class TrainingSettings:
    """What `train` needs to know besides model, data and seed.

    Attributes:
        epochs: passes over the training part, 1..10000.
        learning_rate: Adam's step size in the first step, 1e-6..1; a cosine takes it to 0 by the last.
        batch_size: samples per step, 1..65536.
        weight_decay: the share of each weight that a step removes, times the learning rate; 0..1.

    Raises:
        ValueError: for a value outside its range.

    >>> TrainingSettings(epochs=10).batch_size
    32
    """

    epochs: int = 60
    learning_rate: float = 3e-3
    batch_size: int = 32
    weight_decay: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what cannot train."""
        within("epochs", self.epochs, 1, 10_000)
        within("learning_rate", self.learning_rate, 1e-6, 1.0)
        within("batch_size", self.batch_size, 1, 65_536)
        within("weight_decay", self.weight_decay, 0.0, 1.0)
