"""What the commands of a review share: the store with its desk, days, who asks, and what is said at the end."""

import getpass
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxtui import api
from cxtui.cli.failures import say
from cxtui.desk import Desk, DeskError, DeskState
from cxtui.errors import UsageError
from cxtui.kpis.feeds.store_feed import PATIENCE_S
from cxtui.kpis.triggers import TriggerReading, evaluate
from cxtui.store.configured import settings_of
from cxtui.store.instants import instant_in
from cxtui.store.paths import desk_path, store_path


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Every trigger as it reads, and the desk as it stands; ``kept`` is False where the desk could not be written."""

    readings: tuple[TriggerReading, ...]
    view: DeskState
    at: int
    zone: str
    kept: bool


def review(store: Path | None, at: str | None) -> ReviewState:
    """Evaluate every trigger and keep what fires and clears; as of an instant of the past nothing is written."""
    from contextlib import closing

    path = store_path(store)
    instant = instant_in(path, at)
    with closing(Desk(desk_path(path), writable=instant is None)) as desk:
        view = desk.read(instant)
        with api.open(path, instant, patience=PATIENCE_S) as floor, floor.asking() as opened:
            readings = evaluate(opened, view.active, live=instant is None)
            moment, zone = opened.at, opened.zone
        kept = view.trouble in (None, "missing")
        if not kept:
            say(str(view.why))
        elif instant is None:
            try:
                desk.settle(readings)
                desk.shown(tuple(desk.read().active))
            except DeskError as error:
                say(f"{error}; nothing of this review is kept")
                kept = False
            view = desk.read()
    return ReviewState(readings, view, moment, zone, kept)


def desk_of(store: Path | None, writable: bool = True) -> tuple[Desk, str]:
    """Return the desk beside a store that is there, and the store's zone; raises StoreError."""
    path = store_path(store)
    zone = settings_of(path).zone
    return Desk(desk_path(path), writable), zone


def seen(desk: Desk) -> DeskState:
    """Return a desk's view, an empty one where there is no file yet; raises DeskError for any trouble."""
    view = desk.read()
    if view.trouble not in (None, "missing"):
        raise DeskError(view.trouble or "failed", str(view.why))
    return view


def day_of(text: str, option: str) -> str:
    """Return a day that a person wrote, as ``2026-03-31``; UsageError for anything else."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{option} {text[:40]!r} is no day; write it like 2026-03-31") from None
    if not 1900 <= found.year < 2200:
        raise UsageError(f"{option} {text[:40]!r} lies outside the years 1900 to 2199")
    return found.isoformat()


def who() -> str:
    """Return the name of whoever runs this, as far as the system tells."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"
