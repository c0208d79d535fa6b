"""The quantization lab's core: a spec goes in, a measured result comes out, a figure draws it.

Import what you need from its room, e.g. ``from qlab.quantizer import QuantSpec, fake_quantize``.
"""
