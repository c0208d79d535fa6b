"""Text and marks stand out enough, in both themes: WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (the rest, 3:1)."""

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from qlab.figures.style import PALETTES

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "pages"
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = ("light", "dark")
SURFACES = ("backgroundColor", "secondaryBackgroundColor")
TEXTS = [f"{color}TextColor" for color in ("blue", "orange", "green", "red", "violet", "yellow", "gray")]


def luminance(color: str) -> float:
    """Return the relative luminance of "#RRGGBB", 0..1, as WCAG defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1..21, as WCAG defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_agrees_with_published_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(
        4.48, abs=0.005
    )  # the well-known gray that just fails


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", ["textColor", "linkColor", "codeTextColor", *TEXTS])
def test_text_can_be_read(theme: str, surface: str, text: str) -> None:
    colors = CONFIG["theme"][theme]
    assert contrast(colors[text], colors[surface]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
def test_text_in_the_sidebar_can_be_read(theme: str, surface: str) -> None:
    colors = CONFIG["theme"][theme]
    assert contrast(colors["textColor"], colors["sidebar"][surface]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_accent_is_a_text_color_and_carries_a_white_tick(theme: str) -> None:
    colors = CONFIG["theme"][theme]
    accent = colors["primaryColor"]
    assert contrast(accent, colors["backgroundColor"]) >= 4.5  # a slider's value, a chosen option
    assert contrast("#FFFFFF", accent) >= 3  # a checkbox


def test_no_button_writes_white_on_the_accent() -> None:
    # No color can be read on the dark page and carry white text too, so no page uses such a button.
    for page in PAGES.rglob("*.py"):
        assert 'type="primary"' not in page.read_text(encoding="utf-8"), page


@pytest.mark.parametrize("theme", THEMES)
def test_marks_in_built_in_charts_stand_out(theme: str) -> None:
    colors = CONFIG["theme"][theme]
    for color in colors["chartCategoricalColors"]:
        assert contrast(color, colors["backgroundColor"]) >= 3, color


@pytest.mark.parametrize("theme", THEMES)
def test_what_a_figure_draws_stands_out_from_the_page(theme: str) -> None:
    palette = asdict(PALETTES[theme])
    page = palette.pop("page")
    del palette["lines"]  # the faint grid behind the marks carries no meaning of its own
    assert contrast(palette.pop("text"), page) >= 4.5
    for role, color in palette.items():
        assert contrast(color, page) >= 3, role


@pytest.mark.parametrize("theme", THEMES)
def test_a_figure_lies_on_the_page_without_an_edge(theme: str) -> None:
    assert PALETTES[theme].page == CONFIG["theme"][theme]["backgroundColor"]
    assert PALETTES[theme].text == CONFIG["theme"][theme]["textColor"]


def test_text_is_large_enough_for_the_back_row() -> None:
    assert CONFIG["theme"]["baseFontSize"] >= 17
