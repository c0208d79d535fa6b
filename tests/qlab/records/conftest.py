"""The same tests on SQLite and on PostgreSQL."""

import os

import pytest
from sqlalchemy import MetaData, create_engine, make_url

from qlab.records import Records, new_code

POSTGRES = "QLAB_TEST_POSTGRES"
"""Environment variable: the address of a PostgreSQL database that these tests may empty. `.ci/run` starts one."""


def emptied(address):
    """Return the URL of a PostgreSQL database without any table."""
    engine = create_engine(address)
    there = MetaData()
    there.reflect(engine)
    there.drop_all(engine)
    engine.dispose()
    return make_url(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """Give the address of an empty database."""
    if request.param == "sqlite":
        return make_url(f"sqlite:///{tmp_path}/folder of its own/records.db")
    if not os.environ.get(POSTGRES):
        pytest.skip(f"no PostgreSQL: {POSTGRES} is not set")
    return emptied(os.environ[POSTGRES])


@pytest.fixture
def records(url):
    """Give records in an empty database."""
    with Records(url) as records:
        yield records


@pytest.fixture
def learner(records):
    """Give a learner who is written down."""
    return records.join(new_code())
