"""Every colour of the console, by what it means; no other module names a colour.

Style sheets use the variables of ``Palette`` (``$ink``, ``$faint``, ``$good``, ``$last-week``, …). A state
is never told by colour alone, so the mono theme loses nothing but beauty.
"""

from dataclasses import dataclass, fields

from textual.theme import Theme


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, each a CSS colour.

    ``ground`` lies behind everything, ``strip`` behind header and footer; ``ink`` is text, ``faint`` what
    may be overlooked, ``faded`` everything once the data is stale. ``good``, ``warn``, ``bad`` and
    ``paused`` are states, ``accent`` what is focused or pressed. ``inflow``, ``outflow``, ``backlog`` and
    ``last_week`` draw the volume chart, ``bar``, ``bar_rest`` and ``interval`` the leaderboard. ``border``
    frames a pane, ``cursor`` and ``cursor_ink`` are the row under the cursor. The ``_style`` fields are
    text styles for terminals where colour cannot carry the meaning.
    """

    ground: str
    strip: str
    ink: str
    faint: str
    faded: str
    good: str
    warn: str
    bad: str
    paused: str
    accent: str
    inflow: str
    outflow: str
    backlog: str
    last_week: str
    bar: str
    bar_rest: str
    interval: str
    border: str
    cursor: str
    cursor_ink: str
    faint_style: str = "none"
    bad_style: str = "bold"
    cursor_style: str = "none"
    focus_style: str = "bold"


DARK = Palette(
    ground="#10141b", strip="#1a212c", ink="#dbe2ec", faint="#96a2b2", faded="#7f8b9d",
    good="#62d493", warn="#f0c252", bad="#ff7a76", paused="#b39df3", accent="#63b3f7",
    inflow="#63b3f7", outflow="#62d493", backlog="#f0c252", last_week="#596678",
    bar="#63b3f7", bar_rest="#2b3442", interval="#96a2b2", border="#3a4657",
    cursor="#22344d", cursor_ink="#ffffff",
)  # fmt: skip

LIGHT = Palette(
    ground="#fbfbf7", strip="#e9ebe6", ink="#1b222c", faint="#566070", faded="#676f7c",
    good="#0f6a39", warn="#835400", bad="#9b1420", paused="#5b3fb0", accent="#0a58a6",
    inflow="#0a58a6", outflow="#0f6a39", backlog="#9a5b00", last_week="#868f9c",
    bar="#0a58a6", bar_rest="#d9dcd6", interval="#566070", border="#b3bac3",
    cursor="#d3e3f5", cursor_ink="#0d1219",
)  # fmt: skip

HIGH_CONTRAST = Palette(
    ground="#000000", strip="#000000", ink="#ffffff", faint="#d8d8d8", faded="#a0a0a0",
    good="#3dff8f", warn="#ffe14d", bad="#ff8c8c", paused="#d9c7ff", accent="#7fd4ff",
    inflow="#7fd4ff", outflow="#3dff8f", backlog="#ffe14d", last_week="#9a9a9a",
    bar="#ffffff", bar_rest="#555555", interval="#d8d8d8", border="#ffffff",
    cursor="#003f8a", cursor_ink="#ffffff", cursor_style="bold",
)  # fmt: skip

BLUE_ORANGE = Palette(
    ground="#10141b", strip="#1a212c", ink="#dbe2ec", faint="#96a2b2", faded="#7f8b9d",
    good="#6cb8ff", warn="#f3e3a1", bad="#ff9a3c", paused="#b8c0cc", accent="#dbe2ec",
    inflow="#f3e3a1", outflow="#6cb8ff", backlog="#ff9a3c", last_week="#596678",
    bar="#6cb8ff", bar_rest="#2b3442", interval="#96a2b2", border="#3a4657",
    cursor="#22344d", cursor_ink="#ffffff",
)  # fmt: skip

TERMINAL = Palette(
    ground="ansi_default", strip="ansi_default", ink="ansi_default", faint="ansi_default",
    faded="ansi_default", good="ansi_green", warn="ansi_yellow", bad="ansi_red", paused="ansi_magenta",
    accent="ansi_cyan", inflow="ansi_cyan", outflow="ansi_green", backlog="ansi_yellow",
    last_week="ansi_default", bar="ansi_cyan", bar_rest="ansi_default", interval="ansi_default",
    border="ansi_default", cursor="ansi_default", cursor_ink="ansi_default",
    faint_style="dim", cursor_style="reverse", focus_style="bold reverse",
)  # fmt: skip

MONO = Palette(
    **{f.name: "ansi_default" for f in fields(Palette) if not f.name.endswith("_style")},
    faint_style="dim", cursor_style="reverse", focus_style="bold reverse",
)  # fmt: skip

PALETTES = {
    "dark": DARK,
    "light": LIGHT,
    "high-contrast": HIGH_CONTRAST,
    "blue-orange": BLUE_ORANGE,
    "16-colours": TERMINAL,
    "mono": MONO,
}
"""The themes a user can name in the settings file, in the order in which the palette lists them."""

OPPOSITE = {"light": "dark"}
"""What ``d`` turns a theme into; every other theme turns into light."""


def variables(palette: Palette) -> dict[str, str]:
    """Return the palette as CSS variables: ``last_week`` is ``$last-week``."""
    own = {f.name.replace("_", "-"): str(getattr(palette, f.name)) for f in fields(palette)}
    return own | {
        "ansi-background": palette.ground,
        "ansi-foreground": palette.ink,
        "text": palette.ink,
        "text-muted": palette.faint,
        "text-disabled": palette.faint,
        "border-blurred": palette.border,
        "scrollbar": palette.border,
        "scrollbar-hover": palette.accent,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.ground,
        "scrollbar-background-hover": palette.ground,
        "scrollbar-background-active": palette.ground,
        "scrollbar-corner-color": palette.ground,
        "footer-background": palette.strip,
        "footer-key-foreground": palette.accent,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.cursor_ink,
        "block-cursor-text-style": palette.cursor_style,
    }


def themes() -> tuple[Theme, ...]:
    """Return the console's themes for Textual, named as in ``PALETTES``."""
    return tuple(_theme(name, palette) for name, palette in PALETTES.items())


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.paused,
        warning=palette.warn,
        error=palette.bad,
        success=palette.good,
        accent=palette.accent,
        foreground=palette.ink,
        background=palette.ground,
        surface=palette.ground,
        panel=palette.strip,
        boost=palette.strip,
        dark=name != "light",
        variables=variables(palette),
        ansi=palette.ground.startswith("ansi"),
    )
