"""What the house promises beyond the import rules in pyproject.toml: what loads what, and what a page may hold."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "pages"
LAB_PAGES = sorted(
    path for path in PAGES.glob("*/*.py") if path.parent.name != "shared" and path.name != "__init__.py"
)
PARTS = sorted((PAGES / "shared" / "parts").glob("*.py"))
FIGURES = sorted((ROOT / "qlab" / "figures").rglob("*.py"))
SHORTEST, LONGEST = 20, 80  # lines of a page: a question, knobs, a figure, what to notice; no more

# Streamlit itself loads Plotly's graph objects, so what counts is what loads beyond a bare page.
BARE_PAGE = "import streamlit as st; st.text('x')"
HEAVY = {"torch", "sklearn", "scipy", "loky", "plotly.io", "qlab.formats", "qlab.experiments"}


def loaded_by(code: str) -> set[str]:
    """Return the names of all modules that a fresh interpreter holds after running `code`."""
    listing = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("\n"))


def imports_of(path: Path) -> str:
    """Return code that runs a page's imports, and nothing else of it."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return "\n".join(ast.unparse(node) for node in body if isinstance(node, ast.Import | ast.ImportFrom))


RESULT = re.compile(r"\d\.\d{3,}|\d\.\d+ ?%")
NO_RESULT = "99.9 %"  # what the percentile method keeps: its setting


def results_typed_in(path: Path) -> Iterator[str]:
    """Yield every number, or number in a text, that looks like a result: 0.973, 97.3 %. Docstrings are no screen."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (
        node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    )
    docstrings = {ast.get_docstring(node, clean=False) for node in documented}
    for node in ast.walk(tree):
        shown = str(node.value) if isinstance(node, ast.Constant) and node.value not in docstrings else ""
        if RESULT.search(shown.replace(NO_RESULT, "")):
            yield f"line {node.lineno}: {shown}"


def test_the_core_loads_neither_streamlit_nor_plotly() -> None:
    rooms = "import qlab.experiments, qlab.measurement, qlab.jobs, qlab.tasks, qlab.zoo"
    tops = {name.split(".")[0] for name in loaded_by(rooms)}
    assert "torch" in tops
    assert not tops & {"streamlit", "plotly"}


def test_home_and_the_router_load_nothing_that_computes() -> None:
    code = f"{imports_of(PAGES / 'home.py')}\n{imports_of(PAGES / 'navigation.py')}\nimport app"
    beyond = loaded_by(code) - loaded_by(BARE_PAGE)
    assert "pages.shared.frame" in beyond
    assert not beyond & HEAVY


def test_what_home_must_not_load_would_be_noticed() -> None:
    beyond = loaded_by("import streamlit, plotly.io, qlab.experiments") - loaded_by(BARE_PAGE)
    assert {"torch", "qlab.experiments"} <= beyond & HEAVY


@pytest.mark.parametrize("path", LAB_PAGES, ids=lambda path: path.stem)
def test_a_page_is_prose_knobs_and_a_figure(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert SHORTEST <= lines <= LONGEST


def imported_by(path: Path) -> set[str]:
    """Return the top-level names of everything a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", [*LAB_PAGES, *PARTS], ids=lambda path: path.stem)
def test_a_page_computes_nothing_itself(path: Path) -> None:
    assert not imported_by(path) & {"numpy", "pandas", "plotly", "random", "scipy", "sklearn", "torch"}


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_figure_draws_and_nothing_else(path: Path) -> None:
    assert not imported_by(path) & {"random", "scipy", "sklearn", "torch"}


def test_imported_by_reads_every_kind_of_import(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("import torch.nn as nn, numpy\ndef f():\n    from plotly.graph_objects import Figure\n")
    assert imported_by(page) == {"torch", "numpy", "plotly"}


@pytest.mark.parametrize(
    "path", [*LAB_PAGES, *PARTS, PAGES / "home.py", *FIGURES], ids=lambda path: path.stem
)
def test_no_result_is_typed_in(path: Path) -> None:
    assert list(results_typed_in(path)) == []


def test_a_typed_in_result_would_be_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("accuracy = 0.9733\nwidth = 0.25\ntext = 'It kept 97.3 % of 12 %'\nrate = 1e-05\n")
    assert list(results_typed_in(page)) == ["line 1: 0.9733", "line 3: It kept 97.3 % of 12 %"]
