"""Granularity: how many values share one scale, and how a tensor is cut into such blocks.

Every quantizer here works on a 2-D view, one row per scale: (n_blocks, block_length).
"""

from dataclasses import dataclass

from torch import Tensor

from qlab.checks import instance, one_of, within

MAX_AXES = 64  # torch tensors have no more
KINDS = ("per_tensor", "per_channel", "group")


@dataclass(frozen=True)
class Granularity:
    """Which values share a scale.

    ==================  =========================  ==========================================
    kind                one scale for              n_blocks of a weight (out, in, ...)
    ==================  =========================  ==========================================
    per_tensor          the whole tensor           1
    per_channel         each slice along `axis`    out (axis 0, the output channels)
    group               `group_size` neighbors     out * (in * ... / group_size)
    ==================  =========================  ==========================================

    Groups run along the flattened values of one output channel; a channel shorter than `group_size` is one
    group. Krishnamoorthi 2018, arXiv:1806.08342, section 2 (channels); Dettmers et al. 2023,
    arXiv:2305.14314, section 2 (blocks).

    Raises:
        ValueError: for an unknown kind, or a group_size outside 1..65536 for "group".

    >>> Granularity.parse("group:32")
    Granularity(kind='group', axis=0, group_size=32)
    """

    kind: str = "per_tensor"
    axis: int = 0
    group_size: int = 0

    def __post_init__(self) -> None:
        """Refuse what no tensor could be cut by."""
        one_of("granularity", self.kind, KINDS)
        within("axis", self.axis, -MAX_AXES, MAX_AXES)
        if self.kind == "group":
            within("group_size", self.group_size, 1, 65536)

    @classmethod
    def parse(cls, text: str) -> "Granularity":
        """Read "per_tensor", "per_channel", "per_channel:AXIS" or "group:SIZE"; refuse anything else."""
        kind, colon, number = str(text).partition(":")
        plain = number.removeprefix("-").isdecimal()
        if kind in ("per_tensor", "per_channel") and not colon:
            return cls(kind)
        if kind == "per_channel" and plain:
            return cls(kind, axis=int(number))
        if kind == "group" and plain:
            return cls(kind, group_size=int(number))
        raise ValueError(
            f"granularity must be per_tensor, per_channel, per_channel:AXIS or group:SIZE; got {text!r}."
        )


def to_blocks(x: Tensor, granularity: Granularity) -> Tensor:
    """Return `x` as (n_blocks, block_length), one row per scale; a view of `x` wherever its layout allows.

    Raises:
        ValueError: if the axis does not exist in `x`, or a channel's length is not a multiple of group_size.

    >>> import torch
    >>> to_blocks(torch.zeros(4, 6), Granularity("group", group_size=3)).shape
    torch.Size([8, 3])
    """
    if granularity.kind == "per_tensor":
        return x.reshape(1, -1)
    _check_axis(x, granularity)
    moved = x.movedim(granularity.axis, 0)
    rows = moved.reshape(moved.shape[0], moved[:1].numel())
    if granularity.kind == "per_channel" or rows.shape[1] <= granularity.group_size:
        return rows
    if rows.shape[1] % granularity.group_size:
        raise ValueError(
            f"group_size must divide the {rows.shape[1]} values of a channel; got {granularity.group_size} "
            f"for shape {tuple(x.shape)}."
        )
    return rows.reshape(-1, granularity.group_size)


def from_blocks(blocks: Tensor, like: Tensor, granularity: Granularity) -> Tensor:
    """Undo `to_blocks`: give `blocks` (n_blocks, block_length) the shape of `like`.

    >>> import torch
    >>> x = torch.arange(6.0).reshape(2, 3)
    >>> by_column = Granularity("per_channel", axis=1)
    >>> torch.equal(from_blocks(to_blocks(x, by_column), x, by_column), x)
    True
    """
    if (
        len(
            {
                instance(name, x, Tensor, "a tensor").numel()
                for name, x in (("blocks", blocks), ("like", like))
            }
        )
        > 1
    ):
        raise ValueError(
            f"blocks must hold as many values as like; got {tuple(blocks.shape)} for shape {tuple(like.shape)}."
        )
    if granularity.kind == "per_tensor":
        return blocks.reshape(like.shape)
    _check_axis(like, granularity)
    moved = like.movedim(granularity.axis, 0)
    return blocks.reshape(moved.shape).movedim(0, granularity.axis)


def _check_axis(x: Tensor, granularity: Granularity) -> None:
    if x.ndim == 0 or not -x.ndim <= granularity.axis < x.ndim:
        raise ValueError(
            f"axis must name one of the tensor's {x.ndim} dimensions; got {granularity.axis} "
            f"for shape {tuple(x.shape)}."
        )
