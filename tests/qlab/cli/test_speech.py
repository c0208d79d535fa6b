"""`qlab speech` on a computer without espeak-ng."""

import shutil

from tests.qlab.cli.terminal import refusal


def test_without_espeak_it_refuses_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "espeak-ng must be installed" in refusal("speech", "--directory", str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
