"""What the benchmark compares must be the same work: every contender comes to the same answer."""

import pytest
import torch

from benchmarks import fake_quantize


@pytest.fixture(autouse=True)
def without_torchao(monkeypatch):
    """It takes seconds to import, and need not be installed."""
    monkeypatch.setattr(fake_quantize, "torchao", lambda: None)


def test_it_runs_and_says_what_is_missing():
    rows = {row["what"]: row for row in fake_quantize.run(rounds=1, channels=16, fan_in=8)}
    assert rows["copy"]["unit"] == "ms"
    assert rows["ours, per channel / copy"]["claim"] == "at most 4"
    assert rows["torch, per tensor / ours"]["claim"] == "at least 5"
    assert rows["largest difference between answers"]["holds"] == "yes"
    assert "torchao is not installed: contenders missing" in rows


@pytest.mark.parametrize("granularity", fake_quantize.SPECS)
def test_ours_and_torchs_agree(granularity):
    timed = fake_quantize.contenders(torch.randn(64, 32, generator=torch.Generator().manual_seed(0)))
    assert torch.equal(timed[f"ours, {granularity}"](), timed[f"torch, {granularity}"]())


def test_a_wrong_answer_would_be_seen():
    timed = fake_quantize.contenders(torch.randn(64, 32, generator=torch.Generator().manual_seed(0)))
    timed["wrong, per tensor"] = lambda: timed["torch, per tensor"]() * 1.1
    assert fake_quantize.disagreement(timed, "per tensor") > 1.01 / fake_quantize.QMAX


def test_the_thread_count_is_given_back():
    before = torch.get_num_threads()
    fake_quantize.run(rounds=1, channels=4, fan_in=4)
    assert torch.get_num_threads() == before
