"""The measured curves that drawn ones are laid beside: their places, their unit, their bands."""

import itertools

from pages.shared.predicting.charts import rates_chart, sizes_chart


def test_fewer_bits_keep_less_in_the_chart_of_sizes():
    curves = [sizes_chart(bits).measure()[0] for bits in (8, 4, 3, 2)]
    assert min(curves[0].mean) > 95
    for more, fewer in itertools.pairwise(curves):
        assert all(above > below for above, below in zip(more.mean, fewer.mean, strict=True))


def test_a_chart_of_learning_rates_rises_and_falls_off():
    curve, receipts = rates_chart(3).measure()
    assert curve.places == ("0.00001", "0.0001", "0.001", "0.01", "0.1")
    assert len(receipts) == 2
    assert all(
        0 <= low <= mean <= high <= 100
        for low, mean, high in zip(curve.low, curve.mean, curve.high, strict=True)
    )
    assert curve.mean[-1] < min(curve.mean[:-1])
