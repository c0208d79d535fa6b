"""Registers: sums of whole numbers that do not fit, and products of 8-bit integers to fill them with."""

from math import ceil, erfc, log2, sqrt

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
U8, S8 = 255, 127  # the largest activation, and the largest weight of the narrow range
ACTIVATION_SPREAD, WEIGHT_SPREAD = 60.0, 32.0  # in steps of their grids; few values reach the ends


def bits_needed(terms: int) -> int:
    """Return the bits, sign included, that hold any sum of `terms` products of a u8 with an s8 (narrow range).

    >>> [bits_needed(terms) for terms in (2, 16, 64, 256, 1024)]
    [17, 20, 22, 24, 26]
    """
    return ceil(log2(U8 * S8 * terms + 1)) + 1


def wrap(sums: Whole, bits: int) -> Whole:
    """Return what a register of `bits` that starts over shows of `sums` (two's complement).

    >>> wrap(np.array([32767, 32768, -32769]), 16).tolist()
    [32767, -32768, 32767]
    """
    half = 2 ** (bits - 1)
    return np.asarray((sums + half) % (2 * half) - half)


def clamp_on_the_way(products: Whole, top: int) -> Whole:
    """Return the sums along the last axis in a register that stays within -top - 1..top after every addition.

    >>> clamp_on_the_way(np.array([[100, 100, -50]]), 127).tolist()
    [77]
    """
    total = np.zeros(products.shape[:-1], dtype=np.int64)
    for term in np.moveaxis(products, -1, 0):
        total = np.clip(total + term, -top - 1, top)
    return total


def foretold_share(terms: int, bits: int) -> float:
    """Return the share of sums of drawn products beyond the register, were they Gaussian and not rounded or cut off.

    >>> [round(foretold_share(terms, 16), 3) for terms in (16, 64, 256, 1024)]
    [0.0, 0.033, 0.286, 0.594]
    """
    spread = ACTIVATION_SPREAD * WEIGHT_SPREAD * sqrt(terms)
    return erfc(2 ** (bits - 1) / spread / sqrt(2))


def drawn_products(terms: int, products: int, seed: int) -> Whole:
    """Return the terms of `products` dot products, (products, terms): u8 activations times s8 weights.

    >>> drawn_products(3, 2, 0).shape
    (2, 3)
    """
    rng, shape = np.random.default_rng(seed), (products, terms)
    activations = np.rint(np.abs(rng.standard_normal(shape)) * ACTIVATION_SPREAD).clip(0, U8)
    weights = np.rint(rng.standard_normal(shape) * WEIGHT_SPREAD).clip(-S8, S8)
    return np.asarray(activations * weights, dtype=np.int64)
