"""Every released version of the tables comes up to this one with what was in it."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, inspect

from qlab.records import Records, new_code
from qlab.records.codes import hash_of
from qlab.records.database import engine_for
from qlab.records.migrate import config_for, migrate

REVISIONS = [script.revision for script in ScriptDirectory.from_config(config_for()).walk_revisions()]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def write_as_0001(connection, code):
    """Write a learner and an answer as the first release with records does, without any of this release's code."""
    there = MetaData()
    learners, records = (Table(name, there, autoload_with=connection) for name in ("learners", "records"))
    naive = NOW.replace(tzinfo=None)
    connection.execute(learners.insert().values(id=1, code_hash=hash_of(code), since=naive))
    answer = {"learner": 1, "kind": "answer", "item": "noise/1", "attempt": 1, "value": "a", "at": naive}
    connection.execute(records.insert().values(answer))


WRITERS = {"0001": write_as_0001}


def test_every_revision_has_a_writer():
    assert sorted(WRITERS) == sorted(REVISIONS)


@pytest.mark.parametrize("revision", sorted(WRITERS))
def test_a_database_of_that_release_comes_up_with_its_data(url, tmp_path, revision):
    (tmp_path / "folder of its own").mkdir()
    engine, code = engine_for(url), new_code()
    migrate(engine, revision)
    with engine.begin() as connection:
        WRITERS[revision](connection, code)
    engine.dispose()
    with Records(url) as records:
        learner = records.find(code)
        assert learner.since == NOW
        assert [(record.item, record.value, record.at) for record in records.of(learner)] == [
            ("noise/1", "a", NOW)
        ]


def test_the_migrations_make_the_tables_of_the_schema(records, learner):
    with records._engine.begin() as connection:
        command.check(config_for(connection))


def test_a_server_may_make_the_tables_before_anyone_asks_for_something(url):
    with Records(url) as records:
        records.prepare()
    engine = engine_for(url)
    assert set(inspect(engine).get_table_names()) >= {"learners", "records"}
    engine.dispose()
