"""One learner's visit: what they did before, what they do now, and what still waits to be saved.

Pages keep a Visit per browser session. It asks the database when someone comes back and when something is to be kept,
so turning pages costs nothing.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from qlab.records.codes import new_code
from qlab.records.record import Record, check_record
from qlab.records.records import Learner, Records
from qlab.records.refusals import Forgotten, NotSaved


@dataclass(frozen=True)
class Waiting:
    """Something a learner did that is not saved yet."""

    kind: str
    item: str
    value: Any


class Visit:
    """What a learner has done, and does.

    Attributes:
        code: the resume code; None until something is worth keeping.
        trouble: why nothing can be saved now, in a sentence; empty while all is well.

    >>> import tempfile
    >>> from sqlalchemy import make_url
    >>> folder = tempfile.TemporaryDirectory()
    >>> with Records(make_url(f"sqlite:///{folder.name}/records.db")) as records:
    ...     visit = Visit(records)
    ...     visit.keep("prediction", "noise", "It falls to a quarter.")
    ...     later = Visit(records, visit.code)
    ...     later.last("prediction", "noise")
    True
    'It falls to a quarter.'
    >>> folder.cleanup()
    """

    def __init__(self, records: Records, code: str | None = None) -> None:
        self.code = code
        self.trouble = ""
        self._records = records
        self._learner: Learner | None = None
        self._kept: list[Record] = []
        self._waiting: list[Waiting] = []
        self._known = code is None
        if code is not None:
            self.save_waiting()

    @property
    def saved(self) -> bool:
        """Whether everything that was done is in the database."""
        return not self._waiting

    def keep(self, kind: str, item: str, value: Any, *, attempt: int | None = None) -> bool:
        """Keep something that the learner did; return whether it is saved. If not, it waits, and `trouble` says why.

        `attempt` is the number of the attempt that the screen asked for. If that was made already, this is a second
        click, and changes nothing. Without it, this is a new attempt.

        Raises:
            ValueError: for what no record can hold.
        """
        made = len(self.all(kind, item))
        check_record(kind, item, attempt or made + 1, value)
        if attempt is None or attempt > made:
            self._waiting.append(Waiting(kind, item, value))
        return self.save_waiting()

    def all(self, kind: str, item: str) -> list[Any]:
        """Return the values of all attempts at an item, first to last, saved or waiting."""
        done: list[Record | Waiting] = [*self._kept, *self._waiting]
        return [one.value for one in done if (one.kind, one.item) == (kind, item)]

    def last(self, kind: str, item: str) -> Any:
        """Return the value of the last attempt, saved or waiting; None if there was none."""
        values = self.all(kind, item)
        return values[-1] if values else None

    @property
    def kept(self) -> tuple[Record, ...]:
        """Everything that is saved, in the order in which it was written."""
        return tuple(self._kept)

    def save_waiting(self) -> bool:
        """Try to save what waits; return whether nothing waits any more and what was kept before is known."""
        try:
            self._read()
            while self._waiting:
                self._save(self._waiting[0])
                del self._waiting[0]
        except NotSaved as trouble:
            self.trouble = str(trouble)
            return False
        self.trouble = ""
        return True

    def refresh(self) -> None:
        """Read again what is kept: another window may have added to it."""
        self._known = self.code is None
        self.save_waiting()

    def forget(self) -> None:
        """Delete everything of this learner.

        Raises:
            NotSaved: if the database does not answer; then all is still there.
        """
        if self.code is not None:
            with suppress(Forgotten):  # it was done in another window
                self._records.forget(self._learner or self._records.find(self.code))
        self._start_anew()

    def _start_anew(self) -> None:
        self.code, self._learner, self._known = None, None, True
        self._kept.clear()
        self._waiting.clear()

    def _read(self) -> None:
        """Read what was kept before, if that has not been done yet."""
        if self._known:
            return
        assert self.code is not None
        try:
            self._learner = self._records.find(self.code)
            self._kept = self._records.of(self._learner)
        except Forgotten:
            self.code, self._learner, self._kept = None, None, []  # deleted in another window, or never there
        self._known = True

    def _save(self, one: Waiting) -> None:
        try:
            self._save_as_next_attempt(one)
        except Forgotten:  # deleted in another window while this one was open
            waiting = list(self._waiting)
            self._start_anew()
            self._waiting.extend(waiting)
            self._save_as_next_attempt(one)

    def _save_as_next_attempt(self, one: Waiting) -> None:
        if self._learner is None:
            self.code = self.code or new_code()
            self._learner = self._records.join(self.code)
        for _ in range(2):
            attempt = 1 + sum((known.kind, known.item) == (one.kind, one.item) for known in self._kept)
            record = self._records.save(self._learner, one.kind, one.item, attempt, one.value)
            if record.value == one.value:
                self._kept.append(record)
                return
            self._kept = self._records.of(self._learner)  # another window was quicker
        raise NotSaved("Not saved: another window answers at the same time.")
