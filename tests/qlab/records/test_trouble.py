"""When the database is down, full, locked or too new, it says so in a sentence, and all is well once it is over."""

import sqlite3
import subprocess

import pytest
from sqlalchemy import event, make_url, text

from qlab.records import NotSaved, Record, Records, database_url, new_code
from qlab.records.migrate import migrate


@pytest.fixture
def file(tmp_path):
    """Give the path of a SQLite database."""
    return tmp_path / "records.db"


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(records, learner):
    """Save until it is refused; return what was saved and the refusal."""
    saved: list[Record] = []
    while True:
        try:
            saved.append(records.save(learner, "note", "noise", len(saved) + 1, "x" * 10_000))
        except NotSaved as refused:
            return saved, str(refused)


def test_a_full_disk_loses_nothing_that_was_saved(small_disk):
    rest = small_disk / "rest"
    with Records(make_url(f"sqlite:///{small_disk}/records.db")) as records:
        learner = records.join(new_code())
        rest.write_bytes(bytes(300_000))
        saved, sentence = fill(records, learner)
        assert sentence == "Not saved: the disk of the database is full or broken."
        assert records.of(learner) == saved
        rest.unlink()
        records.save(learner, "note", "noise", 1000, "there is room again")


def test_a_database_that_may_not_grow_is_full(file):
    with Records(make_url(f"sqlite:///{file}")) as records:
        learner = records.join(new_code())

        @event.listens_for(records._engine, "begin")
        def limit(connection):
            connection.exec_driver_sql("PRAGMA max_page_count = 60")

        saved, sentence = fill(records, learner)
        assert sentence == "Not saved: the disk of the database is full or broken."
        assert records.of(learner) == saved


def test_a_locked_database_is_waited_for_then_named(file):
    with Records(make_url(f"sqlite:///{file}"), patience_s=1) as records:
        learner = records.join(new_code())
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved, match=r"^Not saved: the database is busy\.$"):
            records.save(learner, "answer", "noise/1", 1, "a")
        assert records.of(learner) == []  # readers do not wait for writers
        other.execute("ROLLBACK")
        other.close()
        records.save(learner, "answer", "noise/1", 1, "a")


def test_a_database_that_was_removed_takes_no_more_answers(file):
    with Records(make_url(f"sqlite:///{file}")) as records:
        learner = records.join(new_code())
        file.unlink()
        for _ in range(2):
            with pytest.raises(NotSaved, match="the tables of the database are gone"):
                records.save(learner, "answer", "noise/1", 1, "a")


def test_what_is_no_database_is_named(file):
    file.write_bytes(b"these are not the records " * 100)
    with Records(make_url(f"sqlite:///{file}")) as records, pytest.raises(NotSaved, match="cannot be opened"):
        records.join(new_code())


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    records = Records(make_url(f"sqlite:///{tmp_path}/file/records.db"))
    with pytest.raises(NotSaved, match="the folder of the database cannot be made"):
        records.join(new_code())


def test_a_server_that_is_down_is_named():
    url = make_url("postgresql+psycopg://qlab@127.0.0.1:9/none")
    with Records(url) as records, pytest.raises(NotSaved, match="the database does not answer"):
        records.join(new_code())


def test_a_database_of_a_newer_release_is_left_alone(url, records, learner):
    with records._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with Records(url) as older, pytest.raises(NotSaved, match="a newer release of the lab"):
        older.of(learner)
    with records._engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_a_connection_that_was_cut_is_made_again(records, learner):
    if records._engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no connection that could be cut")
    with Records(records._url) as other, other._engine.begin() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    records.save(learner, "answer", "noise/1", 1, "a")
    assert [record.value for record in records.of(learner)] == ["a"]


def test_once_the_trouble_is_over_the_same_records_work(tmp_path):
    blocked = tmp_path / "folder"
    blocked.touch()
    with Records(make_url(f"sqlite:///{blocked}/records.db")) as records:
        with pytest.raises(NotSaved):
            records.join(new_code())
        blocked.unlink()
        records.join(new_code())


@pytest.mark.parametrize("address", ["here", "mysql://localhost/lab", "sqlite+aiosqlite:///x"])
def test_an_address_that_is_none_is_refused_with_the_way_out(address):
    with pytest.raises(
        ValueError, match=r"^QLAB_DATABASE must be .*write sqlite:////folder/file or postgres"
    ):
        database_url({"QLAB_DATABASE": address})


def test_migrating_twice_changes_nothing(records, learner):
    migrate(records._engine)
    assert records.of(learner) == []
