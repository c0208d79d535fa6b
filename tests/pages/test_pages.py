"""Every page, run without a browser: at its defaults it raises nothing and has something to show."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import live_digit
from pages.shared.catalog import INSTRUMENTS, LESSONS

PAGES = Path(__file__).parents[2] / "pages"
ROUTER = str(PAGES / "navigation.py")
PATIENCE = 60  # seconds; the first page that needs torch waits for its import
FILES = sorted(
    str(path.relative_to(PAGES))
    for path in PAGES.glob("*/*.py")
    if path.parent.name not in {"shared", "__pycache__"}
)


@pytest.fixture(scope="module")
def app() -> AppTest:
    """Run the router once; each test goes to its page from there."""
    return AppTest.from_file(ROUTER, default_timeout=PATIENCE).run()


def test_home_runs_and_has_a_door_to_every_page(app: AppTest) -> None:
    app.switch_page("home.py").run()
    assert not app.exception
    assert [title.value for title in app.title] == ["The quantization lab"]
    assert len(app.get("page_link")) == len(LESSONS) + len(INSTRUMENTS)


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", '{"result": {"looks": [{}]}}', '{"result": {"looks": []}}']
)
def test_home_without_its_first_look_says_so_and_keeps_its_doors(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if text is not None:
        (tmp_path / "first_look.json").write_text(text)
    monkeypatch.setattr(live_digit, "PUBLISHED", tmp_path / "first_look.json")
    monkeypatch.setattr(live_digit, "published", live_digit.published.__wrapped__)
    home = AppTest.from_file(ROUTER, default_timeout=PATIENCE).run()
    assert not home.exception
    assert [said.value.partition(",")[0] for said in home.caption] == [
        "The first measurement could not be read"
    ]
    assert len(home.get("page_link")) == len(LESSONS) + len(INSTRUMENTS)
    assert "first_look.json could not be read" in caplog.text


@pytest.mark.parametrize("path", FILES)
def test_page_runs_at_its_defaults(app: AppTest, path: str) -> None:
    app.switch_page(path).run()  # refuses a page that the router does not know
    assert not app.exception
    assert len(app.title) == 1


def test_every_instrument_of_the_catalog_is_a_page() -> None:
    assert sorted(instrument.path for instrument in INSTRUMENTS) == [
        file for file in FILES if file.startswith("lab/")
    ]


def test_a_page_that_fails_would_be_noticed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("import streamlit as st\nst.title('x')\n1 / 0\n")
    assert len(AppTest.from_file(str(broken)).run().exception) == 1
