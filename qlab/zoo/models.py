"""The table of models. A new one is one line here and, if it is a new kind, one file beside it."""

from functools import partial

from qlab.zoo.cnn import cnn
from qlab.zoo.dwcnn import dwcnn
from qlab.zoo.mlp import mlp
from qlab.zoo.model_card import ModelCard
from qlab.zoo.settings import TrainingSettings

WIDTHS = (4, 8, 16, 32, 64, 128, 256, 1024)
FIVE_SEEDS = (0, 1, 2, 3, 4)
THREE_SEEDS = (0, 1, 2)  # above 300,000 parameters, to keep what ships small

# Epochs, learning rate and weight decay were chosen on `validation_data`, never on the test set. All widths
# share one recipe, so that width is all that differs between them.
MLP_TRAINING = TrainingSettings()
CNN_TRAINING = TrainingSettings(epochs=30)
DEEP = partial(mlp, (32,) * 5)


def _perceptron(width: int) -> ModelCard:
    seeds = THREE_SEEDS if width == 1024 else FIVE_SEEDS
    title = f"Two hidden layers of {width:,}"
    return ModelCard(f"mlp-{width}", title, "digits", partial(mlp, (width, width)), seeds, MLP_TRAINING)


MODELS: dict[str, ModelCard] = {
    card.name: card
    for card in (
        *(_perceptron(width) for width in WIDTHS),
        ModelCard("deep-5x32", "Five hidden layers of 32", "digits", DEEP, FIVE_SEEDS, MLP_TRAINING),
        ModelCard("cnn", "Convolutions", "digits", cnn, FIVE_SEEDS, CNN_TRAINING),
        ModelCard("dwcnn", "Depthwise convolutions, batch norm", "digits", dwcnn, FIVE_SEEDS, CNN_TRAINING),
    )
}
