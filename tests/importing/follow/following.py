"""Following in tests: sources of a text, followed once or in a thread, and stores compared."""

import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from cxtui import canonical, health
from cxtui.health import FeedHealth
from cxtui.importing.follow.configured import read_sources
from cxtui.importing.follow.run import follow
from cxtui.sources.live.options import ConfiguredSource
from tests.importing.stores import rows_of
from tests.sources.live.rt_stub import TOKEN, RtStub

VARIABLE = "CXTUI_TEST_TOKEN"
PATIENCE_S = 60.0


def rt(folder: Path, stub: RtStub, more: str = "", name: str = "rt") -> tuple[ConfiguredSource, ...]:
    """Return a Request Tracker as a source, its token in a file."""
    secret = folder / f"{name}.token"
    if not secret.exists():
        secret.write_text(TOKEN + "\n")
        secret.chmod(0o600)
    return sources(
        folder,
        f'[{name}]\nkind = "rt"\nurl = "{stub.url}"\nsecret = {{ file = "{secret}" }}\nevery = "1 s"\nfrom = "3650 d"\n'
        f'csat = {{ field = "CSAT" }}\nfields = {{ channel = "Channel" }}\n{more}',
    )


def sources(folder: Path, text: str) -> tuple[ConfiguredSource, ...]:
    """Return the sources of a text."""
    path = folder / "sources.toml"
    path.write_text(text)
    return read_sources(path)


def once(store: Path, chosen: tuple[ConfiguredSource, ...]) -> Path:
    """Follow until all is there."""
    follow(store, chosen, once=True)
    return store


@contextmanager
def following(store: Path, chosen: tuple[ConfiguredSource, ...]) -> Iterator[None]:
    """Follow in a thread while the context is open."""
    stopping = threading.Event()
    thread = threading.Thread(target=follow, args=(store, chosen), kwargs={"stopping": stopping})
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def state(store: Path, name: str = "rt") -> FeedHealth:
    """Return how a source is."""
    return next(one for one in health.read_all(store) if one.source == name)


def until(reached: Callable[[], bool], what: str = "") -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if reached():
                return
        except (StopIteration, OSError):
            pass
        time.sleep(0.02)
    raise AssertionError(f"not reached: {what}")


UNLIKE = {"event": ("version_at", "version_seq")}
"""Columns that say when we learnt of something, not what it is."""


def records(store: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return the canonical rows of a store by table, coverage aside: it says how they came."""
    found: dict[str, set[tuple[object, ...]]] = {}
    for name, table in canonical.TABLES.items():
        if name != "coverage":
            places = [i for i, column in enumerate(table.names) if column not in UNLIKE.get(name, ())]
            found[name] = {tuple(row[i] for i in places) for row in rows_of(store, name)}
    return found


def facts(store: Path, but: Collection[object] = ()) -> dict[str, set[tuple[object, ...]]]:
    """Return the derived rows of a store that people see first, those of some tickets left out."""
    tables = ("ticket_fact", "rating_fact")
    return {name: {row for row in rows_of(store, name) if row[1] not in but} for name in tables}
