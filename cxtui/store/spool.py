"""Webhooks that came and were not acted on yet, in a file beside the store; each is on the disk once it is kept."""

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxtui.errors import StoreError
from cxtui.settings.private import private_opener
from cxtui.store.read import trouble

ROOM = 10_000
"""Webhooks that may wait."""

REMEMBERED_S = 900
"""Seconds for which one that was acted on is remembered, so that it is not taken twice."""

_TABLE = """
CREATE TABLE IF NOT EXISTS hook (
  id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, source TEXT NOT NULL, ticket TEXT, came_at INTEGER NOT NULL,
  done_at INTEGER
);
CREATE INDEX IF NOT EXISTS hook_waiting ON hook (id) WHERE done_at IS NULL;
"""


@dataclass(frozen=True, slots=True)
class KeptHook:
    """A webhook that waits: of which source it tells, and which ticket it names, if any."""

    id: int
    source: str
    ticket: str | None


class HookSpool:
    """The webhooks of a store; threads may share one. Of people it holds ids of tickets alone."""

    def __init__(self, store: Path, clock: Callable[[], int], room: int | None = None) -> None:
        self.path = spool_path(store)
        self._clock, self._room, self._lock = clock, ROOM if room is None else room, threading.Lock()
        try:
            os.close(private_opener(str(self.path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC))
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error.strerror})") from None
        try:
            self._con = sqlite3.connect(self.path, timeout=5.0, check_same_thread=False, isolation_level=None)
            self._con.execute("PRAGMA journal_mode = WAL")
            self._con.execute("PRAGMA synchronous = FULL")
            self._con.executescript(_TABLE)
        except sqlite3.Error as error:
            raise trouble.of_sqlite(self.path, error) from error
        self._waits = int(self._con.execute("SELECT count(*) FROM hook WHERE done_at IS NULL").fetchone()[0])

    def keep(self, source: str, digest: bytes, ticket: str | None) -> KeptHook | None:
        """Return a webhook that is on the disk now, None for one that is known; raises StoreError without room."""
        with self._lock:
            if self._waits >= self._room:
                raise StoreError(f"{self.path}: {self._waits} webhooks wait already")
            now = self._clock()
            try:
                made = self._con.execute(
                    "INSERT OR IGNORE INTO hook (digest, source, ticket, came_at) VALUES (?, ?, ?, ?)",
                    (digest, source, ticket, now),
                )
            except sqlite3.Error as error:
                raise trouble.of_sqlite(self.path, error) from error
            if not made.rowcount or made.lastrowid is None:
                return None
            self._waits += 1
            return KeptHook(made.lastrowid, source, ticket)

    def waiting(self) -> Sequence[KeptHook]:
        """Return the webhooks that were not acted on, the oldest first."""
        with self._lock:
            rows = self._con.execute("SELECT id, source, ticket FROM hook WHERE done_at IS NULL ORDER BY id").fetchall()
        return [KeptHook(*row) for row in rows]

    def done(self, ids: Sequence[int]) -> None:
        """Note that webhooks were acted on; their tickets are forgotten, and those of long ago altogether."""
        now = self._clock()
        with self._lock:
            try:
                self._con.execute("BEGIN IMMEDIATE")
                self._con.executemany(
                    "UPDATE hook SET done_at = ?, ticket = NULL WHERE id = ? AND done_at IS NULL",
                    [(now, id) for id in ids],
                )
                self._con.execute("DELETE FROM hook WHERE done_at < ?", (now - REMEMBERED_S,))
                self._con.execute("COMMIT")
                left = self._con.execute("SELECT count(*) FROM hook WHERE done_at IS NULL").fetchone()
                self._waits = int(left[0])
            except sqlite3.Error as error:
                if self._con.in_transaction:
                    self._con.execute("ROLLBACK")
                raise trouble.of_sqlite(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._con.close()


def spool_path(store: Path) -> Path:
    """Return where webhooks of a store wait."""
    return store.with_name(f"{store.stem}.hooks.db")
