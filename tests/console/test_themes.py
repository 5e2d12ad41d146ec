"""Colours can be read: every text of every theme against every ground it can lie on."""

from itertools import combinations
from math import dist

import pytest
from textual.app import App
from textual.color import Color

from cxtui.console.draw.glyphs import glyph
from cxtui.console.themes import PALETTES, themes, variables

TEXTS = ("ink", "faint", "good", "warn", "bad", "paused", "accent")
COLOURED = [name for name, palette in PALETTES.items() if not palette.ground.startswith("ansi")]


def linear(text: str) -> tuple[float, ...]:
    """Return red, green and blue of a colour as shares of light, as WCAG 2.1 takes sRGB apart."""
    shares = (part / 255 for part in Color.parse(text).rgb)
    return tuple(s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2.1 contrast ratio, from relative luminance."""

    def luminance(text: str) -> float:
        red, green, blue = linear(text)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

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
def test_what_is_stale_is_fainter_than_all_else_and_can_be_read(theme: str) -> None:
    palette = PALETTES[theme]
    assert 4.5 <= contrast(palette.faded, palette.ground) < contrast(palette.faint, palette.ground)


@pytest.mark.parametrize("theme", COLOURED)
def test_marks_of_charts_can_be_seen(theme: str) -> None:
    """WCAG 2.1, 1.4.11: 3 : 1 for what has to be seen; frames and the empty rest of a bar tell nothing alone."""
    palette = PALETTES[theme]
    for mark in ("inflow", "outflow", "backlog", "last_week", "bar", "interval", "accent", "warn", "bad"):
        assert contrast(getattr(palette, mark), palette.ground) >= 3, mark


STATES = ("good", "warn", "bad", "paused")
BOLD = {"warn", "bad"}
"""States whose text is bold, by the style sheet of the panes."""


def test_every_state_has_a_glyph_of_its_own() -> None:
    for ascii in (False, True):
        assert len({glyph(state, ascii) for state in (*STATES, "none")}) == 5


@pytest.mark.parametrize("theme", COLOURED)
def test_states_differ_without_any_hue(theme: str) -> None:
    """In greyscale only luminance is left, and bold."""
    palette = PALETTES[theme]
    for one, other in combinations(STATES, 2):
        differs = contrast(getattr(palette, one), getattr(palette, other)) >= 1.1
        assert differs or (one in BOLD) != (other in BOLD), (one, other)


DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
"""What is left of linear RGB without one kind of cones: Machado, Oliveira and Fernandes (2009), severity 1.0."""


def lab(text: str, cones: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of a colour as such eyes see it."""
    seen = [min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear(text), strict=True)))) for row in cones]
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(m * c for m, c in zip(row, seen, strict=True)) for row in matrix]
    f = [(v / w) ** (1 / 3) if v / w > 0.008856 else 7.787 * v / w + 16 / 116
         for v, w in zip(xyz, (0.95047, 1.0, 1.08883), strict=True)]  # fmt: skip
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("cones", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_blue_and_orange_stay_apart_for_colour_blind_eyes(cones: tuple[tuple[float, ...], ...]) -> None:
    """A difference of CIE76 of 40 is one between colours of different names; just noticeable is 2.3."""
    palette = PALETTES["blue-orange"]
    assert dist(lab(palette.good, cones), lab(palette.bad, cones)) >= 40
    assert dist(lab(palette.inflow, cones), lab(palette.backlog, cones)) >= 25
    assert dist(lab(palette.inflow, cones), lab(palette.outflow, cones)) >= 25
    # What the theme is there for: red and green of another one are much nearer to each other.
    green_and_red = dist(lab(PALETTES["dark"].good, cones), lab(PALETTES["dark"].bad, cones))
    assert green_and_red < dist(lab(palette.good, cones), lab(palette.bad, cones))


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
