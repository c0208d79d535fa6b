"""The entropy range against a calibrator written with loops, straight from Migacz's slides."""

import math

import pytest
import torch

from qlab import entropy
from qlab.entropy import EMPTY, FEWEST_BINS, HISTOGRAM_BINS
from qlab.formats import FORMATS
from qlab.ranges import choose_range

VECTORS = {
    "gaussian": torch.randn(2000, generator=torch.Generator().manual_seed(0)),
    "outlier": torch.cat(
        [torch.randn(2000, generator=torch.Generator().manual_seed(1)), torch.tensor([60.0])]
    ),
    "heavy tails": torch.randn(2000, generator=torch.Generator().manual_seed(2)) ** 3,
    "one-sided": torch.randn(2000, generator=torch.Generator().manual_seed(3)).abs(),
}


def nearest_level(value, scale, qmax):
    return min(qmax, round(value / scale)) * scale


def histogram(values, reach):
    counts = [0.0] * HISTOGRAM_BINS
    for value in values:
        counts[min(HISTOGRAM_BINS - 1, int(abs(value) / reach * HISTOGRAM_BINS))] += 1
    return counts


def divergence(counts, reach, threshold, qmax):
    """KL of a histogram clipped at `threshold` from what qmax + 1 levels make of it."""
    width = reach / HISTOGRAM_BINS
    kept = max(1, min(HISTOGRAM_BINS, math.ceil(threshold / width - 1e-9)))
    if kept < FEWEST_BINS:
        return math.inf
    p = counts[:kept]
    p[-1] += sum(counts[kept:])
    groups = {}
    for i in range(kept):
        groups.setdefault(nearest_level((i + 0.5) * width, threshold / qmax, qmax), []).append(i)
    q = [0.0] * kept
    for members in groups.values():
        occupied = [i for i in members if counts[i] > 0]
        for i in occupied:
            q[i] = sum(counts[j] for j in members) / len(occupied)
    p, q = ([max(EMPTY, mass) for mass in side] for side in (p, q))
    return sum(a / sum(p) * math.log(a / sum(p) * sum(q) / b) for a, b in zip(p, q, strict=True))


@pytest.mark.parametrize("bits", [3, 4, 6])
@pytest.mark.parametrize("name", VECTORS)
def test_the_range_is_the_one_that_loops_find_best(name, bits):
    x, qmax = VECTORS[name].double(), 2 ** (bits - 1) - 1
    reach = x.abs().max().item()
    counts = histogram(x.tolist(), reach)
    low, high = choose_range(x[None], FORMATS[f"int{bits}"], "entropy")
    found = divergence(counts, reach, max(-low.item(), high.item()), qmax)
    # The search's own coarse factors down to 128 of 2,048 bins, and none of them may be better.
    scanned = [divergence(counts, reach, reach * 2 ** (-step / 4), qmax) for step in range(17)]
    assert found <= min(scanned) * (1 + 1e-9)


def test_the_side_of_zero_does_not_matter():
    x = VECTORS["one-sided"].double()[None]
    for name in ("int4", "uint4", "e2m1"):
        low, high = choose_range(x, FORMATS[name], "entropy")
        mirrored = choose_range(-x, FORMATS[name], "entropy")
        assert (-mirrored[1].item(), -mirrored[0].item()) == (low.item(), high.item())


def test_an_outlier_is_clipped():
    _, high = choose_range(VECTORS["outlier"][None], FORMATS["int4"], "entropy")
    assert high.item() < 20
    assert VECTORS["outlier"].max() == 60


@pytest.mark.parametrize("values", [[0.0, 0.0], [1e-45, 0.0], [3e38, -3e38], [5.0]])
def test_extreme_blocks_get_a_finite_range(values):
    low, high = choose_range(torch.tensor([values]), FORMATS["int8"], "entropy")
    assert torch.isfinite(low).all()
    assert torch.isfinite(high).all()


def test_many_blocks_are_taken_a_few_at_a_time(monkeypatch):
    x = torch.randn(5, 100, generator=torch.Generator().manual_seed(4))
    together = torch.cat(choose_range(x, FORMATS["int4"], "entropy"))
    monkeypatch.setattr(entropy, "HISTOGRAMS_AT_ONCE", 2)
    assert torch.equal(torch.cat(choose_range(x, FORMATS["int4"], "entropy")), together)


def test_a_small_tensor_keeps_at_least_a_sixteenth_of_its_range():
    x = torch.tensor([[-3.0, -0.2, 0.001, 0.4, 2.0]])
    for bits in (2, 4, 8):
        low, high = choose_range(x, FORMATS[f"int{bits}"], "entropy")
        assert max(-low.item(), high.item()) >= 3.0 / 16


@pytest.mark.parametrize("values", [8, 32, 100])
def test_a_small_tensor_keeps_a_sixteenth_of_its_range(values):
    x = torch.randn(20, values, generator=torch.Generator().manual_seed(5))
    low, high = choose_range(x, FORMATS["int4"], "entropy")
    whole_low, whole_high = choose_range(x, FORMATS["int4"], "minmax")
    fewest = torch.maximum(-whole_low, whole_high) * (FEWEST_BINS - 1) / HISTOGRAM_BINS
    assert (torch.maximum(-low, high) > fewest).all()
