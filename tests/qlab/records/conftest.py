"""The same tests on SQLite and on PostgreSQL."""

import os

import pytest
from sqlalchemy import MetaData, create_engine, make_url, text

from qlab.records import Records, new_code

POSTGRES = "QLAB_TEST_POSTGRES"
"""Environment variable: the address of a PostgreSQL database that these tests may empty. `.ci/run` starts one.

Processes that test at the same time make themselves a database each beside it."""


def own(address):
    """Return the URL of a database for this process's tests alone: others run theirs at the same time."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return make_url(address)
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = connection.scalars(text("SELECT datname FROM pg_database")).all()
        if f"qlab_{worker}" not in known:
            connection.execute(text(f"CREATE DATABASE qlab_{worker} TEMPLATE template0"))
    engine.dispose()
    return make_url(address).set(database=f"qlab_{worker}")


def emptied(url):
    """Return the URL of a PostgreSQL database once it has no table any more."""
    engine = create_engine(url)
    there = MetaData()
    there.reflect(engine)
    there.drop_all(engine)
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """Give the address of an empty database."""
    if request.param == "sqlite":
        return make_url(f"sqlite:///{tmp_path}/folder of its own/records.db")
    if not os.environ.get(POSTGRES):
        pytest.skip(f"no PostgreSQL: {POSTGRES} is not set")
    return emptied(own(os.environ[POSTGRES]))


@pytest.fixture
def records(url):
    """Give records in an empty database."""
    with Records(url) as records:
        yield records


@pytest.fixture
def learner(records):
    """Give a learner who is written down."""
    return records.join(new_code())
