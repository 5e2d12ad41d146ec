"""Colours can be read: every text of every theme against every ground it can lie on."""

import pytest
from textual.app import App
from textual.color import Color

from cxtui.console.themes import PALETTES, themes, variables

TEXTS = ("ink", "faint", "good", "warn", "bad", "paused", "accent")
COLOURED = [name for name, palette in PALETTES.items() if not palette.ground.startswith("ansi")]


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2.1 contrast ratio, from relative luminance."""

    def luminance(text: str) -> float:
        def linear(part: int) -> float:
            share = part / 255
            return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

        red, green, blue = Color.parse(text).rgb
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", COLOURED)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", ["ground", "strip", "cursor"])
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("theme", COLOURED)
def test_badges_and_cursor_can_be_read(theme: str) -> None:
    palette = PALETTES[theme]
    assert contrast(palette.cursor_ink, palette.cursor) >= 4.5
    for badge in (palette.good, palette.warn, palette.bad, palette.paused, palette.accent):
        assert contrast(palette.ground, badge) >= 4.5


@pytest.mark.parametrize("theme", COLOURED)
def test_faded_text_is_fainter_yet_there(theme: str) -> None:
    palette = PALETTES[theme]
    assert 2.5 <= contrast(palette.faded, palette.ground) < contrast(palette.ink, palette.ground)


def test_every_theme_is_accepted_and_names_the_same_variables() -> None:
    app: App[None] = App()
    names = set(variables(PALETTES["dark"]))
    for theme in themes():
        app.register_theme(theme)
        app.theme = theme.name
        assert names <= set(app.get_css_variables())


def test_mono_knows_no_colour() -> None:
    own = {value for name, value in variables(PALETTES["mono"]).items() if not name.endswith("-style")}
    assert own == {"ansi_default"}
