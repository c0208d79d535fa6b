"""Files: what is read has the sha256 that was asked for, each time its file is another."""

import hashlib
from pathlib import Path

import pytest

from qlab.files import WrongHashError, bytes_with, write_whole


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"one")
    assert bytes_with(sha(b"one"), tmp_path / "file") == b"one"
    write_whole(tmp_path / "file", b"two")
    assert bytes_with(sha(b"two"), tmp_path / "file") == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_other_bytes_are_refused_though_the_right_ones_were_read_before(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"right")
    bytes_with(sha(b"right"), path)
    write_whole(path, b"wrong!")
    with pytest.raises(WrongHashError):
        bytes_with(sha(b"right"), path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        bytes_with(sha(b"right"), path)
