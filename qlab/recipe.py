"""A recipe says which tensors of a network are quantized, and how; it is plain values, so it can be stored and sent."""

from dataclasses import dataclass

from qlab.checks import distinct, instance, one_of, within
from qlab.formats import MAX_BITS
from qlab.quantizer import FLOAT32, QuantSpec

QUANTIZE = ("weights", "activations", "both")
ACTIVATION_GRANULARITIES = ("per_tensor", "per_channel:1")


@dataclass(frozen=True)
class LayerRecipe:
    """How one layer's weights and its input activations are quantized; FLOAT32 leaves them as they are.

    Activations are (batch, channels, ...), so they share one scale, or one a channel ("per_channel:1").

    Raises:
        ValueError: for what is no QuantSpec, or if the activations' granularity would depend on the batch.

    >>> LayerRecipe(weights=QuantSpec("int4")).activations == FLOAT32
    True
    """

    weights: QuantSpec = FLOAT32
    activations: QuantSpec = FLOAT32

    def __post_init__(self) -> None:
        """Refuse blocks that would run along the batch."""
        for name in ("weights", "activations"):
            instance(name, getattr(self, name), QuantSpec, 'a QuantSpec, such as QuantSpec("int8")')
        one_of("activations' granularity", self.activations.granularity, ACTIVATION_GRANULARITIES)


@dataclass(frozen=True)
class Recipe:
    """How a network is quantized: every Linear and Conv2d alike, except the layers named in `overrides`.

    Biases and the logits stay float32, as on integer hardware with 32-bit accumulators. Batch norm is
    folded into the convolution before it unless `fold_batch_norm` is False.

    Raises:
        ValueError: for a field that is of another kind, or two overrides for one layer.

    >>> recipe = Recipe(LayerRecipe(QuantSpec("int4")), overrides=(("4", LayerRecipe(QuantSpec("int8"))),))
    >>> (recipe.layer("0").weights.format, recipe.layer("4").weights.format)
    ('int4', 'int8')
    """

    layers: LayerRecipe = LayerRecipe()
    overrides: tuple[tuple[str, LayerRecipe], ...] = ()
    fold_batch_norm: bool = True

    def __post_init__(self) -> None:
        """Refuse what names no layer, or says nothing about it."""
        instance("layers", self.layers, LayerRecipe, "a LayerRecipe")
        instance("fold_batch_norm", self.fold_batch_norm, bool, "True or False")
        for pair in instance("overrides", self.overrides, tuple, "a tuple of (layer name, LayerRecipe)"):
            if not isinstance(pair, tuple) or [*map(type, pair)] != [str, LayerRecipe]:
                raise ValueError(
                    f"overrides must be a tuple of (layer name, LayerRecipe); got {pair!r} in it."
                )
        distinct("layers in overrides", [name for name, _ in self.overrides])

    def layer(self, name: str) -> LayerRecipe:
        """Return the recipe of the layer with this name."""
        return dict(self.overrides).get(name, self.layers)


def weight_format(bits: int) -> str:
    """Return the format that "b-bit weights" means here: symmetric narrow range, and sign x mean |w| at 1 bit.

    >>> (weight_format(4), weight_format(1))
    ('int4', 'binary')
    """
    within("bits", bits, 1, MAX_BITS)
    return "binary" if bits == 1 else f"int{bits}"


def bits_recipe(
    bits: int, quantize: str = "weights", granularity: str = "per_tensor", range_method: str = "minmax"
) -> Recipe:
    """Return the lab's standard recipe at `bits` (1..16) for "weights", "activations" or "both".

    Weights are symmetric with the given granularity; activations are affine and per tensor, as integer hardware wants
    them (Nagel et al. 2021, arXiv:2106.08295, section 2.3). The range method applies to both.

    Raises:
        ValueError: if an argument is outside its range or list.

    >>> bits_recipe(8, "both").layers.activations.format
    'uint8'
    """
    one_of("quantize", quantize, QUANTIZE)
    weights = QuantSpec(weight_format(bits), granularity, range_method)
    activations = QuantSpec(f"uint{bits}", "per_tensor", range_method)
    return Recipe(
        LayerRecipe(
            FLOAT32 if quantize == "activations" else weights,
            FLOAT32 if quantize == "weights" else activations,
        )
    )
