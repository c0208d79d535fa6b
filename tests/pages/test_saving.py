"""What `saving` says and does on every page, whoever opens it."""

from qlab.records import Visit
from tests.pages.test_keeping import opened, said


def test_who_only_looks_leaves_no_trace(records, tmp_path):
    for page in ("home.py", "progress.py", "reference.py", "learn/noise.py"):
        opened(page)
    assert not (tmp_path / "folder").exists()


def test_who_comes_back_while_the_database_is_away_is_told(records, tmp_path):
    visit = Visit(records)
    visit.keep("nickname", "", "Ada")
    (tmp_path / "folder").rename(tmp_path / "away")
    app = opened("progress.py", resume=visit.code)
    assert "the database cannot be opened.** What you did before cannot be read." in said(app)
