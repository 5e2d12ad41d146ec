"""Since when a store keeps tickets: older ones have left it, and the sums of their days are frozen."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass

KEY = "keep"
"""Key in ``setting``: the border, an instant at a local midnight, and the words of how long tickets are kept."""


@dataclass(frozen=True, slots=True)
class KeptSince:
    """The border: tickets over before it have left. ``words`` is how long tickets are kept, such as ``24 months``.

    ``begun`` are the histories, as ``(source, what, from_at)``, of which a source had none before an instant when
    older tickets were still there: of the others all was counted.
    """

    at: int
    words: str
    begun: tuple[tuple[str, str, int], ...] = ()


def parsed(text: str | None) -> KeptSince | None:
    """Return the border as it is written down, None where it is not."""
    if text is None:
        return None
    known = json.loads(text)
    begun = tuple((source, what, from_at) for source, what, from_at in known.get("begun", ()))
    return KeptSince(known["at"], known["words"], begun)


def kept_since(con: sqlite3.Connection) -> KeptSince | None:
    """Return since when a store keeps tickets; None for one that keeps all."""
    found = con.execute("SELECT value FROM main.setting WHERE key = ?", (KEY,)).fetchone()
    return parsed(found and found[0])


def write(con: sqlite3.Connection, since: KeptSince) -> None:
    """Write the border down inside the open transaction."""
    con.execute(
        "INSERT INTO main.setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (KEY, json.dumps(asdict(since))),
    )


def begun(con: sqlite3.Connection) -> tuple[tuple[str, str, int], ...]:
    """Return the histories that begin somewhere, where it is not the border at which they do."""
    return tuple(sorted(_begun(con, kept_since(con))))


def _begun(con: sqlite3.Connection, before: KeptSince | None) -> Iterator[tuple[str, str, int]]:
    known = {} if before is None else {(source, what): from_at for source, what, from_at in before.begun}
    for source, what, from_at in con.execute("SELECT source, what, from_at FROM main.coverage"):
        if before is not None and from_at == before.at:
            from_at = known.get((source, what))
        if from_at is not None:
            yield source, what, from_at


def moving(con: sqlite3.Connection, bucket: str) -> str:
    """Return the SQL condition on a row of a bucket table that it is not frozen."""
    from cxtui.facts.tables import DERIVED

    since = kept_since(con)
    return "true" if since is None else f"{DERIVED[bucket].key[0]} >= {since.at}"


def frozen_sums() -> tuple[str, ...]:
    """Return what is counted in buckets, by the names of their columns."""
    from cxtui.facts import catalog
    from cxtui.facts.tables import DERIVED

    return tuple(dict.fromkeys(measure for name in catalog.BUCKETS for measure in DERIVED[name].measures))
