"""Families of formats that a range stretches: one format for each number of bits."""

from qlab.formats import FORMATS, Format, IntFormat

MAX_FAMILY_BITS = 8

FAMILIES: dict[str, tuple[str, ...]] = {
    "integer-narrow": tuple(f"int{bits}" for bits in range(2, MAX_FAMILY_BITS + 1)),
    "integer-full": tuple(f"int{bits}_full" for bits in range(1, MAX_FAMILY_BITS + 1)),
    "integer-affine": tuple(f"uint{bits}" for bits in range(1, MAX_FAMILY_BITS + 1)),
    "float": ("e2m1", "e2m3", "e4m3"),
    "float-wide": ("e3m2", "e5m2"),
    "nf4": ("nf4",),
}


def bits_of(family: str) -> tuple[int, ...]:
    """Return the bits of a family's formats, ascending.

    >>> bits_of("float")
    (4, 6, 8)
    """
    return tuple(FORMATS[name].bits for name in FAMILIES[family])


def zero_points(number_format: Format) -> tuple[int, int]:
    """Return the least and the largest zero_point of a format: qmin and qmax if it is affine, else 0 and 0.

    >>> zero_points(FORMATS["uint4"])
    (0, 15)
    """
    if isinstance(number_format, IntFormat) and number_format.affine:
        return number_format.qmin, number_format.qmax
    return 0, 0
