"""Write down what learners do, and read it again. What `save` has returned survives a crash of everything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, delete, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError

from qlab.records.codes import hash_of, read_code
from qlab.records.database import PATIENCE_S, READING, database_url, engine_for
from qlab.records.record import Record, check_record
from qlab.records.refusals import Forgotten, not_saved
from qlab.records.schema import LEARNERS, RECORDS


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Learner:
    """Someone with a resume code. Nothing else is known of them."""

    id: int
    since: datetime


class Records:
    """The records of all learners, in one database. It may be used from many threads, and by many processes.

    Every method raises NotSaved, with a sentence that says why, when the database cannot be reached, is full, locked,
    or written by a newer release; nothing of what was asked has then been kept. The next call tries again.

    >>> import tempfile
    >>> from qlab.records import new_code
    >>> folder = tempfile.TemporaryDirectory()
    >>> with Records(URL.create("sqlite", database=f"{folder.name}/records.db")) as records:
    ...     learner = records.join(new_code())
    ...     records.save(learner, "answer", "noise/1", 1, "a quarter").value
    ...     records.save(learner, "answer", "noise/1", 1, "a half").value  # the first stands
    'a quarter'
    'a quarter'
    >>> folder.cleanup()
    """

    def __init__(
        self, url: URL | None = None, *, patience_s: int = PATIENCE_S, now: Callable[[], datetime] = _now
    ) -> None:
        self._url = url or database_url()
        self._engine = engine_for(self._url, patience_s)
        self._now = now
        self._ready = False
        self._lock = Lock()

    def prepare(self) -> None:
        """Make the tables, or bring them up to date, now: else the first that is asked of the database does it."""
        with self._heard():
            self._migrated()

    def join(self, code: str) -> Learner:
        """Return the learner with this resume code; the first time they are written down.

        Raises:
            ValueError: if it is no resume code.
        """
        hashed = hash_of(read_code(code))
        try:
            with self._writing() as connection:
                connection.execute(insert(LEARNERS).values(code_hash=hashed, since=self._now()))
        except IntegrityError:
            pass  # known already
        return self._learner(hashed)

    def find(self, code: str) -> Learner:
        """Return the learner with this resume code.

        Raises:
            ValueError: if it is no resume code.
            Forgotten: if nobody has it.
        """
        return self._learner(hash_of(read_code(code)))

    def save(self, learner: Learner, kind: str, item: str, attempt: int, value: Any) -> Record:
        """Keep one thing that a learner did, and return what is kept.

        If that attempt was kept before, by a double click or in another window, what was kept then stands.

        Raises:
            ValueError: for what no record can hold.
            Forgotten: if everything of this learner has been deleted.
        """
        check_record(kind, item, attempt, value)
        key = {"learner": learner.id, "kind": kind, "item": item, "attempt": attempt}
        record = Record(kind, item, attempt, value, self._now())
        try:
            with self._writing() as connection:
                connection.execute(insert(RECORDS).values(**key, value=value, at=record.at))
        except IntegrityError:
            return self._kept(key)
        return record

    def of(self, learner: Learner) -> list[Record]:
        """Return everything that is kept of a learner, in the order in which it was written."""
        with self._reading() as connection:
            rows = connection.execute(
                select(*_FIELDS).where(RECORDS.c.learner == learner.id).order_by(RECORDS.c.at, *_FIELDS[:3])
            )
            return [Record(*row) for row in rows]

    def forget(self, learner: Learner) -> None:
        """Delete everything of a learner, and the learner. Nothing brings it back."""
        with self._writing() as connection:
            connection.execute(delete(LEARNERS).where(LEARNERS.c.id == learner.id))

    def close(self) -> None:
        """Close all connections; the next call opens new ones."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _learner(self, hashed: str) -> Learner:
        with self._reading() as connection:
            query = select(LEARNERS.c.id, LEARNERS.c.since).where(LEARNERS.c.code_hash == hashed)
            found = connection.execute(query).one_or_none()
        if found is None:
            raise Forgotten
        return Learner(*found)

    def _kept(self, key: dict[str, Any]) -> Record:
        with self._reading() as connection:
            found = connection.execute(
                select(*_FIELDS).where(*(RECORDS.c[name] == value for name, value in key.items()))
            ).one_or_none()
        if found is None:  # it was the learner that the database missed
            raise Forgotten
        return Record(*found)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._heard(), self._migrated().begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._heard(), self._migrated().connect() as connection:
            yield connection.execution_options(**READING)

    @contextmanager
    def _heard(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except (OSError, DBAPIError, TimeoutError) as error:
            raise not_saved(error) from error

    def _migrated(self) -> Engine:
        with self._lock:
            if not self._ready:
                from qlab.records.migrate import migrate  # Alembic is slow to import

                if self._url.drivername == "sqlite":
                    Path(self._url.database or "").parent.mkdir(parents=True, exist_ok=True)
                migrate(self._engine)
                self._ready = True
        return self._engine


_FIELDS = tuple(RECORDS.c[name] for name in ("kind", "item", "attempt", "value", "at"))
