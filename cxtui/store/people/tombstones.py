"""Who was erased: keyed hashes of ids with the pseudonyms that stand for them, so that later rows are recognised."""

import hashlib
import hmac
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import StoreError
from cxtui.store.people import keys
from cxtui.store.people.columns import PersonKind

if TYPE_CHECKING:
    import duckdb

PREFIX = "erased-"
"""What every pseudonym begins with."""

KINDS: tuple[PersonKind, ...] = ("agent", "customer")
"""The kinds of people, in the order in which an id that may be of either is taken for one."""

IdFind = Callable[[str, str], str | None]
TombstoneRow = tuple[str, str, str, str, str]

_ROWS = "SELECT source, kind, digest, key, pseudonym FROM {table} ORDER BY source, digest"


def digest(key: bytes, kind: str, source: str, id: str) -> str:
    """Return the keyed hash of an id of a source, 32 hex digits."""
    return hmac.new(key, "\0".join((kind, source, id)).encode(), hashlib.sha256).hexdigest()[:32]


class Tombstones:
    """Who was erased, by a look-up that is given; false where nobody was.

    ``find`` returns the pseudonym of a source's digest, ``kind_of`` the kind of a source's pseudonym, both None where
    there is none.
    """

    def __init__(self, find: IdFind, kind_of: IdFind, keys: Iterable[bytes] = (), sources: Iterable[str] = ()) -> None:
        self.sources = frozenset(sources)
        self._find = find
        self._kind_of = kind_of
        self._keys = tuple(keys)
        self._seen: dict[tuple[str, str, str], str | None] = {}
        self._pseudonyms: dict[tuple[str, str], str | None] = {}

    def __bool__(self) -> bool:
        return bool(self.sources)

    def of(self, kind: PersonKind, source: str | None, id: str | None) -> str | None:
        """Return the pseudonym that stands for an id, None for one that was not erased."""
        if id is None or source is None or source not in self.sources:
            return None
        person = (kind, source, id)
        if person not in self._seen:
            made = (self._find(source, digest(key, *person)) for key in self._keys)
            self._seen[person] = next((one for one in made if one is not None), None)
        return self._seen[person]

    def stands_for(self, kind: PersonKind, source: str | None, id: str | None) -> bool:
        """Return whether an id is the pseudonym of somebody erased."""
        if id is None or source is None or source not in self.sources:
            return False
        if (source, id) not in self._pseudonyms:
            self._pseudonyms[source, id] = self._kind_of(source, id)
        return self._pseudonyms[source, id] == kind

    def anyone(self, texts: Iterable[str]) -> bool:
        """Return whether one of the texts is the id of somebody erased, of whatever kind and source."""
        return any(self.of(kind, source, text) for text in set(texts) for source in self.sources for kind in KINDS)


NOBODY = Tombstones(lambda source, digest: None, lambda source, pseudonym: None)


def of_store(con: sqlite3.Connection, store: Path | None = None) -> Tombstones:
    """Return the tombstones of an open store, looked up one by one; StoreError where their keys are not beside it.

    ``store`` is where it is to be, if not where it is.
    """
    sources = _different(con, "source")
    if not sources:
        return NOBODY
    if store is None:
        store = Path(con.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])
    known = _keys(store, _different(con, "key"))

    def find(source: str, digest: str) -> str | None:
        return _first(con, "SELECT pseudonym FROM main.tombstone WHERE source = ? AND digest = ?", source, digest)

    def kind_of(source: str, pseudonym: str) -> str | None:
        return _first(con, "SELECT kind FROM main.tombstone WHERE source = ? AND pseudonym = ?", source, pseudonym)

    return Tombstones(find, kind_of, known, sources)


def of_rows(rows: Iterable[TombstoneRow], store: Path) -> Tombstones:
    """Return the tombstones of rows; StoreError where their keys are not beside a store."""
    held = list(rows)
    if not held:
        return NOBODY
    digests = {(source, digest): pseudonym for source, _, digest, _, pseudonym in held}
    kinds = {(source, pseudonym): kind for source, kind, _, _, pseudonym in held}
    known = _keys(store, {key for _, _, _, key, _ in held})
    return Tombstones(
        lambda source, digest: digests.get((source, digest)),
        lambda source, pseudonym: kinds.get((source, pseudonym)),
        known,
        {source for source, *_ in held},
    )


def rows(con: sqlite3.Connection) -> list[TombstoneRow]:
    """Return the tombstones of an open store as rows."""
    return con.execute(_ROWS.format(table="main.tombstone")).fetchall()


def staged(con: "duckdb.DuckDBPyConnection") -> list[TombstoneRow]:
    """Return the tombstones among the staged rows of an import."""
    return con.execute(_ROWS.format(table="in_tombstone")).fetchall()


def _keys(store: Path, needed: Iterable[str]) -> Iterable[bytes]:
    """Return the keys beside a store; StoreError where one that is needed is not among them."""
    path = keys.keys_path(store)
    known = keys.read(path)
    if not known.keys() >= set(needed):
        raise StoreError(
            f"{path}: lacks a key of the store's tombstones, without which later rows of people who were erased could "
            f"not be recognised; put back the file that belongs to the store, or {keys.EXPORTED} of the export that "
            "they came with"
        )
    return known.values()


def _different(con: sqlite3.Connection, column: str) -> list[str]:
    """Return the different values of a column of the tombstones, of which there may be millions: step by step."""
    found: list[str] = []
    step = f"SELECT min({column}) FROM main.tombstone WHERE {column} > ?"
    while (value := con.execute(step, (found[-1] if found else "",)).fetchone()[0]) is not None:
        found.append(value)
    return found


def _first(con: sqlite3.Connection, query: str, *values: str) -> str | None:
    found = con.execute(query, values).fetchone()
    return None if found is None else str(found[0])
