"""Measuring once: quick measurements, remembered for everyone; longer ones go through running.py."""

import json
from contextlib import suppress
from typing import Any, TypeVar

import streamlit as st

from pages.shared.frame import notice
from qlab.measurement import Measurement, experiment_of, run, spec_from
from qlab.plain import to_plain

S = TypeVar("S")


@st.cache_data(max_entries=256, show_spinner=False)
def _measured(experiment: str, spec_json: str) -> Measurement:
    return run(spec_from(experiment, json.loads(spec_json)))


def measured(spec: Any) -> Measurement:
    """Measure what `spec` asks for, once for all visitors; each gets a copy.

    The cache is keyed by plain text: Streamlit's keys for objects can collide.
    """
    return _measured(experiment_of(spec).name, json.dumps(to_plain(spec), sort_keys=True))


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
