"""Sketches: what a word means, computed with the library on a few values, so that a glossary can draw it.

A sketch is one line of text, KIND --option value ..., as an experiment is. The kinds with their specs are SKETCHES;
`qlab.figures.sketches` draws them.
"""

from typing import Any

from qlab.lines import from_text, read_line
from qlab.sketches.answers import AnswersSpec
from qlab.sketches.functions import FunctionSpec
from qlab.sketches.network import NetworkSpec
from qlab.sketches.shared_scales import SharedScalesSpec
from qlab.sketches.snap import SnapSpec
from qlab.sketches.staircase import StaircaseSpec

SKETCHES: dict[str, type] = {
    "snap": SnapSpec,
    "staircase": StaircaseSpec,
    "function": FunctionSpec,
    "shared_scales": SharedScalesSpec,
    "network": NetworkSpec,
    "answers": AnswersSpec,
}


def is_sketch(line: str) -> bool:
    """Return whether a line asks for a sketch; others ask for an experiment.

    >>> is_sketch("snap --formats int3"), is_sketch("weights --format int3")
    (True, False)
    """
    return read_line(line)[0] in SKETCHES


def sketch_of(line: str) -> Any:
    """Return the spec that a line asks for.

    Raises:
        ValueError: for an unknown kind or option, or a value that the spec refuses.

    >>> sketch_of("function --of relu")
    FunctionSpec(of='relu')
    """
    kind, values = read_line(line)
    if kind not in SKETCHES:
        raise ValueError(f"kind of a sketch must be one of {', '.join(SKETCHES)}; got {kind!r}.")
    return from_text(SKETCHES[kind], values, f"sketch {kind}")
