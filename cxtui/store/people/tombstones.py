"""Who was erased: keyed hashes of ids with the pseudonyms that stand for them, so that later rows are recognised."""

import hashlib
import hmac
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import StoreError
from cxtui.store.people import keys
from cxtui.store.people.columns import PersonKind

if TYPE_CHECKING:
    import duckdb

PREFIX = "erased-"
"""What every pseudonym begins with."""

Key = tuple[str, str, str]
TombstoneRow = tuple[str, str, str, str, str]

_ROWS = "SELECT source, kind, digest, key, pseudonym FROM {table} ORDER BY source, digest"


def digest(key: bytes, kind: str, source: str, id: str) -> str:
    """Return the keyed hash of an id of a source, 32 hex digits."""
    return hmac.new(key, "\0".join((kind, source, id)).encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(slots=True)
class Tombstones:
    """Who was erased; false where nobody was."""

    rows: Mapping[tuple[str, str], str] = field(default_factory=dict)
    keys: tuple[bytes, ...] = ()
    sources: frozenset[str] = frozenset()
    pseudonyms: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()
    _seen: dict[Key, str | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, kind: PersonKind, source: str | None, id: str | None) -> str | None:
        """Return the pseudonym that stands for an id, None for one that was not erased."""
        if id is None or source is None or source not in self.sources:
            return None
        asked = (kind, source, id)
        if asked not in self._seen:
            made = (self.rows.get((source, digest(key, *asked))) for key in self.keys)
            self._seen[asked] = next((one for one in made if one is not None), None)
        return self._seen[asked]

    def anyone(self, texts: Iterable[str]) -> bool:
        """Return whether one of the texts is the id of somebody erased, of whatever kind and source."""
        kinds: tuple[PersonKind, ...] = ("customer", "agent")
        return any(self.of(kind, source, text) for text in set(texts) for source in self.sources for kind in kinds)


NOBODY = Tombstones()


def of_store(con: sqlite3.Connection, store: Path | None = None) -> Tombstones:
    """Return the tombstones of an open store; raises StoreError where keys that they need are not beside it.

    ``store`` is where it is to be, if not where it is.
    """
    if store is None:
        store = Path(con.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])
    return made(rows(con), store)


def rows(con: sqlite3.Connection) -> list[TombstoneRow]:
    """Return the tombstones of an open store as rows."""
    return con.execute(_ROWS.format(table="main.tombstone")).fetchall()


def staged(con: "duckdb.DuckDBPyConnection") -> list[TombstoneRow]:
    """Return the tombstones among the staged rows of an import."""
    return con.execute(_ROWS.format(table="in_tombstone")).fetchall()


def made(rows: Iterable[TombstoneRow], store: Path) -> Tombstones:
    """Return tombstones made of rows, with the keys that lie beside a store; raises StoreError where some do not."""
    held = list(rows)
    if not held:
        return NOBODY
    path = keys.keys_path(store)
    known = keys.read(path)
    lacking = {key for _, _, _, key, _ in held} - known.keys()
    if lacking:
        raise StoreError(
            f"{path}: lacks the key of {len([1 for row in held if row[3] in lacking])} people who were erased, without "
            "which their later rows could not be recognised; put the file back that belongs to the store or came "
            "with the export (tombstone.keys)"
        )
    return Tombstones(
        {(source, digest_): pseudonym for source, _, digest_, _, pseudonym in held},
        tuple(known.values()),
        frozenset(row[0] for row in held),
        frozenset(row[4] for row in held),
        frozenset(row[4] for row in held if row[1] == "customer"),
    )
