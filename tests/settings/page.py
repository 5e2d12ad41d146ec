"""Write the reference of the settings: ``python -m tests.settings.page > docs/settings.md``."""

import json
from collections.abc import Iterable

from cxtui.console.themes import PALETTES
from cxtui.language import LANGUAGES
from cxtui.settings import defaults_text
from cxtui.settings.looks import Looks, user_settings

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


def keys(kind: type[Looks] = Looks) -> dict[str, tuple[str, str]]:
    """Return each key of a user's settings with its usual value and what it is."""
    names = {"themes": _words(PALETTES), "languages": _words(LANGUAGES)}
    usual = kind()
    return {
        one.key or field: (one.usual or f"`{json.dumps(getattr(usual, field))}`", one.about.format(**names))
        for field, one in user_settings(kind).items()
    }


def _words(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def page() -> str:
    """Return the whole page."""
    rows = [f"| `{key}` | {usual} | {about} |\n" for key, (usual, about) in keys().items()]
    return HEAD + "".join(rows) + STORE + defaults_text().strip() + "\n```\n"


if __name__ == "__main__":
    print(page(), end="")
