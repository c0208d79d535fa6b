"""What tests of pages share."""

import pytest

from pages.shared import keeping


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Give the pages a database of this test's own."""
    monkeypatch.setenv("QLAB_DATABASE", f"sqlite:///{tmp_path}/folder/records.db")
    keeping.records.cache_clear()
    yield keeping.records()
    keeping.records().close()
    keeping.records.cache_clear()
