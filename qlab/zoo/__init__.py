"""The zoo: small networks that we trained, with their weights and how they were made."""

from qlab.zoo.checkpoints import checkpoint, load_model
from qlab.zoo.manifest import ASSETS, Checkpoint, CheckpointError
from qlab.zoo.model_card import ModelCard
from qlab.zoo.models import MODELS
from qlab.zoo.settings import TrainingSettings
from qlab.zoo.train_zoo import train_zoo
from qlab.zoo.training import count_correct, train

__all__ = [
    "ASSETS",
    "MODELS",
    "Checkpoint",
    "CheckpointError",
    "ModelCard",
    "TrainingSettings",
    "checkpoint",
    "count_correct",
    "load_model",
    "train",
    "train_zoo",
]
