"""Files that ship: written whole or not at all, and believed only after their sha256 was checked."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path


class WrongHashError(Exception):
    """The bytes of a file are not those that were asked for."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a crash leaves no half of it, and a reader never meets one."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


def bytes_with(sha256: str, path: Path) -> bytes:
    """Return a file's bytes. Each version of it, told apart by time and size, is read and checked once.

    Raises:
        WrongHashError: if its sha256, in hexadecimal, is another.
        OSError: if it cannot be read.
    """
    stat = path.stat()
    return _checked(sha256, path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _checked(sha256: str, path: Path, mtime_ns: int, size: int) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise WrongHashError
    return data
