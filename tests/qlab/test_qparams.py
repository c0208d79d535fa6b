"""Scale and zero_point against torch's own observers, and at the ends of the number line."""

import math
import warnings

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qlab.formats import FORMATS, IntFormat
from qlab.qparams import from_range, symmetric

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # torchao replaces it; as a witness it still serves
    from torch.ao.quantization.observer import MinMaxObserver

F32 = torch.finfo(torch.float32)
FINITE = st.floats(width=32, allow_nan=False, allow_infinity=False)


def column(*values):
    return torch.tensor(values, dtype=torch.float32)[:, None]


def observed(low, high, number_format, qscheme):
    observer = MinMaxObserver(
        dtype=torch.qint32,
        qscheme=qscheme,
        quant_min=number_format.qmin,
        quant_max=number_format.qmax,
        eps=F32.tiny,
    )
    observer(torch.tensor([low, high]))
    scale, zero_point = observer.calculate_qparams()
    return scale.item(), zero_point.item()


# Torch's observers raise a scale to 1.2e-7 by default; with eps = the smallest normal number they are ours.
RANGES = [
    (-1.0, 2.0),
    (-0.3, 0.1),
    (0.2, 0.7),
    (-5.0, -1.0),
    (-1e-20, 3e-21),
    (-1e30, 1e29),
    (-3.0, 0.0),
]


@pytest.mark.parametrize("bits", range(1, 17))
def test_affine_parameters_are_those_of_torchs_observer(bits):
    number_format = FORMATS[f"uint{bits}"]
    for low, high in RANGES:
        ours = from_range(column(low), column(high), number_format)
        truth = observed(low, high, number_format, torch.per_tensor_affine)
        assert (ours.scale.item(), ours.zero_point.item()) == truth


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if isinstance(f, IntFormat) and not f.affine])
def test_symmetric_scales_are_those_of_torchs_observer(name):
    for low, high in RANGES:
        ours = from_range(column(low), column(high), FORMATS[name])
        truth = observed(low, high, FORMATS[name], torch.per_tensor_symmetric)
        assert (ours.scale.item(), ours.zero_point.item()) == truth


def test_zeros_alone_differ_from_torchs_observer():
    assert from_range(column(0.0), column(0.0), FORMATS["uint8"]).scale.item() == 1
    assert observed(0.0, 0.0, FORMATS["uint8"], torch.per_tensor_affine) == (F32.tiny, 0)  # its eps


@given(FINITE, FINITE)
def test_zero_is_a_level_and_the_range_is_reached(a, b):
    low, high = column(min(a, b)), column(max(a, b))
    for name in ("uint1", "uint4", "uint8", "uint16"):
        number_format = FORMATS[name]
        found = from_range(low, high, number_format)
        scale, zero_point = found.scale.double().item(), found.zero_point.item()
        assert zero_point == int(zero_point)
        assert number_format.qmin <= zero_point <= number_format.qmax
        assert F32.tiny <= scale <= F32.max
        if F32.tiny < scale < F32.max and max(abs(a), abs(b)) >= F32.tiny:
            # The outermost levels lie within half a step (for the zero_point's rounding) of the range, widened to 0.
            slack = scale * (0.5 + number_format.qmax * 2.0**-22)
            assert abs((number_format.qmin - zero_point) * scale - min(0.0, low.item())) <= slack
            assert abs((number_format.qmax - zero_point) * scale - max(0.0, high.item())) <= slack


@pytest.mark.parametrize("name", ["int2", "int8", "int16", "e2m1", "e5m2", "nf4"])
def test_symmetric_grids_reach_the_longer_side(name):
    found = from_range(column(-3.0, 0.5, 1.0), column(1.0, 6.0, 2.0), FORMATS[name])
    outermost = FORMATS[name].levels.max() * found.scale[:, 0].double()
    assert outermost.tolist() == pytest.approx([3.0, 6.0, 2.0], rel=2**-23)
    assert found.zero_point.tolist() == [[0.0]] * 3
    assert found.levels is None


def test_full_range_grids_reach_half_a_step_beyond():
    found = from_range(column(-3.0), column(1.0), FORMATS["int8_full"])
    assert found.scale.item() == pytest.approx(3.0 / 127.5, rel=2**-23)


def test_scales_stay_normal_numbers():
    found = symmetric(column(0.0, 1e-44, F32.tiny, 2.0, math.inf))
    assert found.scale[:, 0].tolist() == [1.0, F32.tiny, F32.tiny, 2.0, F32.max]
    assert found.zero_point[:, 0].tolist() == [0.0] * 5


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.scale_rule == "range"])
def test_the_widest_range_gives_a_finite_scale(name):
    found = from_range(column(-F32.max), column(F32.max), FORMATS[name])
    assert torch.isfinite(found.scale).all()
    assert torch.isfinite(1 / found.scale).all()
    assert torch.isfinite(found.zero_point).all()


def test_a_block_is_alone_with_its_range():
    lows, highs = torch.randn(2, 50, 1, generator=torch.Generator().manual_seed(0)).sort(0).values
    for name in ("int4", "uint4", "e2m1", "nf4"):
        together = from_range(lows, highs, FORMATS[name])
        for row in range(50):
            alone = from_range(lows[row : row + 1], highs[row : row + 1], FORMATS[name])
            assert (alone.scale.item(), alone.zero_point.item()) == (
                together.scale[row].item(),
                together.zero_point[row].item(),
            )
