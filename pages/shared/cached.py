"""Measuring and drawing once: quick measurements, and figures; what takes longer goes through running.py."""

import json
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from pages.shared.frame import notice
from pages.shared.theme import theme
from qlab.measurement import Measurement, experiment_of, run, spec_from
from qlab.plain import to_plain

if TYPE_CHECKING:
    import plotly.graph_objects as go

S = TypeVar("S")


MOST = 256
_known: OrderedDict[tuple[str, str], None] = OrderedDict()
"""What `measured` was asked for lately, the oldest first."""


@st.cache_data(max_entries=MOST, show_spinner=False)
def _measured(experiment: str, spec_json: str) -> Measurement:
    return run(spec_from(experiment, json.loads(spec_json)))


def _text(spec: Any) -> str:
    """Return what caches are keyed by: Streamlit's keys for objects can collide."""
    return json.dumps(to_plain(spec), sort_keys=True)


def measured(spec: Any) -> Measurement:
    """Measure what `spec` asks for, once for all visitors; each gets a copy."""
    key = experiment_of(spec).name, _text(spec)
    measurement = _measured(*key)
    _known.pop(key, None)
    _known[key] = None
    while len(_known) > MOST:
        _known.popitem(last=False)
    return measurement


def known(spec: Any) -> bool:
    """Return whether `measured` was asked for this lately, so that it need not measure now."""
    return (experiment_of(spec).name, _text(spec)) in _known


@st.cache_resource(max_entries=512, show_spinner=False)
def _drawn(figure: str, spec: str, how: tuple[str, ...], theme: str, _draw: Any, _result: Any) -> "go.Figure":
    return _draw(_result, *how, theme)


def drawn(draw: "Callable[..., go.Figure]", measurement: Measurement, *how: str) -> "go.Figure":
    """Return draw(result, *how, theme) in the visitor's theme, drawn once for all visitors; nobody may change it."""
    spec = _text(measurement.spec)
    return _drawn(f"{draw.__module__}.{draw.__qualname__}", spec, how, theme(), draw, measurement.result)


def spec_or_default(kind: type[S], default: S | None = None, **values: Any) -> S:
    """Return `kind(**values)`; if it refuses them, say why and return the default, else `kind()`."""
    try:
        return kind(**values)
    except ValueError as error:
        notice(f"{error} This shows the default instead.")
        return kind() if default is None else default


def measured_or_default(kind: type[Any], default: Any = None, **values: Any) -> Measurement:
    """Measure `kind(**values)`; if that is refused, say why on the page and measure the default, `kind()` if not given.

    Where the default cannot be measured either, the page says so and ends here.
    """
    default = kind() if default is None else default
    spec = spec_or_default(kind, default, **values)
    try:
        return measured(spec)
    except ValueError as error:
        refused = str(error)
    if spec != default:
        with suppress(ValueError):
            measurement = measured(default)
            notice(f"{refused} This shows the default instead.")
            return measurement
    notice(refused)
    st.stop()
