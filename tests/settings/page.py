"""Write the reference of the settings: ``python -m tests.settings.page > docs/settings.md``."""

from cxtui.console.themes import PALETTES
from cxtui.language import LANGUAGES
from cxtui.settings import defaults_text
from cxtui.settings.looks import Looks

HEAD = """\
# Settings

Written by `python -m tests.settings.page > docs/settings.md`; a test compares. There are two files, so that two
consoles on one store never disagree about a number.

## Your own: settings.toml

Looks and keys, which change no number. The file lies in your platform's own folder for settings (on Linux
`~/.config/cxtui/settings.toml`); `CXTUI_SETTINGS` names another one. Every key may be left out.

| key | usual | what it is |
| --- | --- | --- |
"""

STORE = """
```toml
theme = "dark"
refresh = "30 s"

[keys]
quit = ["q", "f10"]
```

## The store's

What changes numbers lies in the store itself: `cxtui store configure FILE.toml` sets it and works out again what
depends on it. A wrong key or value changes nothing, and is named with the nearest right one. These are all the
keys with their words and the packaged defaults; your file needs only those that differ.

```toml
"""


def keys() -> dict[str, tuple[str, str]]:
    """Return each key of a user's settings with its usual value and what it is."""
    usual = Looks()
    return {
        "theme": (f'`"{usual.theme}"`', "colours: one of " + ", ".join(f"`{name}`" for name in PALETTES)),
        "language": ("that of the locale", "one of " + ", ".join(f"`{name}`" for name in LANGUAGES)),
        "ascii": (_flag(usual.ascii), "`true` draws with ASCII alone"),
        "mouse": (_flag(usual.mouse), "`false` leaves the mouse to the terminal"),
        "slow": (_flag(usual.slow), "`true`: repaint every 5 seconds, 16 colours, no mouse, no animation"),
        "refresh": (
            f'`"{usual.refresh_s} s"`',
            "between two readings of a store in which nothing happens; a commit is shown at once. 1 s to 3653 d",
        ),
        "keys": ("those of `docs/keys.md`", "a table of actions, each with one key or an array of keys"),
    }


def _flag(value: bool) -> str:
    return f"`{str(value).lower()}`"


def page() -> str:
    """Return the whole page."""
    rows = [f"| `{key}` | {usual} | {about} |\n" for key, (usual, about) in keys().items()]
    return HEAD + "".join(rows) + STORE + defaults_text().strip() + "\n```\n"


if __name__ == "__main__":
    print(page(), end="")
