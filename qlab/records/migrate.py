"""Bring a database to the tables of this release, whatever release wrote it."""

import logging

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from qlab.records.refusals import NotSaved

_LOCK = 0x71_6C_61_62  # "qlab": any number, as long as nothing else in the database locks it


def config_for(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, for work on this connection."""
    config = Config()
    config.set_main_option("script_location", "qlab.records:migrations")
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision; processes that start together do it one after the other.

    Raises:
        NotSaved: if a newer release of the lab has changed the tables already.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    known = {script.revision for script in ScriptDirectory.from_config(config_for()).walk_revisions()}
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        present = MigrationContext.configure(connection).get_current_revision()
        if present is not None and present not in known:
            raise NotSaved(
                "Not saved: a newer release of the lab has written this database; install that release."
            )
        command.upgrade(config_for(connection), revision)
