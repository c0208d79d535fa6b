"""Making the text: every documentation string of the running Python's standard library, module by module.

Only who makes it anew (`qlab text`) needs this. What ships was made once, because the strings change from release to
release while a receipt must hold on all of them, and because reading them takes seconds.
"""

import ast
import gzip
import hashlib
import json
import platform
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from qlab.files import write_whole

TEXT = Path(__file__).resolve().parents[2] / "assets" / "text"
FILE, MANIFEST = "docstrings.json.gz", "manifest.json"
ALPHABET = "\n" + "".join(map(chr, range(32, 127)))
OTHERS = "?"  # stands for every character beyond the alphabet: some fifty, rare ones
LEFT_OUT = {
    "__pycache__",
    "idlelib",
    "lib2to3",
    "site-packages",
    "dist-packages",
    "test",
    "tests",
    "turtledemo",
}
"""Folders that are no part of the library proper, or that some systems do without."""


def docstrings(source: str | bytes) -> Iterator[str]:
    r"""Yield the documentation strings in Python source, which is read and never run.

    >>> list(docstrings('"One."\ndef f():\n    "Two."\n'))
    ['One.', 'Two.']
    """
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, documented) and (said := ast.get_docstring(node)):
            yield said


def spelled(text: str) -> str:
    """Return `text` in characters of ALPHABET alone.

    >>> spelled("naïve")
    'na?ve'
    """
    return "".join(letter if letter in ALPHABET else OTHERS for letter in text)


def read_library(root: Path) -> dict[str, str]:
    """Return the text of each module below `root`, sorted by name; what an earlier module says too is left out."""
    paths = {".".join(path.relative_to(root).with_suffix("").parts): path for path in root.rglob("*.py")}
    known: set[str] = set()
    text = {}
    for name, path in sorted(paths.items()):
        parts = name.split(".")
        if LEFT_OUT.intersection(parts) or parts[0].startswith("config-"):
            continue
        said = [one for one in docstrings(path.read_bytes()) if one not in known]
        known.update(said)
        if said:
            text[name] = spelled("\n\n".join(dict.fromkeys(said)))
    return text


def make_text(directory: Path = TEXT, root: Path | None = None) -> dict[str, str | int]:
    """Write the text of the running Python's library (or of `root`) and what is known about it, and return that."""
    text = read_library(root or Path(sysconfig.get_path("stdlib")))
    file = gzip.compress(json.dumps(text).encode(), mtime=0)
    known: dict[str, str | int] = {
        "file": FILE,
        "sha256": hashlib.sha256(file).hexdigest(),
        "python": platform.python_version(),
        "modules": len(text),
        "characters": sum(map(len, text.values())),
    }
    directory.mkdir(parents=True, exist_ok=True)
    write_whole(directory / FILE, file)
    write_whole(directory / MANIFEST, (json.dumps(known, indent=1) + "\n").encode())
    return known
