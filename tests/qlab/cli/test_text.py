"""`qlab text` reads the running Python's library, writes it where it is told, and says what it wrote."""

import platform

from qlab.tasks import text_making
from tests.qlab.cli.terminal import answer


def test_it_writes_what_it_says(tmp_path, monkeypatch):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "one.py").write_text('"""One module."""\n')
    monkeypatch.setattr(text_making.sysconfig, "get_path", lambda name: str(tmp_path / "lib"))
    (row,) = answer("text", "--directory", str(tmp_path / "out"))
    assert (row["modules"], row["characters"]) == (1, len("One module."))
    assert row["python"] == platform.python_version()
    assert (tmp_path / "out" / row["file"]).exists()
