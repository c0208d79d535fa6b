"""Results that a report can draw at once: published, remembered by the server, or quick to measure again."""

from typing import Any

from pages.shared.cached import known, measured
from pages.shared.running import remembered
from qlab.claims.published import published
from qlab.measurement import Measurement

QUICK_S = 1.0
PATIENCE_S = 2.0


class AtHand:
    """Finds the results of one report.

    A result is at hand if it was published, or if the server still remembers it. If not, what once took less than
    QUICK_S is measured again, as long as all of that together takes no more than PATIENCE_S: nobody waits for a report.
    """

    def __init__(self) -> None:
        self._left = PATIENCE_S

    def __call__(self, spec: Any, seconds: float) -> Measurement | None:
        """Return the measurement of `spec`, which took so many seconds when it was kept; None if it is not at hand."""
        if found := published(spec) or remembered(spec):
            return found
        if not known(spec):
            if seconds >= min(QUICK_S, self._left):
                return None
            self._left -= seconds
        return measured(spec)
