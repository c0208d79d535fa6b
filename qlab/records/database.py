"""Where records are kept: SQLite in a folder of the user's, or what the environment variable names."""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from qlab.records.record import as_json

DATABASE = "QLAB_DATABASE"
"""Environment variable: an address as SQLAlchemy writes it, as postgresql+psycopg://user:password@host/name."""
PATIENCE_S = 5
"""How long a write waits for others before it gives up, in seconds."""
READING = {"reading": True}


def database_url(environment: Mapping[str, str] = os.environ) -> URL:
    """Return the database that the environment asks for; without a word from it, a file of the user's own.

    Raises:
        ValueError: if the variable holds no address of a SQLite or PostgreSQL database.

    >>> database_url({DATABASE: "sqlite:////srv/qlab/records.db"}).database
    '/srv/qlab/records.db'
    """
    asked = environment.get(DATABASE)
    if not asked:
        return URL.create("sqlite", database=str(user_data_path("qlab") / "records.db"))
    way_out = "write sqlite:////folder/file or postgresql+psycopg://user:password@host/name"
    try:
        url = make_url(asked)
    except ArgumentError:
        raise ValueError(f"{DATABASE} must be the address of a database; {way_out}.") from None
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ValueError(f"{DATABASE} must be of SQLite or PostgreSQL; got {url.drivername}; {way_out}.")
    return url


def engine_for(url: URL, patience_s: int = PATIENCE_S) -> Engine:
    """Return an engine whose transactions are durable when `commit` returns. It connects when first used.

    Who has to wait for others longer than `patience_s` seconds is refused.
    """
    if url.drivername == "sqlite":
        return _sqlite(url, patience_s)
    timeouts = f"-c statement_timeout={patience_s}s -c lock_timeout={patience_s}s -c synchronous_commit=on"
    return create_engine(
        url,
        json_serializer=as_json,
        pool_pre_ping=True,  # a server that was restarted is noticed before an answer is sent to it
        pool_timeout=patience_s,
        connect_args={"connect_timeout": patience_s, "options": timeouts},
    )


def _sqlite(url: URL, patience_s: int) -> Engine:
    engine = create_engine(
        url,
        json_serializer=as_json,
        pool_timeout=patience_s,
        # The driver would begin transactions when it likes; `begin` does, see SQLAlchemy's notes on pysqlite.
        connect_args={"timeout": patience_s, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: Any) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        record.info["file"] = _file_of(url)

    @event.listens_for(engine, "checkout")
    def look_whether_it_is_there(_: Any, record: Any, __: Any) -> None:
        # A file that was removed still takes what is written, and forgets it when the server ends.
        if record.info["file"] != _file_of(url):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its turn at once: a reader that turned writer could be refused without waiting.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _file_of(url: URL) -> tuple[int, int] | None:
    """Return which file on which disk the database is."""
    with suppress(OSError):
        status = os.stat(url.database or "")
        return status.st_dev, status.st_ino
    return None
