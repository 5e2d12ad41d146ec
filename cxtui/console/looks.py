"""What a user's looks and keys become for one run: the file, what was asked for, and what the terminal can do."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxtui.errors import UsageError
from cxtui.settings import Looks, load_looks, looks_path
from cxtui.settings.looks import user_settings

if TYPE_CHECKING:
    from cxtui.console.keys import KeyTable
    from cxtui.console.threads.poller import Pace

MAKING_S = 0.2
"""Seconds between two looks for a store that is only being made."""


def looks_of(settings: Path | None, chosen: Mapping[str, Any], locked: bool) -> "tuple[Looks, KeyTable]":
    """Return looks and keys for one run, and say everything in its language from now on.

    What was ``chosen``, by the field of Looks, wins over the file. Raises UsageError for a theme, language, key or
    setting that does not exist.
    """
    from cxtui.console.themes import PALETTES

    looks, keys = own_looks(settings, locked)
    theme = chosen.get("theme")
    if theme is not None and theme not in PALETTES:
        raise UsageError(f"there is no theme {theme!r}. Themes: {', '.join(PALETTES)}")
    speak(chosen.get("language"), looks.language)
    looks = replace(looks, **chosen)
    if theme is None:
        looks = replace(looks, theme=usual_theme(looks.theme, looks.slow))
    # Over a slow line every step of the mouse would be a message of its own.
    return replace(looks, mouse=looks.mouse and not looks.slow), keys


def app_options(looks: Looks, *, being_made: bool = False) -> dict[str, Any]:
    """Return what an app is told of a user's looks; ``being_made`` says that there is no store yet."""
    return {
        "theme": looks.theme,
        "ascii": looks.ascii,
        "slow": looks.slow,
        "pace": _pace(looks.refresh_s, looks.slow, being_made),
    }


def run_options(looks: Looks) -> dict[str, Any]:
    """Return what ``run_app`` is told of a user's looks."""
    return {"mouse": looks.mouse}


def without_anybody() -> dict[str, Any]:
    """Return the looks of a screen at which nobody sits: switches that only make sense where somebody does are off."""
    options = {name: one.option for name, one in user_settings().items()}
    return {name: False for name, option in options.items() if option is not None and not option.everywhere}


def own_looks(settings: Path | None, locked: bool) -> "tuple[Looks, KeyTable]":
    """Return a user's looks and keys; a locked console has the usual ones, whoever's account it runs in.

    Where its terminal is not in UTF-8, it keeps to ASCII, and so to the language that needs no more.
    """
    from cxtui.console.keys import TABLE, KeyTable
    from cxtui.console.themes import PALETTES

    if locked:
        from cxtui.console.terminal.locked import unlike_utf8

        return (Looks(ascii=True, language="en") if unlike_utf8(os.environ) else Looks()), KeyTable()
    looks = load_looks(settings, actions=[key.id for key in TABLE], themes=list(PALETTES))
    return looks, KeyTable.remapped(looks.keys, str(settings or looks_path()))


def usual_theme(theme: str, slow: bool) -> str:
    """Return the theme where none was asked for: the terminal's own sixteen colours where there are no others.

    So it is over a slow line, since their names are the shortest.
    """
    kind = os.environ.get("TERM", "").rpartition("-")[2]
    few = os.environ.get("COLORTERM", "") not in ("truecolor", "24bit") and kind not in ("256color", "kitty", "direct")
    return "16-colours" if theme == Looks().theme and (slow or few) else theme


def _pace(refresh_s: int, slow: bool, being_made: bool) -> "Pace":
    """Return how often the store is read: over a slow line not oftener than is repainted."""
    from cxtui.console.app import SLOW_S
    from cxtui.console.threads.poller import Pace

    pace = Pace(slowest=refresh_s)
    if slow:
        pace = replace(pace, fastest=float(SLOW_S), slowest=max(refresh_s, SLOW_S))
    return replace(pace, backoff=MAKING_S) if being_made else pace


def speak(language: str | None, usual: str | None = None) -> None:
    """Say everything in a language: the one asked for, else the user's ``usual`` one, else that of the locale.

    Raises UsageError for one that there is no catalogue for.
    """
    from cxtui.language import LANGUAGES, chosen, use

    if language is not None and language not in LANGUAGES:
        raise UsageError(f"there is no language {language!r}. Languages: {', '.join(LANGUAGES)}")
    use(chosen(language or usual))
