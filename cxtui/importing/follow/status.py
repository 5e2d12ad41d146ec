"""How the followed sources of a store are, for people and for programs."""

from pathlib import Path
from typing import Any

from cxtui import health
from cxtui.clock import DAY
from cxtui.health import FeedHealth
from cxtui.health.model import to_document

BAD = ("trouble", "refused")


def document(store: Path, now: int) -> dict[str, Any]:
    """Return how each source is as a JSON document; ``silent_s`` is null where it is not overdue."""
    return {
        "store": str(store),
        "at": now,
        "sources": [{**to_document(one), "silent_s": one.silent_s(now)} for one in health.read_all(store)],
    }


def lines(store: Path, now: int) -> list[str]:
    """Return how each source is as lines of text."""
    found = health.read_all(store)
    if not found:
        return [f"{store}: no source is followed; docs/follow.md shows how"]
    return [line for one in found for line in _lines(one, now)]


def well(store: Path, now: int) -> bool:
    """Return whether no source is in trouble or silent."""
    return all(one.state not in BAD and one.silent_s(now) is None for one in health.read_all(store))


def _lines(one: FeedHealth, now: int) -> list[str]:
    silent = one.silent_s(now)
    said = f"silent {_age(silent)}: nobody follows it" if silent is not None else one.state
    parts = [said, *([one.error] if one.error else [])]
    if one.ok_at is not None:
        parts.append(f"answered {_age(now - one.ok_at)} ago")
    if one.newest_at is not None:
        parts.append(f"newest event {_age(now - one.newest_at)} ago")
    if one.filling is not None:
        share = "" if one.filling.share is None else f" ({one.filling.share:.0%})"
        parts.append(f"history since {_age(now - one.filling.at)} ago{share}")
    if one.error and one.next_at is not None and one.next_at > now:
        parts.append(f"next try in {_age(one.next_at - now)}")
    if one.skew_s is not None and abs(one.skew_s) >= 60:
        parts.append(f"its clock is {_age(abs(one.skew_s))} {'ahead' if one.skew_s > 0 else 'behind'}")
    if one.rejected:
        parts.append(f"{one.rejected:,} rows refused")
    return [f"{one.source:<12} {' · '.join(parts)}", *(f"             doubt: {doubt}" for doubt in one.doubts)]


def _age(seconds: int) -> str:
    for size, word in ((DAY, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size} {word}"
    return f"{max(0, seconds)} s"
