"""Controls: every knob of the lab, once. A knob is a field of a spec, and its key is its name in the address.

    ask = Controls("weights", WeightsSpec())
    model = ask.model()      # the widget "weights_model", in the address as ?weights_model=mlp-16

Menus come from qlab's registries, defaults from the spec. Each knob is drawn where it is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import knobs
from pages.shared.frame import notice
from pages.shared.glossary import ABOUT
from qlab.experiments.finetuning import MAX_EPOCHS
from qlab.experiments.subject import CLASSIFIERS, layer_names
from qlab.formats import FORMATS
from qlab.ranges import RANGE_METHODS
from qlab.recipe import QUANTIZE
from qlab.zoo import MODELS

T = TypeVar("T")

BITS = tuple(range(8, 0, -1))  # fewer bits to the right, as on every axis
GRANULARITIES = ("per_tensor", "per_channel", "group:32", "group:16")
LEARNING_RATES = (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2)
FRACTIONS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0)
EPOCHS = tuple(epochs for epochs in (1, 2, 5, 10, 20, 30, 50) if epochs <= MAX_EPOCHS)


def same_family(name: str) -> list[str]:
    """Return the formats of the same family as `name`, most bits first."""
    family = [other for other, known in FORMATS.items() if known.family == FORMATS[name].family]
    return sorted(family, key=lambda other: -FORMATS[other].bits)


@dataclass(frozen=True)
class Controls:
    """The knobs of one page.

    Attributes:
        page: what their keys begin with.
        default: the spec shown while nobody has turned a knob.
        notices: where a refused value is told; it is made here, so make the Controls above the knobs.
    """

    page: str
    default: Any
    notices: DeltaGenerator = field(default_factory=st.container)

    def model(self) -> str:
        """Ask for one network that classifies."""
        return self.one("model", "Network", CLASSIFIERS, knobs.menu)

    def models(self) -> tuple[str, ...]:
        """Ask for networks to compare, all of the same task."""
        task = MODELS[self.default.models[0]].task
        same = [name for name in CLASSIFIERS if MODELS[name].task == task]
        return self.several("models", "Networks", same, ABOUT["model"])

    def seed(self, model: str) -> int:
        """Ask for one of the seeds that `model` was trained with."""
        return self.one("seed", "Seed", MODELS[model].seeds, knobs.buttons)

    def seeds(self, models: Sequence[str]) -> tuple[int, ...]:
        """Ask for seeds that every one of `models` was trained with."""
        shared = set.intersection(*(set(MODELS[model].seeds) for model in models or MODELS))
        return self.several("seeds", "Seeds", sorted(shared), ABOUT["seed"])

    def layer(self, model: str) -> str:
        """Ask for one layer of `model`."""
        return self.one("layer", "Layer", layer_names(model), knobs.menu)

    def bits(self) -> int:
        """Ask for bits."""
        return self.one("bits", "Bits", BITS, knobs.slider)

    def quantize(self) -> str:
        """Ask what is quantized."""
        return self.one("quantize", "Quantize", QUANTIZE, knobs.buttons)

    def granularity(self) -> str:
        """Ask how many weights share one scale."""
        return self.one("granularity", "One scale for", GRANULARITIES, knobs.buttons)

    def range_method(self) -> str:
        """Ask where to clip."""
        return self.one("range_method", "Range method", list(RANGE_METHODS), knobs.buttons)

    def learning_rate(self) -> float:
        """Ask for a learning rate."""
        return self.one("learning_rate", "Learning rate", LEARNING_RATES, knobs.slider)

    def fraction(self) -> float:
        """Ask for a share of the training data."""
        return self.one("fraction", "Share of the training data", FRACTIONS, knobs.slider)

    def epochs(self) -> int:
        """Ask for epochs."""
        return self.one("epochs", "Epochs", EPOCHS, knobs.slider)

    def format(self) -> str:
        """Ask for a format: first for its family, then for itself, which the address holds."""
        key, family_key = self._key("format"), self._key("family")
        asked = st.session_state.get(key, st.query_params.get(key))
        current = asked if asked in FORMATS else self.default.format
        families = list(dict.fromkeys(known.family for known in FORMATS.values()))
        st.session_state[family_key] = FORMATS[current].family
        st.selectbox(
            "Kind of levels", families, key=family_key, on_change=self._enter_family, help=ABOUT["family"]
        )
        return self.one("format", "Format", same_family(current), knobs.slider)

    def one(
        self, name: str, label: str, options: Sequence[T], widget: knobs.Widget, default: Any = None
    ) -> T:
        """Ask for one of `options`, by default that of the spec; a page's own knobs use this too."""
        start: T = getattr(self.default, name, default)
        return knobs.one(widget, self._key(name), label, options, start, self._tell, ABOUT.get(name, ""))

    def several(self, name: str, label: str, options: Sequence[T], about: str) -> tuple[T, ...]:
        """Ask for some of `options`."""
        return knobs.several(self._key(name), label, options, getattr(self.default, name), self._tell, about)

    def _key(self, name: str) -> str:
        return f"{self.page}_{name}"

    def _tell(self, message: str) -> None:
        with self.notices:
            notice(message)

    def _enter_family(self) -> None:
        """Go to the new family's format with 4 bits, which each of them has."""
        family = st.session_state[self._key("family")]
        st.session_state[self._key("format")] = next(
            name for name, known in FORMATS.items() if known.family == family and known.bits == 4
        )
