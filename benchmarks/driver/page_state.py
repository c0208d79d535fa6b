"""What Streamlit's page in a browser knows: what is on it, what was touched, and its address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.driver.message_cache import MessageCache
from benchmarks.driver.widgets import in_address, key_of, resting, turned, widget_of


@dataclass(frozen=True)
class Placed:
    """An element, or a part that folds, where it stands: in which fragment, put there by which run of the script."""

    element: Element | Block
    fragment: str
    run: str


class PageState:
    """One visitor's page: feed it the server's messages, and let it write the visitor's.

    `name` is the page's name in the address, "" for the first page; `query` what stands behind the "?".
    """

    def __init__(self, name: str, query: str) -> None:
        self.name, self.query = name, parse_qs(query)
        self._script = ""
        self._run = ""
        self._waiting = False  # a run was asked for and has not begun
        self._placed: dict[tuple[int, ...], Placed] = {}
        self._touched: dict[str, WidgetState] = {}
        self._cache = MessageCache()

    @property
    def elements(self) -> list[Element]:
        """Return what is on the page, from top to bottom."""
        there = (self._placed[path].element for path in sorted(self._placed))
        return [element for element in there if isinstance(element, Element)]

    def widget(self, key: str) -> Placed:
        """Return the widget with this key.

        Raises:
            KeyError: if the page has none.
        """
        for placed in self._placed.values():
            widget = widget_of(placed.element)
            if widget is not None and key_of(widget) == key:
                return placed
        raise KeyError(key)

    def take_in(self, message: ForwardMsg) -> Element | None:
        """Change as a message from the server demands; return the element that it has brought, if any."""
        run, kind = message.metadata.run, message.WhichOneof("type")
        if kind in ("delta", "ref_hash"):
            return self._place(tuple(message.metadata.delta_path), self._cache.delta(message))
        elif kind == "new_session":
            self._run, self._script = run.script_run_id, message.new_session.page_script_hash
            self._waiting = False
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = parse_qs(message.page_info_changed.query_string)
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._sweep(run.script_run_id, set(run.fragment_ids))
        return None

    def _place(self, path: tuple[int, ...], delta: Any) -> Element | None:
        if delta.HasField("add_block"):
            self._placed.pop(path, None)
            if widget_of(delta.add_block) is not None:
                self._placed[path] = Placed(delta.add_block, delta.fragment_id, self._run)
        if not delta.HasField("new_element"):
            return None
        self._placed[path] = Placed(delta.new_element, delta.fragment_id, self._run)
        state = resting(delta.new_element)
        if state is not None and widget_of(delta.new_element).set_value:
            self._touched[state.id] = state
            self._write_address(delta.new_element, state)
        return delta.new_element

    def _sweep(self, run: str, fragments: set[str]) -> None:
        """Remove what the run that has just ended did not draw again.

        While another run has been asked for, the server may still refer to all that was remembered then.
        """
        if fragments or run == self._run:
            self._placed = {
                path: placed
                for path, placed in self._placed.items()
                if placed.run == run or (fragments and placed.fragment not in fragments)
            }
        if not self._waiting:
            self._cache.end_run(fragments)

    def touch(self, key: str, value: Any) -> None:
        """Move a widget; see `widgets.turned` for `value`."""
        element = self.widget(key).element
        state = turned(element, value)
        self._touched[state.id] = state
        self._write_address(element, state)

    def _write_address(self, element: Element, state: WidgetState) -> None:
        name = getattr(widget_of(element), "query_param_key", "")
        if name:
            self.query[name] = in_address(element, state)

    def request(self, fragment: str = "", *, by_timer: bool = False) -> BackMsg:
        """Return the message that asks for a run of the page, or of one fragment."""
        self._waiting = True
        asked = ClientState(
            query_string=urlencode(self.query, doseq=True),
            page_script_hash=self._script,
            page_name="" if self._script else self.name,
            fragment_id=fragment,
            is_auto_rerun=by_timer,
            cached_message_hashes=self._cache.hashes,
        )
        asked.context_info.timezone, asked.context_info.locale = "UTC", "en-US"
        asked.context_info.color_scheme = "light"
        asked.widget_states.widgets.extend(self._states())
        return BackMsg(rerun_script=asked)

    def _states(self) -> list[WidgetState]:
        there = (placed.element for placed in self._placed.values())
        shown = {widget.id: element for element in there if (widget := widget_of(element)) is not None}
        states = [self._touched.get(name) or resting(element) for name, element in shown.items()]
        self._touched = {name: state for name, state in self._touched.items() if not state.trigger_value}
        return [state for state in states if state is not None]
