"""Large messages, remembered by their hash as Streamlit's page does, so that the server need not repeat them."""

from collections.abc import Collection
from dataclasses import dataclass

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MAX_AGE = 2  # runs since it was last seen: Streamlit's global.maxCachedMessageAge


class ForgottenError(Exception):
    """The server refers to a message that the page has forgotten; Streamlit's own page gives up then, too."""


@dataclass
class _Kept:
    delta: Delta
    seen: int


class MessageCache:
    """What one page remembers."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._runs = 0

    @property
    def hashes(self) -> list[str]:
        """Return what the server may refer to."""
        return list(self._kept)

    def delta(self, message: ForwardMsg) -> Delta:
        """Return what a delta or a reference to one carries, and remember it where the server says so.

        Raises:
            ForgottenError: if what it refers to is not remembered.
        """
        if message.HasField("ref_hash"):
            if message.ref_hash not in self._kept:
                raise ForgottenError
            kept = self._kept[message.ref_hash]
            kept.seen = self._runs
            return kept.delta
        if message.metadata.cacheable:
            self._kept[message.hash] = _Kept(message.delta, self._runs)
        return message.delta

    def end_run(self, fragments: Collection[str]) -> None:
        """Forget what has grown old; a run of fragments ages only what is theirs."""
        self._runs += 1
        self._kept = {
            name: kept
            for name, kept in self._kept.items()
            if self._runs - kept.seen <= MAX_AGE or (fragments and kept.delta.fragment_id not in fragments)
        }
