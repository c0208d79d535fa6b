"""Fake-quantizing 16.8 million weights to int8, scale included, beside torch's kernel, torchao and a plain copy.

`python -m benchmarks.fake_quantize`, or `qlab bench fake_quantize`. Quantizing is bound by memory, so the copy is the
yardstick: it reads and writes every weight once. All contenders compute with one thread, as the lab does, and in
every round each has its turn, so that what else the machine does falls on all alike. Ours writes into memory that is
used again, `out=`; the others offer no such thing and pay for fresh memory each time, so ours without it is shown too.
torchao is left out, and the last row says so, where it is not installed.
"""

import logging
import time
import warnings
from collections import defaultdict
from collections.abc import Callable

import torch
from torch import Tensor

from benchmarks.driver.report import Row, circumstances, main, median_ms, row
from benchmarks.sweep import one_thread
from qlab.quantizer import QuantSpec, fake_quantize

Quantize = Callable[[Tensor, int | None], Tensor]

QMAX = 127
SPECS = {"per tensor": (QuantSpec("int8"), None), "per channel": (QuantSpec("int8", "per_channel"), 0)}


def with_torch(x: Tensor, axis: int | None) -> Tensor:
    """Quantize with torch's own kernel; the scale comes from the largest magnitude, as ours does."""
    if axis is None:
        low, high = torch.aminmax(x)
        scale = torch.maximum(-low, high).item() / QMAX
        return torch.fake_quantize_per_tensor_affine(x, scale, 0, -QMAX, QMAX)
    scales = torch.maximum(-x.amin(1), x.amax(1)) / QMAX
    zero_points = torch.zeros(len(x), dtype=torch.int32)
    return torch.fake_quantize_per_channel_affine(x, scales, zero_points, axis, -QMAX, QMAX)


def torchao() -> Quantize | None:
    """Return torchao's documented way, choose_qparams_affine, quantize_affine, dequantize_affine; None without it."""
    logging.getLogger("torchao").setLevel(logging.ERROR)  # it reports every GPU library that it cannot load
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from torchao.quantization import quant_primitives as primitives
    except ImportError:
        return None

    def quantize(x: Tensor, axis: int | None) -> Tensor:
        block = tuple(x.shape) if axis is None else (1, x.shape[1])
        symmetric = primitives.MappingType.SYMMETRIC_NO_CLIPPING_ERR
        scale, zero_point = primitives.choose_qparams_affine(x, symmetric, block, torch.int8, -QMAX, QMAX)
        codes = primitives.quantize_affine(x, block, scale, zero_point, torch.int8, -QMAX, QMAX)
        return primitives.dequantize_affine(codes, block, scale, zero_point, torch.int8, -QMAX, QMAX)

    return quantize


def contenders(x: Tensor) -> dict[str, Callable[[], Tensor]]:
    """Return what is timed, by name; "ours" writes into the same memory every time, as the copy does."""
    out, others = torch.empty_like(x), {"torch": with_torch, "torchao": torchao()}
    timed: dict[str, Callable[[], Tensor]] = {"copy": lambda: out.copy_(x)}
    for granularity, (spec, axis) in SPECS.items():
        timed[f"ours, {granularity}"] = lambda spec=spec: fake_quantize(x, spec, out=out)
        timed[f"ours, {granularity}, fresh memory"] = lambda spec=spec: fake_quantize(x, spec)
        for name, quantize in others.items():
            if quantize is not None:
                timed[f"{name}, {granularity}"] = lambda quantize=quantize, axis=axis: quantize(x, axis)
    return timed


def disagreement(timed: dict[str, Callable[[], Tensor]], granularity: str) -> float:
    """Return the largest difference between ours and any other answer, in parts of the largest value."""
    ours = timed[f"ours, {granularity}"]().clone()
    others = [answer() for name, answer in timed.items() if name.endswith(granularity)]
    return max(((other - ours).abs().max() / ours.abs().max()).item() for other in others)


def ratios(took: dict[str, float]) -> list[Row]:
    """Return ours as a multiple of the copy, and the others as multiples of ours."""
    rows = []
    for granularity in SPECS:
        ours = f"ours, {granularity}"
        rows.append(row(f"{ours} / copy", took[ours] / took["copy"], "x", at_most=4))
        for name in ("torch", "torchao"):
            if (other := f"{name}, {granularity}") in took:
                rows.append(row(f"{other} / ours", took[other] / took[ours], "x", at_least=5))
    return rows


def run(rounds: int = 15, channels: int = 4096, fan_in: int = 4096) -> list[Row]:
    """Return the milliseconds each takes for a float32 matrix (channels, fan_in), and their ratios."""
    rows, seconds = circumstances(), defaultdict[str, list[float]](list)
    x = torch.randn(channels, fan_in, generator=torch.Generator().manual_seed(0))
    timed = contenders(x)
    with one_thread():
        apart = max(disagreement(timed, granularity) for granularity in SPECS)  # and everything is warm
        for _ in range(rounds):
            for name, quantize in timed.items():
                start = time.perf_counter()
                quantize()
                seconds[name].append(time.perf_counter() - start)
    took = {name: median_ms(times) for name, times in seconds.items()}
    rows += [row(name, took[name], "ms") for name in took]
    rows += ratios(took)
    # A tie may fall to either side where others divide instead of multiplying by the reciprocal: one step of 127.
    rows.append(row("largest difference between answers", apart, "of the largest value", at_most=1.01 / QMAX))
    if "torchao, per tensor" not in took:
        rows.append(row("torchao is not installed: contenders missing", 1))
    return rows


if __name__ == "__main__":
    main(run)
