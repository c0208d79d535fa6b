"""The sweep's peer does the same work: it comes to the same answers."""

import pytest

from benchmarks.peers.plain_sweep import plain_sweep
from qlab.experiments.cliff import CliffSpec, measure_cliff


@pytest.mark.parametrize("quantize", ["weights", "both"])
def test_the_plain_loop_and_the_lab_count_the_same_right_answers(quantize: str) -> None:
    spec = CliffSpec(models=("mlp-8", "mlp-32"), seeds=(0, 1), quantize=quantize)
    plain = plain_sweep(spec.models, spec.seeds, spec.bits, quantize)
    ours = measure_cliff(spec).points
    assert [outcome.correct for outcome in plain] == [point.outcome.correct for point in ours]
    assert [outcome.nll for outcome in plain] == pytest.approx(
        [point.outcome.nll for point in ours], rel=1e-3
    )
