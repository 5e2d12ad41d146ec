"""Since when a store keeps tickets: older ones have left it, and the sums of their days are frozen."""

import json
import sqlite3
from dataclasses import dataclass

from cxtui.facts import catalog
from cxtui.facts.tables import DERIVED

KEY = "keep"
"""Key in ``setting``: the border, an instant at a local midnight, and the words of how long tickets are kept."""


@dataclass(frozen=True, slots=True)
class KeptSince:
    """The border: tickets over before it have left. ``words`` is how long tickets are kept, such as ``24 months``."""

    at: int
    words: str


def kept_since(con: sqlite3.Connection) -> KeptSince | None:
    """Return since when a store keeps tickets; None for one that keeps all."""
    found = con.execute("SELECT value FROM main.setting WHERE key = ?", (KEY,)).fetchone()
    return None if found is None else KeptSince(**json.loads(found[0]))


def write(con: sqlite3.Connection, since: KeptSince) -> None:
    """Write the border down inside the open transaction."""
    con.execute(
        "INSERT INTO main.setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (KEY, json.dumps({"at": since.at, "words": since.words})),
    )


def moving(con: sqlite3.Connection, bucket: str) -> str:
    """Return the SQL condition on a row of a bucket table that it is not frozen."""
    since = kept_since(con)
    return "true" if since is None else f"{DERIVED[bucket].key[0]} >= {since.at}"


def frozen_sums() -> tuple[str, ...]:
    """Return what is counted in buckets, by the names of their columns."""
    return tuple(dict.fromkeys(measure for name in catalog.BUCKETS for measure in DERIVED[name].measures))
