"""Error parts against hand-made cases, and their sum against the whole error."""

import pytest
import torch

from qlab.errors import ErrorParts, error_parts, is_clipped
from qlab.formats import FORMATS
from qlab.metrics.signal import mse
from qlab.quantizer import QuantSpec, fake_quantize


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("rounding", ["nearest_even", "floor", "stochastic"])
@pytest.mark.parametrize("name", FORMATS)
def test_the_parts_add_up_to_the_mean_squared_error(name, rounding):
    x = torch.randn(4, 32, generator=seeded(1))
    for granularity in ("per_tensor", "per_channel", "group:8"):
        spec = QuantSpec(name, granularity, "percentile:90", rounding)
        parts = error_parts(x, spec, generator=seeded())
        assert parts.total == pytest.approx(mse(x, fake_quantize(x, spec, generator=seeded())), rel=1e-12)
        assert parts.clipping >= 0
        assert parts.rounding >= 0
        assert 0 <= parts.clipped_share <= 1


def test_a_case_by_hand():
    # 90 % of eleven values keeps -1..1 by interpolation; int2's levels are -1, 0, 1.
    x = torch.tensor([-1.0] * 5 + [0.25] + [1.0] * 4 + [3.0])
    parts = error_parts(x, QuantSpec("int2", range_method="percentile:90"))
    high = 2.0  # halfway between 1 and 3: the 95th percentile of eleven sorted values
    assert parts == ErrorParts(
        clipping=pytest.approx((3 - high) ** 2 / 11),
        rounding=pytest.approx((9 * 1.0 + 0.25**2) / 11),  # +-1 is a tie between 0 and +-2, and goes to 0
        clipped_share=pytest.approx(1 / 11),
    )


@pytest.mark.parametrize("name", ["int2", "int4", "int8", "int16", "e2m1", "e4m3", "nf4"])
def test_min_max_clips_nothing(name):
    # The outermost level is the largest value, but for the last bit of a float now and then.
    for seed in range(50):
        parts = error_parts(torch.randn(64, generator=seeded(seed)), QuantSpec(name))
        assert (parts.clipping, parts.clipped_share) == (0, 0)


def test_full_range_grids_clip_at_most_half_a_step():
    x = torch.tensor([1.0, 0.0, -1.0])
    parts = error_parts(x, QuantSpec("int4_full"))
    assert parts.clipped_share == pytest.approx(1 / 3)
    assert parts.clipping == pytest.approx((1 / 15) ** 2 / 3, rel=1e-5)  # half of 2/15


def test_clipping_starts_beyond_float_rounding():
    x = torch.tensor([2.0, -2.0]) * (1 + torch.tensor([[0.0], [2.0**-23], [2.0**-20]]))
    clipped = is_clipped(x, torch.tensor(-2.0), torch.tensor(2.0))
    assert clipped.tolist() == [[False, False], [False, False], [True, True]]


def test_refusals():
    with pytest.raises(ValueError, match="x must hold at least one value; got an empty tensor"):
        error_parts(torch.zeros(0), QuantSpec())
    with pytest.raises(ValueError, match=r"generator must be a torch.Generator .*; got None"):
        error_parts(torch.ones(3), QuantSpec(rounding="stochastic"))
